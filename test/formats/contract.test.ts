import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FlowFormat } from '../../server/core/formats/format.js';
import { FORMATS } from '../../server/core/formats/registry.js';
import type { Flow, Value } from '../../server/core/model/flow.js';
import type { Span } from '../../server/core/text/span.js';
import { analyse } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { nodesOf, partsOf, targetsOf, valuesOf } from '../support/flow-parts.js';

/** With KEYTRACE_FULL=1 every prefix is read; else so many of each sample. */
const IS_FULL = process.env.KEYTRACE_FULL === '1';
const PREFIXES = { own: 250, corpus: 8 };
const HOUR = 3_600_000;

interface Sample {
  readonly name: string;
  readonly format: FlowFormat;
  /** The text that spans count in. */
  readonly text: string;
  readonly prefixes: number;
}

const samples = [...ownSamples(), ...corpusSamples()];
if (!hasCorpus)
  console.log('The corpus is not beside this repository: the contract is checked on our own samples only.');

function ownSamples(): Sample[] {
  const folder = new URL('./samples/', import.meta.url);
  return readdirSync(fileURLToPath(folder)).flatMap((name) =>
    sampleOf(name, readFileSync(new URL(name, folder), 'utf8'), PREFIXES.own),
  );
}

function corpusSamples(): Sample[] {
  return corpusFiles('archy-yaml', 'architect-json', 'i3').flatMap(({ path, text }) =>
    sampleOf(path, text, PREFIXES.corpus),
  );
}

function sampleOf(name: string, raw: string, prefixes: number): Sample[] {
  const format = FORMATS.find(({ recognises }) => recognises(name, raw) === 'yes');
  const decoded = format?.decode?.(raw) ?? { text: raw };
  return format && 'text' in decoded ? [{ name, format, text: decoded.text, prefixes }] : [];
}

function read({ name, format, text }: Sample, changed = text): Flow {
  const { flow } = format.read({ uri: name, text: changed });
  if (!flow) throw new Error(`no flow was read from ${name}`);
  return flow;
}

test('every sample of our own is recognised', () => {
  const names = readdirSync(fileURLToPath(new URL('./samples/', import.meta.url)));
  expect(samples.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

describe.each(samples)('$name', (sample) => {
  test('every prefix of it is read without an error', { timeout: HOUR }, () => {
    expect(brokenPrefixes(sample)).toEqual([]);
  });

  test('every part stands inside the text and inside what holds it', () => {
    const { text } = sample;
    const parts = partsOf(read(sample), nests(sample));
    const isInside = (span: Span, outer: Span) =>
      outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
    const wrong = parts.filter(
      ({ span, within }) => !isInside(span, { start: 0, end: text.length }) || !isInside(span, within),
    );
    expect(wrong.map(({ what, span, within }) => `${what}: ${show(span)} not in ${show(within)}`)).toEqual([]);
  });

  test('the text at a reference is the name that it stands for', () => {
    const flow = read(sample);
    expect([...wrongTargets(flow, sample.text), ...valuesOf(flow).flatMap((value) => wrongNames(value))]).toEqual([]);
  });

  test('every character of a value knows where it stands', () => {
    // A literal of a JSON flow may be the word that YAML has for it: `none` for a false.
    const isWritten = ({ mode }: Value) => mode !== 'literal' || sample.format.id === 'architect-yaml';
    const values = valuesOf(read(sample)).filter(isWritten);
    expect(values.flatMap((value) => lostCharacters(value, sample.text))).toEqual([]);
  });

  test('the same text gives the same answer', () => {
    expect(JSON.stringify(flatten(read(sample)))).toBe(JSON.stringify(flatten(read(sample))));
    const files = [{ uri: sample.name, text: sample.text }];
    expect(JSON.stringify(analyse(files).findings)).toBe(JSON.stringify(analyse(files).findings));
  });

  test('line ends and a byte order mark change nothing but offsets', () => {
    const expected = linesOf(sample, sample.text);
    expect(linesOf(sample, sample.text.replace(/\r?\n/g, '\r\n'))).toEqual(expected);
    expect(linesOf(sample, `\ufeff${sample.text}`)).toEqual(expected);
  });
});

/** In YAML what runs inside an action also stands there; a JSON flow refers by id, and an alias points elsewhere. */
function nests({ format, text }: Sample): boolean {
  return format.id === 'architect-yaml' && !/[:-] \*\w/.test(text);
}

function brokenPrefixes({ name, format, text, prefixes }: Sample): string[] {
  const step = IS_FULL ? 1 : Math.max(1, Math.floor(text.length / prefixes));
  const broken: string[] = [];
  for (let end = 0; end <= text.length; end += step) {
    const prefix = text.slice(0, end);
    try {
      format.read({ uri: name, text: prefix });
      const { findings } = analyse([{ uri: name, text: prefix }]);
      broken.push(
        ...findings.filter(({ rule }) => rule === 'internal-error').map(({ message }) => `${end}: ${message}`),
      );
    } catch (error) {
      broken.push(`${end}: ${error}`);
    }
  }
  return broken;
}

function wrongTargets(flow: Flow, text: string): string[] {
  return targetsOf(flow).flatMap(({ name, span, impliedScope }) => {
    const expected = impliedScope === undefined ? name : name.slice(impliedScope.length + 1);
    const raw = text.slice(span.start, span.end);
    const found = raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw.replaceAll("''", "'");
    return found === expected ? [] : [`${expected} at ${show(span)}: ${found}`];
  });
}

/** Names inside an expression; quotes do not belong to them. */
function wrongNames({ source, expression }: Value): string[] {
  if (!expression) return [];
  return nodesOf(expression).flatMap(([node]) => {
    const [name, span] =
      node.kind === 'reference'
        ? [node.name, node]
        : node.kind === 'member'
          ? [node.property, node.propertySpan]
          : node.kind === 'call'
            ? [node.name, node.nameSpan]
            : ['', { start: 0, end: 0 }];
    const found = source.text.slice(span.start, span.end).replaceAll('"', '');
    return found === name ? [] : [`${name} at ${show(span)} of its expression: ${found}`];
  });
}

/** A cooked character stands in the raw text as itself, as an escape, as an entity, or as a fold of line ends. */
function lostCharacters({ source }: Value, text: string): string[] {
  const lost: string[] = [];
  for (let i = 0; i < source.text.length; i++) {
    const at = source.rawOffset(i);
    const isInOrder = at <= source.rawOffset(i + 1);
    const raw = text[at];
    const cooked = source.text[i]!;
    const isSecondHalf = /[\udc00-\udfff]/.test(cooked) && source.rawOffset(i - 1) === at;
    const isKnown = raw === cooked || raw === '\\' || raw === '&' || isSecondHalf || /[ \n]/.test(cooked);
    if (!isInOrder || !isKnown) lost.push(`${JSON.stringify(cooked)} at ${at}: ${JSON.stringify(raw)}`);
  }
  return lost;
}

/** Everything that was read as plain data; decoded texts with the place of their first and last character. */
function flatten(flow: Flow): unknown {
  return JSON.parse(
    JSON.stringify(flow, (key, value) =>
      key === 'source' ? { text: value.text, at: value.rawSpan(0, value.text.length) } : value,
    ),
  );
}

/** What is said about a text, by line. */
function linesOf({ name }: Sample, text: string): string[] {
  const { files, findings } = analyse([{ uri: name, text }]);
  const { lines, status, problems } = files[0]!;
  const lineOf = ({ span }: { span: Span }) => lines.positionAt(span.start).line + 1;
  const said = findings.map(
    (finding) => `${lineOf(finding)} ${finding.rule}: ${finding.message} (${finding.trace.map(lineOf).join()})`,
  );
  return [`${status}, problems: ${problems}`, ...said];
}

function show({ start, end }: Span): string {
  return `${start}..${end}`;
}
