import { wordsOf } from './names.js';
import facts from './sensitivity/data-actions.json' with { type: 'json' };

const MESSAGE_RUNS = facts.message.map((text) => text.split(' '));

const verdicts = new Map<string, boolean>();
const VERDICT_LIMIT = 5_000;

const STAMP = / - Exported \d{4}-\d\d-\d\d @ \d{1,2}:\d\d$/;

/**
 * An export appends to the name when it was made: 'Pay - Exported 2023-03-23 @ 8:22'. Where it is imported again the
 * stamp stays, so flows name it too. The action is called 'Pay'.
 */
export function withoutStamp(name: string): string {
  return name.replace(STAMP, '');
}

/** True when a data action's own words say that it sends a message; decides between the sinks message and data-action. */
export function isMessageAction(category: string, name: string): boolean {
  const key = `${category}\n${name}`;
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    verdict = saysMessage(wordsOf(category)) || saysMessage(wordsOf(name));
    if (verdicts.size >= VERDICT_LIMIT) verdicts.clear();
    verdicts.set(key, verdict);
  }
  return verdict;
}

function saysMessage(words: readonly string[]): boolean {
  const singular = words.map((word) => (word.endsWith('s') && word !== 'sms' ? word.slice(0, -1) : word));
  return MESSAGE_RUNS.some((run) => singular.some((_, at) => run.every((word, i) => singular[at + i] === word)));
}
