import type { MochaOptions, ReporterConstructor, Runner, Suite, SuiteFunction, Test, TestFunction } from 'mocha';

/** What mocha gives to the files of a suite; handed over, so that nothing has to be global. */
export interface Tdd {
  readonly suite: SuiteFunction;
  readonly test: TestFunction;
}

/** Both builds of mocha have it, the one for Node and the one for browsers. */
export interface MochaClass {
  new (options: MochaOptions): { readonly suite: Suite; run(done: (failures: number) => void): Runner };
}

/** Milliseconds for one test; machines may be busy. */
const LIMIT = 60_000;

/** Runs cases and writes one line for each; VS Code takes a rejected promise for a failed run. */
export function runCases(Mocha: MochaClass, cases: (tdd: Tdd) => void): Promise<void> {
  // All that mocha asks of a reporter is a constructor; its own ones need a terminal or a page.
  const reporter = LineReporter as unknown as ReporterConstructor;
  const mocha = new Mocha({ ui: 'tdd', timeout: LIMIT, reporter });
  const tdd: Partial<Tdd> = {};
  // What mocha does before it loads a file: the words of its interface go into the object.
  mocha.suite.emit('pre-require', tdd, '', mocha);
  cases(tdd as Tdd);
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}

/** One line per test, for scripts/hosts/results.mjs; a host prints what its extensions print. */
class LineReporter {
  constructor(runner: Runner) {
    runner.on('pass', (test) => print(test, 'passed'));
    runner.on('pending', (test) => print(test, 'skipped'));
    runner.on('fail', (test, error: Error) => print(test, 'failed', error));
  }
}

function print(test: Test, state: string, error?: Error): void {
  const seconds = (test.duration ?? 0) / 1000;
  const line = {
    title: test
      .titlePath()
      .filter((part) => part !== '')
      .join(': '),
    state,
    seconds,
    ...(error ? { error: String(error.stack ?? error) } : {}),
  };
  console.log(`keytrace-test ${JSON.stringify(line)}`);
}
