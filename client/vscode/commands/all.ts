import { checkWorkspace } from './check-workspace.js';
import type { Command } from './command.js';
import { copyPath } from './copy-path.js';
import { decode } from './decode.js';
import { explainRule } from './explain-rule.js';
import { goToPlace } from './go-to-place.js';
import { openGraph } from './open-graph.js';
import { openSample } from './open-sample.js';
import { restartServer } from './restart-server.js';
import { saveReport } from './save-report.js';
import { showOutput } from './show-output.js';
import { showPath } from './show-path.js';
import { showPaths } from './show-paths.js';
import { showPlaces } from './show-places.js';
import { suppressFinding } from './suppress-finding.js';

/** Every command of the extension. */
export const ALL_COMMANDS: readonly Command[] = [
  checkWorkspace,
  copyPath,
  decode,
  explainRule,
  goToPlace,
  openGraph,
  openSample,
  restartServer,
  saveReport,
  showOutput,
  showPath,
  showPaths,
  showPlaces,
  suppressFinding,
];
