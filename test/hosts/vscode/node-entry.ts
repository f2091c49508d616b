import Mocha from 'mocha';
import { casesHere } from './cases.js';
import { type MochaClass, runCases } from './mocha.js';

/** Called by the extension host of Node. */
export async function run(): Promise<void> {
  // The types of the package know the class by more than what both builds have.
  await runCases(Mocha as unknown as MochaClass, await casesHere());
}
