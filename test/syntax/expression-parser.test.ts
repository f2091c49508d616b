import { describe, expect, test } from 'vitest';
import type { Expression } from '../../server/core/model/expression.js';
import { checkExpression } from '../../server/core/syntax/expression/check.js';
import { parseExpression } from '../../server/core/syntax/expression/parser.js';
import { childrenOf, walkExpression } from '../../server/core/syntax/expression/walk.js';

describe('operators bind as on the platform', () => {
  test.each([
    ['unary minus binds tighter than a power', '-2^2', '((-2) ^ 2)'],
    ['a power groups from the right', '2^3^4', '(2 ^ (3 ^ 4))'],
    ['a power may have a negative exponent', '2^-3', '(2 ^ (-3))'],
    ['a comparison binds tighter than a bit operation', 'x & 4 == 4', '(x & (4 == 4))'],
    ['& binds tighter than |', 'a | b & c', '(a | (b & c))'],
    ['differences group from the left', 'a - b - c', '((a - b) - c)'],
    ['products bind tighter than sums', 'a + b * c % d', '(a + ((b * c) % d))'],
    ['order comparisons bind tighter than equality', 'a == b < c', '(a == (b < c))'],
    ['and binds tighter than or', 'a or b and c', '(a or (b and c))'],
    ['and and or are written in any case', 'a AND b Or c', '((a and b) or c)'],
    ['and and or may be functions', 'and(a, OR(b, c))', 'and(a, OR(b, c))'],
    ['or after a value is an operator even before a parenthesis', 'a or (b)', '(a or b)'],
    ['not binds tighter than and', '!a and b', '((!a) and b)'],
    ['not takes a member', '!Flow.a.b', '(!Flow.a.b)'],
    ['bitwise not binds tighter than a power', '~a^b', '((~a) ^ b)'],
    ['the ternary groups from the left', 'a ? b : c ? d : e', '((a ? b : c) ? d : e)'],
    ['branches take and', 'a ? b and c : d and e', '(a ? (b and c) : (d and e))'],
    ['the condition takes or', 'a or b ? c : d', '((a or b) ? c : d)'],
    ['parentheses let a branch be a ternary', 'a ? b : (c ? d : e)', '(a ? b : (c ? d : e))'],
  ])('%s', (_, text, tree) => {
    expect(read(text)).toEqual({ tree, problems: [] });
  });
});

describe('values', () => {
  test.each([
    ['a reference is a scope and a name', 'Flow.card', 'Flow.card'],
    ['a name may stand in quotes', 'Flow."odd name"', 'Flow.odd name'],
    ['a third part is a member', 'Flow.q.id', 'Flow.q.id'],
    ['a built-in of three parts is a member too', 'Message.Message.body', 'Message.Message.body'],
    ['a member may stand in brackets', 'Flow.j["a b"]', 'Flow.j.a b'],
    ['a number in brackets is an index', 'Flow.l[0].x', 'Flow.l[0].x'],
    ['any expression can be an index', 'Flow.l[Flow.i + 1]', 'Flow.l[(Flow.i + 1)]'],
    ['a call has members', 'ToPhoneNumber(Flow.a).e164', 'ToPhoneNumber(Flow.a).e164'],
    ['keywords can be property names', 'Flow.or.and', 'Flow.or.and'],
    ['a call may have no values', 'GetCurrentDateTimeUtc()', 'GetCurrentDateTimeUtc()'],
    ['strings have escapes', String.raw`"a\"\\\n\t"`, JSON.stringify('a"\\\n\t')],
    ['an unknown escape stays as written', String.raw`"\d"`, JSON.stringify('\\d')],
    ['a string may run over lines', '"a\nb"', JSON.stringify('a\nb')],
    ['a decimal may start with its point', '.5 + 1.25', '(.5 + 1.25)'],
    ['words are literals only in their exact case', 'true or False or NOT_SET', '((true or False) or NOT_SET)'],
    ['dollar signs and other alphabets make names', 'Flow.größe + $x', '(Flow.größe + $x)'],
    ['an Archy substitution is a value', '{{max}} + 1', '({{max}} + 1)'],
    ['a substitution can be part of a name', 'Flow.{{p}}_total', 'Flow.{{p}}_total'],
    ['a Terraform template is a value', `f(\${var.a["x"]}, 1)`, `f(\${var.a["x"]}, 1)`],
    ['a whole JSON object is a value', ' {"a": [1, "}"]} ', '{"a": [1, "}"]}'],
    ['a whole JSON array is a value', '[{"a": 1}]', '[{"a": 1}]'],
    ['no text is no value and no mistake', '  ', '<missing>'],
  ])('%s', (_, text, tree) => {
    expect(read(text)).toEqual({ tree, problems: [] });
  });

  test('spans take in parentheses, quotes and names', () => {
    const text = ' (a + Flow."b c") * Left(d, 2).e';
    const spans: string[] = [];
    walkExpression(parseExpression(text).expression, ({ start, end }) => spans.push(text.slice(start, end)));
    expect(spans).toEqual([text.trim(), 'a + Flow."b c"', 'a', 'Flow."b c"', 'Left(d, 2).e', 'Left(d, 2)', 'd', '2']);
  });
});

describe('mistakes keep the rest readable', () => {
  test.each([
    ['a missing operand', 'Flow.a + ', '(Flow.a + <missing>)', 'A value is missing after + @7-8'],
    ['a missing first operand', '* 2', '(<missing> * 2)', 'A value is missing here @0-1'],
    ['a missing parenthesis', 'Left(Flow.a, 2', 'Left(Flow.a, 2)', 'The closing ) is missing @4-5'],
    ['a missing bracket', 'Flow.l[0', 'Flow.l[0]', 'The closing ] is missing @6-7'],
    [
      'a parenthesis that an outer bracket ends',
      'Flow.l[f(1] + 2',
      '(Flow.l[f(1)] + 2)',
      'The closing ) is missing @8-9',
    ],
    ['an additional parenthesis', 'f(a)) + b', '«f(a) (<missing> + b)»', 'Nothing opens this ) @4-5'],
    ['a missing comma', 'f(a b)', 'f(a, b)', 'A comma is missing before this @4-5'],
    ['an empty value', 'f(a,,b)', 'f(a, <missing>, b)', 'A value is missing after , @4-5'],
    ['a trailing comma', 'f(a,)', 'f(a, <missing>)', 'A value is missing after , @4-5'],
    ['a missing operator', 'Flow.a Flow.b', '«Flow.a Flow.b»', 'An operator is missing before this @7-11'],
    ['an unclosed string', 'Append("a, Flow.b)', 'Append("a, Flow.b)")', 'This text has no closing quote @7-18'],
    ['single quotes', "Flow.a == 'x'", '(Flow.a == "x")', 'Text stands in straight double quotes @10-13'],
    ['typographic quotes', '“x”', '"x"', 'Text stands in straight double quotes @0-3'],
    ['a single equals sign', 'a = b', '(a == b)', 'Values are compared with ==, not with = @2-3'],
    ['the ampersands of other languages', 'a && b', '(a and b)', 'Conditions are joined with "and", not with && @2-4'],
    ['a name that is still being typed', 'Flow.', 'Flow.', 'A name is missing after this dot @4-5'],
    ['a member that is still being typed', 'Flow.q. + 1', '(Flow.q. + 1)', 'A name is missing after this dot @6-7'],
    ['or in a branch', 'a ? b : c or d', '(a ? b : (c or d))', 'An "or" in a branch of ? : needs parentheses @10-12'],
    ['a missing colon', 'a ? b', '(a ? b : <missing>)', 'The : of this ? is missing @4-5'],
    ['stray characters', 'a # + b', '(a + b)', 'These characters have no meaning in an expression @2-3'],
    ['an exponent', '1e5', '1e5', 'A number has digits and at most one decimal point @0-3'],
    ['broken JSON', '{"a": }', '{"a": }', 'This JSON value is not complete or not valid @0-7'],
  ])('%s', (_, text, tree, problem) => {
    expect(read(text)).toMatchObject({ tree, problems: expect.arrayContaining([problem]) });
  });

  test('an unclosed string covers the rest only once', () => {
    expect(parseExpression('f("a').problems.map(({ message }) => message)).toEqual([
      'This text has no closing quote',
      'The closing ) is missing',
    ]);
  });
});

describe('limits', () => {
  test('calls may be nested 60 deep, not 61', () => {
    const nested = (depth: number) => `${'Trim('.repeat(depth)}"x"${')'.repeat(depth)}`;
    expect(parseExpression(nested(60)).problems).toEqual([]);
    expect(parseExpression(nested(61)).problems).toMatchObject([{ code: 'too-deep', span: { start: 300, end: 304 } }]);
  });

  test('a text may have 32,000 characters, not one more', () => {
    expect(parseExpression(`"${'x'.repeat(31_998)}"`).problems).toEqual([]);
    expect(parseExpression(`"${'x'.repeat(31_999)}"`).problems).toMatchObject([
      { code: 'too-long', span: { start: 32_000, end: 32_001 } },
    ]);
  });

  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['brackets after a value', `a${'['.repeat(100_000)}`],
    ['brackets', '['.repeat(100_000)],
    ['braces', '{'.repeat(100_000)],
    ['minus signs', '-'.repeat(100_000)],
    ['calls', 'f('.repeat(50_000)],
    ['sums', 'a+'.repeat(50_000)],
    ['powers', 'a^'.repeat(50_000)],
    ['members', 'a.'.repeat(50_000)],
    ['indexes', `a${'[0]'.repeat(30_000)}`],
    ['ternaries', 'a?b:'.repeat(25_000)],
    ['nested ternaries', 'a?'.repeat(50_000)],
    ['closing parentheses', ')'.repeat(100_000)],
    ['unclosed substitutions', '{{'.repeat(50_000)],
    ['unclosed templates', '${'.repeat(50_000)],
    ['quotes', '"\''.repeat(50_000)],
    ['stray characters', '#;'.repeat(50_000)],
  ])('100,000 characters of %s are read in no time and give a low tree', (_, text) => {
    const before = performance.now();
    const { expression } = parseExpression(text);
    expect(performance.now() - before).toBeLessThan(500);
    expect(heightOf(expression)).toBeLessThanOrEqual(1_100);
    expect(() => checkExpression(expression, { variableType: () => 'Integer' })).not.toThrow();
  });
});

function read(text: string): { tree: string; problems: string[] } {
  const { expression, problems } = parseExpression(text);
  return {
    tree: show(expression),
    problems: problems.map(({ message, span }) => `${message} @${span.start}-${span.end}`),
  };
}

function show(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return node.type === 'String' ? JSON.stringify(node.value) : node.value;
    case 'reference':
      return node.name;
    case 'member':
      return `${show(node.object)}.${node.property}`;
    case 'index':
      return `${show(node.object)}[${show(node.index)}]`;
    case 'call': {
      const operands = node.operands.map(show);
      return node.name === '' ? `«${operands.join(' ')}»` : `${node.name}(${operands.join(', ')})`;
    }
    case 'unary':
      return `(${node.operator}${show(node.operand)})`;
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'conditional':
      return `(${show(node.condition)} ? ${show(node.whenTrue)} : ${show(node.whenFalse)})`;
    case 'missing':
      return '<missing>';
  }
}

function heightOf(node: Expression): number {
  return 1 + Math.max(0, ...childrenOf(node).map(heightOf));
}
