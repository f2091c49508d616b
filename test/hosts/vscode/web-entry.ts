import 'mocha/mocha.js';
import { casesHere } from './cases.js';
import { type MochaClass, runCases } from './mocha.js';

/** Called by the extension host in a web worker; the browser build of mocha leaves its class on the global object. */
export async function run(): Promise<void> {
  await runCases((globalThis as unknown as { Mocha: MochaClass }).Mocha, await casesHere());
}
