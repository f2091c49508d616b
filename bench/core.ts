// What the benchmarks measure of the product, as one bundle.

export { readArchitectYaml } from '../server/core/formats/architect-yaml/read.js';
export { buildControlGraph } from '../server/core/graph/control-graph.js';
export { rules } from '../server/core/rules/index.generated.js';
export { runRules } from '../server/core/rules/run.js';
export { readYaml } from '../server/core/syntax/yaml/read.js';
export { findTaintPaths } from '../server/core/taint/taint.js';
export { analyse } from '../server/core/workspace.js';
