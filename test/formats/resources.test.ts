import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RESOURCE_FORMATS } from '../../server/core/formats/resource-registry.js';
import { shownText } from '../../server/core/model/resource.js';
import { LineIndex } from '../../server/core/text/line-index.js';
import { analyse, Workspace } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { dataActionParts, fillingParts } from '../support/resource-parts.js';
import { edit } from '../syntax/support/edits.js';
import { Random } from '../syntax/support/random.js';

/** Prefixes and changed texts that are read of each sample. */
const TRIES = { own: 150, corpus: 6 };

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly tries: number;
}

const folder = new URL('./resources/', import.meta.url);
const own = readdirSync(fileURLToPath(folder)).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8'),
  tries: TRIES.own,
}));
const corpus = corpusFiles('data-action-json', 'tf').map(({ path, text }) => ({
  name: path,
  text,
  tries: TRIES.corpus,
}));
const samples: readonly Sample[] = [...own, ...corpus];
if (!hasCorpus)
  console.log('The corpus is not beside this repository: other files are checked on our own samples only.');

function formatOf({ name, text }: Pick<Sample, 'name' | 'text'>) {
  return RESOURCE_FORMATS.find(({ recognises }) => recognises(name, text) === 'yes');
}

/** Everything that is read from one file alone, with lines in place of offsets. */
function answerTo(name: string, text: string) {
  const workspace = new Workspace();
  workspace.set({ uri: name, text });
  const { resources, analysis } = workspace.snapshot();
  const lines = new LineIndex(text);
  const lineOf = ({ span }: { span: { start: number } }) => lines.positionAt(span.start).line + 1;
  return {
    actions: resources.dataActions.map((action) => ({
      name: shownText(action.name),
      secrecy: action.secrecy,
      fields: [...action.inputs, ...action.outputs].map((field) => `${field.name}: ${field.type} ${lineOf(field)}`),
      url: action.request?.url && shownText(action.request.url),
      line: lineOf(action),
    })),
    fillings: resources.fillings.map((filling) => [lineOf(filling), [...filling.values.keys()]]),
    findings: analysis.findings.map((finding) => `${finding.rule} ${lineOf(finding)} ${finding.message}`),
  };
}

test('every sample is recognised, and by its content', () => {
  expect(own.map(({ name, text }) => [name, formatOf({ name, text })?.id])).toEqual([
    ['charge-card.custom.json', 'data-action'],
    ['flow-inventory.json', 'inventory'],
    ['options.yaml', 'archy-options'],
    ['organisation.json', 'organisation'],
    ['pay-module.tf', 'terraform'],
    ['pay.tf.json', 'terraform'],
    ['retention.json', 'retention-policy'],
    ['trunks.json', 'trunk'],
  ]);
  expect(corpus.filter((sample) => !formatOf(sample)).map(({ name }) => name)).toEqual([]);
});

test.skipIf(!hasCorpus)('every data action and every Terraform file of the corpus is read without a problem', () => {
  const analysis = analyse(corpus.map(({ name: uri, text }) => ({ uri, text })));
  const reading = ['unreadable-text', 'unexpected-structure', 'internal-error'];
  expect(analysis.files.filter(({ status, problems }) => status !== 'analysed' || problems > 0)).toEqual([]);
  expect(analysis.findings.filter(({ rule }) => reading.includes(rule))).toEqual([]);
  expect(analysis.files.filter(({ dataActions }) => dataActions.length === 0).map(({ uri }) => uri)).toEqual([]);
});

describe.each(samples)('$name', ({ name, text, tries }) => {
  test('every prefix and every change of it is read', () => {
    const random = new Random(text.length);
    const step = Math.max(1, Math.floor(text.length / tries));
    for (let end = 0; end <= text.length; end += step) {
      for (const changed of [text.slice(0, end), edit(text, random)]) {
        const { findings } = answerTo(name, changed);
        expect(findings.filter((finding) => finding.startsWith('internal-error'))).toEqual([]);
        expect(outside(name, changed)).toEqual([]);
      }
    }
  });

  test('every part stands inside the text', () => {
    expect(outside(name, text)).toEqual([]);
  });

  test('line ends and a byte order mark change nothing but offsets', () => {
    const expected = answerTo(name, text.replace(/\r\n/g, '\n'));
    expect(answerTo(name, text.replace(/\r?\n/g, '\r\n'))).toEqual(expected);
    expect(answerTo(name, `\ufeff${text}`)).toEqual(expected);
  });

  test('the same text gives the same answer', () => {
    expect(JSON.stringify(answerTo(name, text))).toBe(JSON.stringify(answerTo(name, text)));
  });
});

function outside(name: string, text: string): string[] {
  const workspace = new Workspace();
  workspace.set({ uri: name, text });
  const { dataActions, fillings } = workspace.snapshot().resources;
  return [...dataActions.flatMap(dataActionParts), ...fillings.flatMap(fillingParts)]
    .filter(({ uri, span }) => uri !== name || span.start < 0 || span.end < span.start || span.end > text.length)
    .map(({ what, span }) => `${what}: ${span.start}-${span.end}`);
}
