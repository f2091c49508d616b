import { expect, test } from 'vitest';
import type { Expression } from '../../server/core/model/expression.js';
import { parseSnippetExpression } from '../../server/core/syntax/snippet/expression.js';
import { parseSnippet } from '../../server/core/syntax/snippet/parser.js';
import type { SnippetStatement } from '../../server/core/syntax/snippet/statement.js';
import { parseTemplate } from '../../server/core/syntax/snippet/template.js';
import type { Span } from '../../server/core/text/span.js';
import { expectationOf, readCases } from '../support/cases.js';
import { edit } from './support/edits.js';
import { Random } from './support/random.js';

const cases = readCases('syntax/snippet');

test.each(cases)('$id', (one) => {
  const snippet = one.sections.get('snippet');
  const template = one.sections.get('text')?.trimEnd();
  const actual = snippet === undefined ? templateTree(template ?? '') : tree(snippet.trimEnd());
  expect(actual).toBe(expectationOf(one, actual));
});

test('5,000 broken versions of every construct are read, and every span stands in the text', () => {
  const whole = cases.map(({ sections }) => sections.get('snippet') ?? '').join('\n');
  const random = new Random(20_261_121);
  for (let round = 0; round < 5_000; round++) {
    let broken = whole;
    for (let edits = 1 + random.below(4); edits > 0; edits--) broken = edit(broken, random);
    const { statements, problems } = parseSnippet(broken);
    for (const { span } of problems) expectInside(span, { start: 0, end: broken.length });
    expectNested(statements, { start: 0, end: broken.length });
  }
});

test.each([
  ['bodies', 'IF a = 1 {\n'.repeat(10_000)],
  ['brackets', `x = ${'('.repeat(10_000)}`],
  ['braces', '{'.repeat(10_000)],
  ['substitutions', `x = "${'{a'.repeat(10_000)}"`],
  ['signs', `x = ${'-'.repeat(10_000)}1`],
  ['operators', `x = ${'a + '.repeat(10_000)}a`],
  ['paths', `x = a${'.b'.repeat(10_000)}`],
  ['alternatives', `${'IF a { } ELSE '.repeat(10_000)}{ }`],
  ['quotes', `x = ${'"'.repeat(10_001)}`],
])('10,000 %s get an answer', (_, text) => {
  const { statements, problems } = parseSnippet(text);
  expect(statements.length + problems.length).toBeGreaterThan(0);
  for (const line of text.split('\n').slice(0, 3)) parseSnippetExpression(line.replace(/^x = /, ''));
});

function expectInside(span: Span, outer: Span): void {
  const isInside = outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
  if (!isInside) expect({ span, outer }).toBe('inside');
}

function expectNested(statements: readonly SnippetStatement[], outer: Span): void {
  for (const statement of statements) {
    expectInside(statement, outer);
    expectInside(statement.head, statement);
    for (const body of bodiesOf(statement)) expectNested(body, statement);
  }
}

function bodiesOf(statement: SnippetStatement): (readonly SnippetStatement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise ?? []];
    case 'switch':
    case 'select':
      return statement.cases.map(({ body }) => body);
    case 'for-each':
    case 'for':
    case 'repeat':
    case 'function':
      return [statement.body];
    default:
      return [];
  }
}

/** The statements with their expressions, one line each, and what could not be read. */
function tree(text: string): string {
  const { statements, problems } = parseSnippet(text);
  const lines = statements.flatMap((statement) => show(statement, text, ''));
  const wrong = problems.map(
    ({ span, message }) => `problem at ${JSON.stringify(text.slice(span.start, span.end))}: ${message}`,
  );
  return [...lines, ...wrong].join('\n');
}

function show(statement: SnippetStatement, text: string, indent: string): string[] {
  const of = (span: Span) => expressionOf(text.slice(span.start, span.end));
  const inner = (body: readonly SnippetStatement[]) => body.flatMap((one) => show(one, text, `${indent}  `));
  switch (statement.kind) {
    case 'assign': {
      const { name, isShared, isPart, property } = statement.target;
      const target = `${isShared ? 'global ' : ''}${name}${isPart ? ` (part ${property || 'of it'})` : ''}`;
      return [`${indent}assign ${target}${statement.value ? ` := ${of(statement.value)}` : ''}`];
    }
    case 'call':
    case 'trace':
    case 'return':
    case 'uses':
      return [`${indent}${statement.kind} ${of(statement.value)}`];
    case 'break':
      return [`${indent}break`];
    case 'if':
      return [
        `${indent}if ${of(statement.condition)}`,
        ...inner(statement.then),
        ...(statement.otherwise ? [`${indent}else`, ...inner(statement.otherwise)] : []),
      ];
    case 'switch':
    case 'select':
      return [
        `${indent}${statement.kind} ${of(statement.subject)}`,
        ...statement.cases.flatMap(({ value, body }) => [
          `${indent}case ${value ? of(value) : 'default'}`,
          ...inner(body),
        ]),
      ];
    case 'for-each':
    case 'for':
    case 'repeat':
      return [
        `${indent}${statement.kind} ${statement.target?.name ?? ''} over ${of(statement.value)}`,
        ...inner(statement.body),
      ];
    case 'function':
      return [
        `${indent}function ${statement.name}(${statement.parameters.map(({ name }) => name)})`,
        ...inner(statement.body),
      ];
  }
}

function templateTree(text: string): string {
  const expression = parseTemplate(text);
  return expression ? render(expression) : 'only text';
}

function expressionOf(text: string): string {
  if (text === '') return 'nothing';
  const { expression, problems } = parseSnippetExpression(text);
  const wrong = problems.map(({ span, message }) => ` [at ${span.start}: ${message}]`);
  return render(expression) + wrong.join('');
}

function render(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'Text' ? `'${expression.value}'` : `${expression.type}<${expression.value}>`;
    case 'reference':
      return expression.name;
    case 'member':
      return `${render(expression.object)}.${expression.property}`;
    case 'index':
      return `${render(expression.object)}[${render(expression.index)}]`;
    case 'call':
      return `${expression.name}(${expression.operands.map(render).join(', ')})`;
    case 'unary':
      return `(${expression.operator}${render(expression.operand)})`;
    case 'binary':
      return `(${render(expression.left)} ${expression.operator} ${render(expression.right)})`;
    case 'conditional':
    case 'missing':
      return '?';
  }
}
