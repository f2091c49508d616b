import { expect, test } from 'vitest';
import { cookXml } from '../../server/core/syntax/xml/cook.js';
import { readXml, type XmlElement } from '../../server/core/syntax/xml/read.js';
import { expectationOf, readCases } from '../support/cases.js';
import { edit } from './support/edits.js';
import { Random } from './support/random.js';

const cases = readCases('syntax/xml');

test.each(cases)('$id', (one) => {
  const actual = tree(one.sections.get('xml')!.trimEnd());
  expect(actual).toBe(expectationOf(one, actual));
});

test('5,000 broken versions of every case are read, and every element stands in the one around it', () => {
  const random = new Random(20_261_121);
  for (let round = 0; round < 5_000; round++) {
    let broken = cases[round % cases.length]!.sections.get('xml')!;
    for (let edits = 1 + random.below(4); edits > 0; edits--) broken = edit(broken, random);
    const { root, problems } = readXml(broken);
    expect(root !== undefined || problems.length > 0).toBe(true);
    if (root) expectNested(broken, root);
  }
});

test.each([
  ['elements', '<a>'.repeat(10_000)],
  ['closing tags', '</a>'.repeat(10_000)],
  ['comments that nobody closes', `<a>${'<!--'.repeat(10_000)}</a>`],
  ['sections that nobody closes', `<a>${'<![CDATA['.repeat(10_000)}</a>`],
  ['attributes', `<a ${'b="c" '.repeat(10_000)}/>`],
  ['quotes', `<a b=${'"'.repeat(10_001)}`],
  ['brackets', '<'.repeat(10_000)],
])('10,000 %s get an answer', (_, text) => {
  const { root } = readXml(text);
  if (root) cookXml(text, root.content);
});

test('an entity that a document declares is never expanded', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
  const { root, problems } = readXml(bomb);
  expect(cookXml(bomb, root!.content).text).toBe('&c;');
  expect(problems.map(({ message }) => message)).toEqual(['Declarations of document types are not read.']);
});

function expectNested(text: string, element: XmlElement): void {
  const cooked = cookXml(text, element.content);
  for (let at = 0; at < cooked.text.length; at++) {
    if (cooked.rawOffset(at) > cooked.rawOffset(at + 1)) expect(cooked.text).toBe('in order');
  }
  for (const child of element.children) {
    if (child.start < element.start || child.end > element.end) expect(child.name).toBe('inside');
    expectNested(text, child);
  }
}

function tree(text: string): string {
  const { root, problems } = readXml(text);
  const wrong = problems.map(
    ({ span, message }) => `problem at ${JSON.stringify(text.slice(span.start, span.end))}: ${message}`,
  );
  return [...(root ? show(root, text, '') : []), ...wrong].join('\n');
}

function show({ name, attributes, children, content }: XmlElement, text: string, indent: string): string[] {
  const given = attributes.map((one) => ` ${one.name}=${JSON.stringify(cookXml(text, one.value).text)}`).join('');
  const own = children.length === 0 ? ` ${JSON.stringify(cookXml(text, content).text)}` : '';
  return [`${indent}${name}${given}${own}`, ...children.flatMap((child) => show(child, text, `${indent}  `))];
}
