import { describe, expect, test } from 'vitest';
import type { ExpressionProblem } from '../../server/core/model/expression.js';
import { checkExpression } from '../../server/core/syntax/expression/check.js';
import { parseExpression } from '../../server/core/syntax/expression/parser.js';
import { walkExpression } from '../../server/core/syntax/expression/walk.js';
import type { Span } from '../../server/core/text/span.js';
import { hasCorpus, readCompiled, readYamlExpressions } from './expression-corpus.js';

const OWN = [
  'If(IsSet(Call.EstimatedWaitTime), ToString(Call.EstimatedWaitTime), "T0H2M0S")',
  'Flow.a[Task.i].b["c d"] + -2 ^ 3 * (4 - .5) % 6 >= 7 and !Flow."x y" or a ? b : c',
  `MakeCommunication(\n  "You said \\"hi\\"", \n  Slot.Email, {{part}}, \${var.x})`,
  '{"a": [1, true, {"b": "c"}]}',
];
const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '.',
  ',',
  '?',
  ':',
  '-',
  '!',
  '==',
  ' and ',
  ' or(',
  '{{',
  '${',
  '\\',
  '\u201c',
  '\ud800',
  '1e',
  'Flow.',
  '\n',
];
const COUNT = 10_000;

describe('damaged expressions', () => {
  const texts = hasCorpus ? [...readCompiled(), ...readYamlExpressions()].map(({ text }) => text) : [];
  const originals = [...OWN, ...new Set(texts)].filter((text) => text !== '');

  test(`${COUNT} mutations are read and checked without a fault`, () => {
    const random = randomNumbers(20_240_611);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    for (let count = 0; count < COUNT; count++) {
      let text = pick(originals);
      for (let times = 1 + Math.floor(random() * 4); times > 0; times--) text = mutate(text, random, pick);
      const fault = faultOf(text);
      if (fault !== undefined) expect.fail(`${fault}: ${JSON.stringify(text)}`);
    }
  });

  test('every beginning of every expression is read and checked without a fault', () => {
    for (const text of originals.filter(({ length }) => length < 400)) {
      for (let end = 0; end <= text.length; end++) {
        const fault = faultOf(text.slice(0, end));
        if (fault !== undefined) expect.fail(`${fault}: ${JSON.stringify(text.slice(0, end))}`);
      }
    }
  });
});

function mutate(text: string, random: () => number, pick: <T>(list: readonly T[]) => T): string {
  const at = Math.floor(random() * (text.length + 1));
  const end = Math.min(text.length, at + 1 + Math.floor(random() * 8));
  const kind = random();
  if (kind < 0.3) return text.slice(0, at) + text.slice(end);
  if (kind < 0.7) return text.slice(0, at) + pick(PIECES) + text.slice(at);
  if (kind < 0.8) return text.slice(0, at) + text.slice(at, end).repeat(2) + text.slice(end);
  if (kind < 0.9) return text.slice(end) + text.slice(0, at);
  return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x3000)) + text.slice(end);
}

/** What is wrong with the answer for a text; undefined when nothing is. */
function faultOf(text: string): string | undefined {
  const { expression, problems } = parseExpression(text);
  const checked = checkExpression(expression, { variableType: () => undefined }, 'Boolean');
  const all: ExpressionProblem[] = [...problems, ...checked.problems];
  if (all.some(({ span }) => !isInside(span, { start: 0, end: text.length })))
    return 'a problem stands outside the text';
  let fault: string | undefined;
  walkExpression(expression, (node, parent) => {
    const around = parent ?? { start: 0, end: text.length };
    if (!isInside(node, around)) fault = `a ${node.kind} stands outside its ${parent?.kind ?? 'text'}`;
    if (node.kind === 'call' && !isInside(node.nameSpan, node)) fault = 'a name stands outside its call';
    if (node.kind === 'call' && text.slice(node.nameSpan.start, node.nameSpan.end) !== node.name)
      fault = 'a name is elsewhere';
    if (node.kind === 'member' && !isInside(node.propertySpan, node)) fault = 'a property stands outside its member';
    if (node.kind === 'missing' && problems.length === 0 && text.trim() !== '')
      fault = 'a hole that no problem explains';
  });
  return fault;
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

/** The mulberry32 generator: the same mutations on every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
