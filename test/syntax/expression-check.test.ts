import { describe, expect, test } from 'vitest';
import { findBuiltIn, findScope } from '../../server/core/catalog/builtins.js';
import { allFunctions, findFunction, findOperator, operatorPrecedence } from '../../server/core/catalog/functions.js';
import { variableKey } from '../../server/core/model/expression.js';
import { checkExpression } from '../../server/core/syntax/expression/check.js';
import { parseExpression } from '../../server/core/syntax/expression/parser.js';
import { PRECEDENCE } from '../../server/core/syntax/expression/tokens.js';

const VARIABLES = new Map([
  ['flow.text', 'String'],
  ['flow.texts', 'String[]'],
  ['flow.count', 'Integer'],
  ['flow.rate', 'Decimal'],
  ['flow.yes', 'Boolean'],
  ['flow.wait', 'Duration'],
  ['flow.when', 'DateTime'],
  ['flow.json', 'Json'],
  ['flow.queue', 'Queue'],
  ['flow.slots', 'Timeslot[]'],
  ['flow.unknown', '?'],
]);
const environment = {
  variableType: (name: string) => VARIABLES.get(variableKey(name)),
  variableNames: () => ['Flow.text', 'Flow.texts', 'Flow.count', 'Flow.queue'],
};

describe('types', () => {
  test.each([
    ['Flow.count + 1', 'Integer'],
    ['Flow.count + 1.5', 'Decimal'],
    ['Flow.count / 2', 'Decimal'],
    ['-Flow.wait', 'Duration'],
    ['Flow.when + Flow.wait', 'DateTime'],
    ['"a" + Flow.text', 'String'],
    ['Prompt.a + ToAudioTTS("b")', 'Audio'],
    ['Flow.count > 1 and Flow.yes', 'Boolean'],
    ['OR(Flow.yes, true)', 'Boolean'],
    ['Flow.texts[0]', 'String'],
    ['GetAt(Flow.texts, 0)', 'String'],
    ['AddItem(Flow.slots, Flow.unknown)', 'Timeslot[]'],
    ['AddItem(Flow.texts, "a")', 'String[]'],
    ['MakeList(1, 2.5)', 'Decimal[]'],
    ['If(Flow.yes, "a", NOT_SET)', 'String'],
    ['Flow.yes ? 1 : 2', 'Integer'],
    ['Flow.yes ? 1 : "a"', '?'],
    ['Flow.json.a["b"][0]', 'Json'],
    ['Flow.queue.name', '?'],
    ['Call.Ani', 'String'],
    ['call.ANI', 'String'],
    ['Email.Message.body', 'String'],
    ['PromptSystem.anything', 'Prompt'],
    ['Left(Flow.unknown, Flow.unknown)', 'String'],
    ['Flow.unknown + Flow.unknown', '?'],
    ['Flow.unknown + 1', '?'],
    ['Length(Flow.json.a) + 1', 'Integer'],
    ['AreEqual(true, "a", "A")', 'Boolean'],
    ['{"a": 1}', 'Json'],
  ])('%s is %s', (text, type) => {
    expect(check(text)).toEqual({ type, problems: [] });
  });
});

describe('what the platform refuses', () => {
  test.each([
    [
      'an unknown function',
      'Lenght(Flow.text)',
      'unknown-function @0-6: There is no function Lenght; Length has a similar name',
    ],
    [
      'a function that people expect',
      'Mask(Flow.text)',
      'unknown-function @0-4: Architect has no function Mask; Left, Right, Substring and Append can take its place',
    ],
    ['a function from elsewhere', 'Zzyzx(1)', 'unknown-function @0-5: There is no function Zzyzx'],
    [
      'an unknown variable',
      'Flow.cuont + 1',
      'unknown-variable @0-10: There is no variable Flow.cuont; Flow.count has a similar name',
    ],
    ['a wrong scope', 'Flwo.text', 'unknown-variable @0-9: There is no scope Flwo; Flow has a similar name'],
    ['text without quotes', 'hello', 'unknown-variable @0-5: There is no variable hello; text stands in double quotes'],
    ['a literal in the wrong case', 'True', 'unknown-variable @0-4: true is written exactly like this, not True'],
    ['too few values', 'Left(Flow.text)', 'wrong-arity @0-4: Left takes 2 values; it is given 1'],
    ['too many values', 'Trim(Flow.text, 1)', 'wrong-arity @0-4: Trim takes 1 value; it is given 2'],
    [
      'a number of values between two overloads',
      'GetDayOfWeekOccurrence(1,2,3,4,5)',
      'wrong-arity @0-22: GetDayOfWeekOccurrence takes 3, 4, 6 or 7 values; it is given 5',
    ],
    [
      'a value where none is taken',
      'GetCurrentDateTimeUtc(1)',
      'wrong-arity @0-21: GetCurrentDateTimeUtc takes no value; it is given 1',
    ],
    ['an endless list that is empty', 'Append()', 'wrong-arity @0-6: Append takes at least 1 value; it is given 0'],
    [
      'a value of the wrong type',
      'Left("a", Flow.yes)',
      'wrong-type @10-18: Value 2 of Left must be an Integer; this is a Boolean',
    ],
    [
      'a single value of the wrong type',
      'Length(Flow.yes)',
      'wrong-type @7-15: The value of Length must be a String; this is a Boolean',
    ],
    [
      'an operator between the wrong types',
      'Flow.yes + 1',
      'wrong-type @0-12: + with a Boolean and an Integer is not possible',
    ],
    [
      'text and number joined without ToString',
      '"a" + 1',
      'wrong-type @0-7: + with a String and an Integer is not possible',
    ],
    ['an operator before the wrong type', '!Flow.text', 'wrong-type @0-10: ! with a String is not possible'],
    [
      'a condition that is none',
      '1 ? 2 : 3',
      'wrong-type @0-9: A ? : with an Integer, an Integer and an Integer is not possible',
    ],
    [
      'an index into something single',
      'Flow.text[0]',
      'wrong-type @10-11: Only a list has numbered items; this is a String',
    ],
    ['an integer that is too long', '1234567890123456', 'wrong-type @0-16: An integer has at most 15 digits'],
  ])('%s', (_, text, problem) => {
    expect(check(text).problems).toEqual([problem]);
  });

  test.each([
    ['a built-in that the catalogue does not know', 'Call.SomethingNew + 1'],
    ['a scope that the catalogue does not know', 'Journey.Session'],
    ['a substitution', '{{max}} > 1 and {{fn}}(2)'],
    ['a name that is still being typed', 'Flow.'],
    ['an unverified function with any values', 'RemoveDups(1, 2, 3)'],
    ['types that are newer than the metadata', 'Length(Flow.slots[0])'],
    ['a function whose availability the server decides', 'Contains(Flow.texts, "a")'],
  ])('%s is accepted', (_, text) => {
    expect(check(text).problems).toEqual([]);
  });

  test('one mistake is reported once', () => {
    expect(check('Left(Unknwon(Flow.text), 1) + Flow.nothing + "a"').problems).toHaveLength(2);
  });

  test('no message repeats a literal', () => {
    const text = 'Left("4111111111111111", "4111111111111111") + 4111111111111111 + !"4111111111111111"';
    expect(check(text).problems.length).toBeGreaterThan(1);
    expect(check(text).problems.join()).not.toContain('4111');
  });

  test.each([
    ['Flow.text', 'Decimal', []],
    ['Flow.wait', 'Audio', []],
    ['Flow.text', 'Communication', []],
    ['Flow.when', 'Boolean', ['wrong-type @0-9: This gives a DateTime; a Boolean is needed here']],
  ])('%s where a %s is needed', (text, expected, problems) => {
    expect(check(text, expected)).toEqual({ type: expected, problems });
  });
});

describe('the catalogue of the language', () => {
  test('names are found in any case', () => {
    expect(findFunction('TOPHONENUMBER')?.name).toBe('ToPhoneNumber');
    expect(findBuiltIn('message.message.SENDERADDRESS')?.name).toBe('Message.Message.senderAddress');
    expect(findScope('flow.x')?.name).toBe('Flow');
    expect(findOperator('-', 1)?.id).toBe('neg');
    expect(findOperator('-', 2)?.id).toBe('sub');
  });

  test('every function says what it does with a secret', () => {
    const classes = new Set(allFunctions().map(({ taint }) => taint));
    expect([...classes].sort()).toEqual(['boolean', 'length-only', 'none', 'propagate', 'sanitize-candidate']);
  });

  test('the parser binds operators as the catalogue says', () => {
    const levels = operatorPrecedence().filter(({ operators }) => operators.some((symbol) => symbol in PRECEDENCE));
    const fromCatalogue = levels.map(({ operators }) => [...operators].sort().join(' '));
    const bySymbol = Object.entries(PRECEDENCE);
    const fromParser = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((level) =>
      bySymbol
        .flatMap(([symbol, binding]) => (binding === level ? [symbol] : []))
        .sort()
        .join(' '),
    );
    expect(fromParser).toEqual(fromCatalogue);
  });
});

function check(text: string, expected?: string): { type: string; problems: string[] } {
  const { type, problems } = checkExpression(parseExpression(text).expression, environment, expected);
  return {
    type,
    problems: problems.map(({ code, span, message }) => `${code} @${span.start}-${span.end}: ${message}`),
  };
}
