// What the benchmarks measure of the product, as one bundle.

export { readArchitectYaml } from '../server/core/formats/architect-yaml/read.js';
export { buildControlGraph } from '../server/core/graph/control-graph.js';
export { graphViewOf } from '../server/core/ide/graph-view/graph-view-of.js';
export { rules } from '../server/core/rules/index.generated.js';
export { runRules } from '../server/core/rules/run.js';
export { readYaml } from '../server/core/syntax/yaml/read.js';
export { findTaintPaths } from '../server/core/taint/taint.js';
export { analyse, Workspace } from '../server/core/workspace.js';
export { layoutOf } from '../webview/layout/layout.js';
