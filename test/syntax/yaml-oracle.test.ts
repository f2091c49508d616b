import { describe, expect, test } from 'vitest';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
import { brokenPromise } from './support/contract.js';
import { edit } from './support/edits.js';
import { generateDocument } from './support/generator.js';
import { isMaskable, mask } from './support/masking.js';
import { judge } from './support/oracle.js';
import { Random } from './support/random.js';
import { hasSamples, samples } from './support/samples.js';

const DOCUMENTS = 1_000;
const EDITS = Number(process.env.YAML_EDITS ?? 10_000);
const SEED = Number(process.env.YAML_SEED ?? 1) * 1_000_003;

/** A few lines of a file, with what is nested in the first of them and its neighbours. */
function fragment(text: string, random: Random): string {
  const lines = text.split('\n');
  const from = random.below(lines.length);
  const indent = lines[from]!.search(/\S|$/);
  let to = from + 1;
  while (to < lines.length && to < from + 16 && lines[to]!.search(/\S|$/) >= indent) to++;
  return lines.slice(from, to).join('\n');
}

function edited(seed: number, texts: readonly string[]): string {
  const random = new Random(seed);
  let text =
    texts.length > 0 && random.chance(0.4) ? fragment(random.pick(texts), random) : generateDocument(random, 3);
  for (let edits = 1 + random.below(2); edits > 0; edits--) text = edit(text, random);
  return text;
}

describe('the tape and yaml agree', () => {
  test.skipIf(!hasSamples)(
    'on every real flow',
    () => {
      const wrong = samples()
        .filter(({ text }) => judge(text).difference !== undefined || readYaml(text).problems.length > 0)
        .map(({ name }) => name);
      expect(wrong).toEqual([]);
    },
    30_000,
  );

  test.skipIf(!hasSamples)('on real flows a placeholder changes nothing but its own text', () => {
    for (const { name, text } of samples()) {
      const real = readYaml(text);
      const masked = readYaml(mask(text));
      for (const part of ['kind', 'start', 'end', 'next'] as const) {
        expect(real[part].subarray(0, real.count), name).toEqual(masked[part].subarray(0, masked.count));
      }
    }
  });

  test(`on ${DOCUMENTS} generated documents`, () => {
    let correct = 0;
    for (let i = 0; i < DOCUMENTS; i++) {
      const text = generateDocument(new Random(SEED + i));
      const verdict = judge(text);
      if (verdict.difference !== undefined) expect.fail(`document ${i}: ${verdict.difference}\n${text}`);
      if (verdict.isCorrect) correct++;
    }
    // The generator is only worth something while it writes correct YAML.
    expect(correct).toBe(DOCUMENTS);
  }, 30_000);

  test(`on ${EDITS} edited documents`, () => {
    const texts = samples().map(({ text }) => text);
    const failures: unknown[] = [];
    const count = { compared: 0, excused: 0, correct: 0 };
    for (let i = 0; i < EDITS; i++) {
      const text = edited(SEED + i, texts);
      const broken = brokenPromise(readYaml(text));
      if (broken !== undefined) failures.push({ i, text, broken });
      if (!isMaskable(text)) continue;
      count.compared++;
      const { isCorrect, difference, excuse } = judge(text);
      if (isCorrect) count.correct++;
      if (excuse !== undefined) count.excused++;
      else if (difference !== undefined) failures.push({ i, text, difference });
    }
    console.info(`edited documents: ${JSON.stringify(count)}`);
    expect(failures).toEqual([]);
    expect(count.compared).toBeGreaterThan(EDITS * 0.98);
    expect(count.excused).toBeLessThan(EDITS * 0.01);
  }, 60_000);
});
