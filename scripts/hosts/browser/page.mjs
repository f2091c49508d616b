// A page as the tests see it, whichever browser shows it. A driver brings `evaluate`, `press` and what else is its own.
import { sleep } from '../processes.mjs';

/** Milliseconds for anything to come true; a busy machine takes its time. */
const PATIENCE = 20_000;

/**
 * `driver`: {evaluate(function, ...arguments), click(css, text), press(key), type(text), reload(), goto(address),
 * picture(file), close()}. Functions run inside of the page and see nothing of what stands around them.
 */
export function pageOf(driver) {
  const page = {
    ...driver,
    /** Asks the page until it says something that counts as true; `what` is the sentence that is not true otherwise. */
    async wait(what, ask, ...words) {
      const end = Date.now() + PATIENCE;
      for (let problem = ''; ; await sleep(50)) {
        const answer = await driver.evaluate(ask, ...words).catch((error) => {
          problem = `: ${error.message}`;
        });
        if (answer) return answer;
        if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s: ${what}${problem}`);
      }
    },
    /** Waits until there is such an element; its text or its label has `text` in it. */
    find: (css, text = '') => page.wait(`there is ${css} “${text}”`, isThere, css, text),
    async click(css, text = '') {
      await page.find(css, text);
      await driver.click(css, text);
    },
    /** What is written in the first such element. */
    text: (css) => driver.evaluate((place) => document.querySelector(place)?.textContent ?? '', css),
  };
  return page;
}

/** Runs in the page. */
function isThere(css, text) {
  const labelOf = (element) => `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`;
  return [...document.querySelectorAll(css)].some((one) => one.checkVisibility() && labelOf(one).includes(text));
}

/** Runs in the page: the element that `find` has waited for. */
export function foundIn(css, text) {
  const labelOf = (element) => `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`;
  const all = [...document.querySelectorAll(css)].filter((one) => one.checkVisibility());
  const found = all.find((one) => labelOf(one).includes(text));
  found?.scrollIntoView({ block: 'center' });
  return found;
}

/** A call of a function as a text that a page can run. */
export function callOf(work, words) {
  return `(${work})(...${JSON.stringify(words)})`;
}
