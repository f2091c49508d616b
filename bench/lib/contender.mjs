import { fork } from 'node:child_process';
import { join } from 'node:path';

const HOST = join(import.meta.dirname, 'contender-process.mjs');
/** Nobody waits longer for one call; what takes longer has lost. */
export const LIMIT_SECONDS = 60;

/** A contender in a process of its own, as several in one heap slow each other down. */
export class Contender {
  #process;

  /** `module` is a file of bench/contenders; `paths` are the inputs that its works get. */
  static async start(module, paths, execArgv = []) {
    const contender = new Contender();
    contender.#process = fork(HOST, { serialization: 'advanced', execArgv });
    await contender.#ask({ load: module, paths });
    return contender;
  }

  /** Time of one call in ms, averaged over `repeat` calls. */
  run(work, repeat = 1) {
    return this.#ask({ run: work, repeat });
  }

  /** The result of one call, for checks. */
  answer(work) {
    return this.#ask({ answer: work });
  }

  stop() {
    this.#process.kill();
  }

  #ask(message) {
    return new Promise((resolve, reject) => {
      const child = this.#process;
      const done = (settle, value) => {
        clearTimeout(timer);
        child.removeAllListeners();
        settle(value);
      };
      const fail = (text) => done(reject, new Error(text));
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        fail(`took longer than ${LIMIT_SECONDS} s`);
      }, LIMIT_SECONDS * 1000);
      child.once('message', ({ error, value }) => (error ? fail(error) : done(resolve, value)));
      child.once('exit', () => fail('the process ended'));
      child.send(message);
    });
  }
}
