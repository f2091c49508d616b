import { describe, expect, test } from 'vitest';
import { findBuiltIn } from '../../server/core/catalog/builtins.js';
import { findFunction } from '../../server/core/catalog/functions.js';
import { type DataType, type Expression, variableKey } from '../../server/core/model/expression.js';
import { checkExpression } from '../../server/core/syntax/expression/check.js';
import { parseExpression } from '../../server/core/syntax/expression/parser.js';
import { pathOf } from '../../server/core/syntax/expression/walk.js';
import {
  type Compiled,
  type CompiledExpression,
  hasCorpus,
  readCompiled,
  readYamlExpressions,
} from './expression-corpus.js';

const skipped = hasCorpus ? '' : ' (skipped: the public flows of ../shared are not here)';

describe.skipIf(!hasCorpus)(`expressions of public flows${skipped}`, () => {
  const all = hasCorpus ? readCompiled() : [];
  // Mode 1 (literal) and 3 (no value) hold no expression text. Without a mode: old audio sequences.
  const expressions = all.filter(({ mode }) => mode !== 1 && mode !== 3);
  // The editor keeps text that it has not compiled yet, with an empty tree.
  const compiled = expressions.filter(({ text, config }) => text !== '' && !('emp' in config));

  test('the oracle has something to say', () => {
    expect(compiled.filter(({ mode }) => mode === 0).length).toBeGreaterThan(150);
    expect(compiled.length).toBeGreaterThan(400);
    expect(yaml().length).toBeGreaterThan(400);
  });

  test('the tree is the one that the platform compiled', () => {
    const wrong = compiled.flatMap((found) => {
      const ours = parse(found.text);
      const difference = compare(ours, withoutConversion(found, ours), found.text);
      return difference === undefined ? [] : [`${found.file}: ${found.text}\n  ${difference}`];
    });
    expect(wrong).toEqual([]);
  });

  test('the references are the ones that the platform lists', () => {
    const wrong = compiled.flatMap(({ file, text, references }) => {
      const ours = sorted(referencesOf(parse(text)));
      const theirs = sorted(references.map(({ name }) => shortReference(name)));
      return ours.join() === theirs.join() ? [] : [`${file}: ${text}\n  ${ours}\n  ${theirs}`];
    });
    expect(wrong).toEqual([]);
  });

  test('every part has the type that the platform gives it, as far as it is known', () => {
    const wrong = compiled.flatMap((found) => {
      const expression = parse(found.text);
      const environment = { variableType: variableTypes(found) };
      return typeDifferences(expression, withoutConversion(found, expression), environment).map(
        (difference) => `${found.file}: ${found.text}\n  ${difference}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('the platform converts the result to the type that the place asks for', () => {
    const wrong = compiled.flatMap((found) => {
      const expected = typeOfCode(found.type);
      const { type, problems } = checkExpression(parse(found.text), { variableType: variableTypes(found) }, expected);
      return (type === expected || expected === 'Any') && problems.length === 0
        ? []
        : [`${found.file}: ${found.text} ${type} ${problems[0]?.message}`];
    });
    expect(wrong).toEqual([]);
  });

  test('nothing is wrong with any expression', () => {
    const wrong = [...compiled.map((found) => ({ ...found, variables: variableTypes(found) })), ...yaml()].flatMap(
      ({ file, text, variables }) => {
        const { expression, problems } = parseExpression(text);
        const checked = checkExpression(expression, { variableType: variables });
        return [...problems, ...checked.problems].map(
          ({ message, span }) => `${file} ${span.start}: ${message}\n  ${text}`,
        );
      },
    );
    expect(wrong).toEqual([]);
  });
});

function yaml() {
  return readYamlExpressions().map(({ file, text, variables }) => ({
    file,
    text,
    // Slots come from the bot's language model; Z stands for a substitution.
    variables: (name: string) => variables.get(variableKey(name)) ?? (/^slot\.|zzz/i.test(name) ? '?' : undefined),
  }));
}

function parse(text: string): Expression {
  return parseExpression(text).expression;
}

/** Picked from the variable list, `Message.Message.body` is one built-in; typed, it is a property of a shorter one. */
function shortReference(name: string): string {
  const [scope, first] = name.split('.');
  return findBuiltIn(name) && name.split('.').length > 2 ? `${scope}.${first}` : name;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** The platform wraps the whole result in ToDecimal, ToCommunication, ... where the place needs it; never a part. */
function withoutConversion({ config }: CompiledExpression, ours: Expression): Compiled {
  const [name, body] = Object.entries(config)[0]!;
  const inner = body.operands?.[0];
  const isConversion = /^To[A-Z]/.test(name) && body.operands?.length === 1 && inner !== undefined;
  const isOurs = ours.kind === 'call' && ours.name.toLowerCase() === name.toLowerCase();
  return isConversion && !(isOurs && body.pos !== Object.values(inner)[0]!.pos) ? inner : config;
}

/** undefined when both trees say the same, also about where things stand. */
function compare(ours: Expression, config: Compiled, text: string): string | undefined {
  const [name, body] = Object.entries(config)[0]!;
  const described = `${name} at ${body.pos}`;
  if (name === 'sysref' && ours.kind === 'member' && pathOf(ours) === body.text) return undefined;
  const mine = describeNode(ours, text);
  const isMovedReference = (name === 'sysref' || name === 'ref') && text.charAt(body.pos - 1) === '[';
  const samePlace = mine.at + 1 === body.pos || isMovedReference;
  if (mine.name.toLowerCase() !== name.toLowerCase() && !(mine.name === 'ref' && name === 'sysref')) {
    return `${mine.name} at ${mine.at + 1}, but ${described}`;
  }
  if (!samePlace) return `${mine.name} stands at ${mine.at + 1}, but ${described}`;
  if (mine.text !== undefined && mine.text !== body.text) return `another text at ${body.pos}`;
  const operands = body.operands ?? [];
  if (mine.operands.length !== operands.length) return `another number of operands of ${described}`;
  for (const [index, operand] of mine.operands.entries()) {
    const difference = compare(operand, operands[index]!, text);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

interface Described {
  readonly name: string;
  readonly at: number;
  readonly text?: string;
  readonly operands: readonly Expression[];
}

/** Our node in the platform's words: `.` and `[` list what is looked up before what it is looked up in. */
function describeNode(node: Expression, text: string): Described {
  switch (node.kind) {
    case 'literal':
      return { name: node.type === 'NotSet' ? 'nul' : 'lit', at: node.start, ...literalText(node), operands: [] };
    case 'reference':
      return { name: 'ref', at: node.start, text: node.name, operands: [] };
    case 'member': {
      const at = text.lastIndexOf('.', node.propertySpan.start - 1);
      const { end } = node.propertySpan;
      const property: Expression = { kind: 'literal', type: 'String', value: node.property, start: at, end };
      return { name: '.', at, operands: [property, node.object] };
    }
    case 'index':
      return { name: '[', at: text.indexOf('[', node.object.end), operands: [node.index, node.object] };
    case 'call':
      return { name: node.name, at: node.nameSpan.start, operands: node.operands };
    case 'unary':
      // A negative number is one literal to the platform.
      if (node.operator === '-' && node.operand.kind === 'literal') {
        return { name: 'lit', at: node.start, text: `-${node.operand.value}`, operands: [] };
      }
      return { name: node.operator, at: node.start, operands: [node.operand] };
    case 'binary':
      return { name: node.operator, at: operatorOffset(node, text), operands: [node.left, node.right] };
    case 'conditional':
      return { name: '?', at: node.start, operands: [node.condition, node.whenTrue, node.whenFalse] };
    case 'missing':
      return { name: 'emp', at: node.start, text: '', operands: [] };
  }
}

function literalText(node: Extract<Expression, { kind: 'literal' }>): { text?: string } {
  return node.type === 'NotSet' ? {} : { text: node.value };
}

/** The operator stands between the operands, behind parentheses that close the left one. */
function operatorOffset({ left, right }: Extract<Expression, { kind: 'binary' }>, text: string): number {
  const between = text.slice(left.end, right.start);
  return left.end + between.search(/[^\s()]/);
}

function referencesOf(node: Expression): string[] {
  if (node.kind === 'reference') return [node.name];
  return describeNode(node, '').operands.flatMap(referencesOf);
}

type Environment = Parameters<typeof checkExpression>[1];

/** Walks both trees (already known to be equal) and compares the types of all parts. */
function typeDifferences(ours: Expression, config: Compiled, environment: Environment): string[] {
  const [name, body] = Object.entries(config)[0]!;
  const type = checkExpression(ours, environment).type;
  const wanted = typeOfCode(body.type);
  const operands = describeNode(ours, '').operands;
  const below = (body.operands ?? []).flatMap((operand, index) =>
    typeDifferences(operands[index]!, operand, environment),
  );
  const accepted = type === wanted || (type === '?' && isUnknowable(ours)) || type === 'NotSet';
  return accepted ? below : [`${name} at ${body.pos} is ${type}, but ${wanted}`, ...below];
}

/** What the catalogue does not describe: properties of platform objects, slots, unverified functions and what follows. */
function isUnknowable(node: Expression): boolean {
  if (node.kind === 'member') return findBuiltIn(pathOf(node) ?? '') === undefined;
  if (node.kind === 'call' && findFunction(node.name)?.exact !== true) return true;
  return describeNode(node, '').operands.some(isUnknowable);
}

/** The types that the platform itself noted for the references of one expression. */
function variableTypes({ references }: CompiledExpression): (name: string) => DataType | undefined {
  const typeByKey = new Map(references.map(({ name, type }) => [name.toLowerCase(), typeOfCode(type)]));
  return (name) => (findBuiltIn(name) ? undefined : typeByKey.get(variableKey(name)));
}

const TYPE_CODES = new Map(
  Object.entries({
    any: 'Any',
    aud: 'Audio',
    bln: 'Boolean',
    com: 'Communication',
    con: 'Contact',
    cpx_chat_guest: 'ChatGuest',
    cpx_string_key_value_pair: 'StringKeyValuePair',
    cpx_short_message: 'ShortMessage',
    cpx_workitem: 'Workitem',
    dec: 'Decimal',
    dtm: 'DateTime',
    dur: 'Duration',
    int: 'Integer',
    jsn: 'Json',
    phn: 'PhoneNumber',
    pmt: 'Prompt',
    que: 'Queue',
    str: 'String',
    tsl: 'Timeslot',
    usr: 'User',
  }),
);

function typeOfCode(code: string): DataType {
  const [, single = '', collection = ''] = /^(.*?)(_coll)?$/.exec(code) ?? [];
  return (TYPE_CODES.get(single) ?? `code ${single}`) + (collection && '[]');
}
