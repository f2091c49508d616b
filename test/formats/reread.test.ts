import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReadResult } from '../../server/core/formats/format.js';
import { FORMATS } from '../../server/core/formats/registry.js';
import { CookedText } from '../../server/core/text/cooked-text.js';
import { corpusFiles } from '../support/corpus.js';
import { Random } from '../syntax/support/random.js';

/** What somebody types, and what breaks a line's meaning. */
const TYPED = [
  'a',
  ' ',
  '  ',
  '"',
  "'",
  ':',
  ': ',
  '#',
  '- ',
  '\n',
  '\r\n',
  '\n      ',
  '(',
  ')',
  '{',
  '}',
  '[',
  ', ',
  '{{x}}',
  '&a ',
  '*a',
  '!t ',
  '|',
  '\t',
  '\n---\n',
  '\n...\n',
  'Task.card',
  '\n    - task:\n        name: New\n',
  '\n- b',
  'exp: Right(Task.x, 4)',
];
const EDITS = 400;

const format = FORMATS.find(({ id }) => id === 'architect-yaml')!;
const own = ['booking-line', 'card-in-quotes', 'chat-states', 'claims-bot', 'handwritten', 'templated'].map((name) => ({
  name,
  text: readFileSync(new URL(`./samples/${name}.yaml`, import.meta.url), 'utf8'),
}));
const theirs = corpusFiles('archy-yaml').map(({ path, text }) => ({ name: path, text }));

/** Everything that a reading says, with the raw place of every decoded character. */
function told({ flow, problems, tape }: ReadResult): unknown {
  const { text, count, aliases } = tape;
  const nodes = [tape.kind, tape.start, tape.end, tape.next].map((list) => [...list.subarray(0, count)]);
  return JSON.parse(
    JSON.stringify({ flow, problems, text, nodes, aliases: [...aliases], syntax: tape.problems }, (_, value) =>
      value instanceof CookedText
        ? { text: value.text, at: Array.from({ length: value.text.length + 1 }, (__, i) => value.rawOffset(i)) }
        : value,
    ),
  );
}

/** Types for a while; gives how often the earlier reading could be taken over. */
function typeIn(name: string, text: string, edits: number): number {
  const seeded = new Random([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7));
  const random = (below: number) => seeded.below(below);
  let now = text;
  let reading = format.read({ uri: name, text }, true);
  let taken = 0;
  for (let edit = 0; edit < edits; edit++) {
    const at = random(now.length);
    const removed = random(3) === 0 ? random(6) : 0;
    const typed = random(4) === 0 ? '' : TYPED[random(TYPED.length)]!;
    const changed = now.slice(0, at) + typed + now.slice(at + removed);
    const again = reading.reread?.(changed);
    const fresh = format.read({ uri: name, text: changed });
    if (again) {
      expect(told(again), `${name}, edit ${edit} at ${at}: -${removed} +${JSON.stringify(typed)}`).toEqual(told(fresh));
      taken++;
    }
    // A broken text would stay broken; most edits go on from a sound one, and some on top of the last.
    const isSound = again?.problems.every(({ family }) => family !== 'text') ?? false;
    const stays = again !== undefined && isSound && random(3) > 0;
    if (stays) now = changed;
    reading = stays ? again : format.read({ uri: name, text: now }, true);
  }
  return taken;
}

describe('a reading that is taken over says what a new one says', () => {
  test.each(own)('$name', ({ name, text }) => {
    const taken = typeIn(name, text, EDITS);
    // Anchors, and placeholders that are no YAML, are always read anew.
    if (!['handwritten', 'templated'].includes(name)) expect(taken).toBeGreaterThan(EDITS / 10);
  });

  test('with line breaks of Windows', () => {
    for (const { name, text } of own) typeIn(`${name} crlf`, text.replaceAll('\n', '\r\n'), EDITS / 4);
  });

  test('real flows', () => {
    const taken = theirs.map(({ name, text }) => typeIn(name, text, 40)).filter((count) => count > 0);
    expect(taken.length).toBeGreaterThanOrEqual(theirs.length / 2);
  });
});
