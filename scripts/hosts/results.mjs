// What the tests in a host say, line by line, and what it adds up to.
import { stripVTControlCharacters } from 'node:util';

/** Every test announces itself with one such line; test/hosts/vscode/mocha.ts and smoke.lua write them. */
const MARK = 'keytrace-test ';

/** Gathers the results of one run in one host. */
export class Results {
  constructor(host) {
    this.host = host;
    this.tests = [];
  }

  /** Takes a line of output; true when it was a result. */
  take(line) {
    const clean = stripVTControlCharacters(line);
    const at = clean.indexOf(MARK);
    if (at < 0) return false;
    try {
      this.add(JSON.parse(clean.slice(at + MARK.length)));
    } catch {
      this.fail('a result that can be read', clean.slice(at, at + 300));
    }
    return true;
  }

  add({ title, state, seconds, error }) {
    this.tests.push({ title, state, error });
    const time = seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`;
    const sign = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' }[state];
    console.log(
      `    ${sign}: ${title}${time}${error === undefined ? '' : `\n      ${error.replaceAll('\n', '\n      ')}`}`,
    );
  }

  fail(title, error) {
    this.add({ title, state: 'failed', error });
  }

  /** Holds what the host itself says against what its tests have said: silence is a failure. */
  close(code) {
    if (code === undefined) this.fail('the host ends with an exit code', 'It ended without one, or not in time.');
    else if (this.tests.length === 0) this.fail('the host runs tests', `It ran none; its exit code was ${code}.`);
    else if (code !== 0 && this.count('failed') === 0) this.fail('the host ends well', `Its exit code was ${code}.`);
  }

  count(state) {
    return this.tests.filter((test) => test.state === state).length;
  }
}
