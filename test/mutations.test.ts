import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cardFlow, cardJson, scriptJson, scriptXml } from './support/flows.js';
import { answerTo, MINUTE } from './support/hostile.js';
import { edit } from './syntax/support/edits.js';
import { Random } from './syntax/support/random.js';

const ROUNDS = 5_000;
const SEED = 20_261_121;

test.each([
  ['YAML', cardFlow(['- setScreenPop:', '    name: Pop', '    inputs: { it\'s: { exp: "Task.cardNumber" } } # why'])],
  ['JSON', cardJson()],
  ['CXone JSON', scriptJson()],
  ['CXone XML', scriptXml()],
  ['node JSON', readFileSync(new URL('formats/samples/payment-nodes.json', import.meta.url), 'utf8')],
])('5,000 broken versions of a %s flow all get an answer', { timeout: 10 * MINUTE }, (_, text) => {
  expect(answerTo(text).findings.length).toBeGreaterThan(0);
  const random = new Random(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    let broken = text;
    for (let edits = 1 + random.below(4); edits > 0; edits--) broken = edit(broken, random);
    try {
      answerTo(broken);
    } catch (error) {
      throw new Error(`round ${round}: ${JSON.stringify(broken)}`, { cause: error });
    }
  }
});
