/** Takes the place of server/core/workspace.ts in the bundle of cli.test.ts. */
export { fakeAnalyse as analyse } from './support.js';
