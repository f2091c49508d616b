import { findBuiltIn, findScope } from '../../catalog/builtins.js';
import {
  findAbsentFunction,
  findFunction,
  findOperator,
  type Overload,
  operatorPrecedence,
  type Parameter,
} from '../../catalog/functions.js';
import { code, escapeMarkdown, escapeSentence, listSome } from '../markdown.js';
import { flowTypeNames, TAINT_SENTENCES } from './words.js';

/** More are told only by their number. */
const SHOWN_OVERLOADS = 4;

/** A function: how it is called, what it lets through. */
export function describeFunction(name: string): string[] {
  const row = findFunction(name);
  if (!row) return describeNoFunction(name);
  const offered = row.overloads.filter(({ hidden }) => !hidden);
  const shown = offered.slice(0, SHOWN_OVERLOADS).map((overload) => code(signature(row.name, overload)));
  const more = offered.length - shown.length;
  return [
    shown.join('  \n'),
    ...(more > 0 ? [`- ${more} more ways to call it`] : []),
    `- ${TAINT_SENTENCES[row.taint]}${row.taintNote ? ` ${capital(escapeSentence(row.taintNote))}.` : ''}`,
    ...(row.note ? [`- ${capital(escapeSentence(row.note))}`] : []),
    ...(row.verified ? [] : ['- Known from notes only, not from the platform itself']),
    ...(row.availabilityFromServer ? ['- Whether it exists depends on the organization or the type of flow'] : []),
  ];
}

function describeNoFunction(name: string): string[] {
  const absent = findAbsentFunction(name);
  if (!absent) return [`${code(name)} \u2014 no function that is known`];
  return [
    `${code(absent.name)} \u2014 not a function of Architect`,
    `- ${listSome(absent.instead.map(code))} can take its place`,
  ];
}

/** 'Right(text: String, length: Integer): String' */
function signature(name: string, { params, returns }: Overload): string {
  return `${name}(${params.map(parameter).join(', ')}): ${returns}`;
}

function parameter({ name, types, optional, repeatable }: Parameter): string {
  return `${repeatable ? '...' : ''}${name}${optional ? '?' : ''}: ${types.join(' or ')}`;
}

/** A variable that the platform provides; nothing when it is none. */
export function describeBuiltIn(path: string): string[] | undefined {
  const row = findBuiltIn(path);
  if (!row) return describeUnknownBuiltIn(path);
  return [
    `${code(row.name)} \u2014 ${escapeMarkdown(row.type)}, provided by the platform, read-only, never secure`,
    ...(row.sensitive ? [`- ${SENSITIVE_WORDS[row.sensitive] ?? 'Handle with care'}`] : []),
    ...(row.note ? [`- ${capital(escapeSentence(row.note))}`] : []),
    ...(row.verified ? [] : ['- Known from notes only, not from the platform itself']),
    ...(row.flowTypes.length > 0 && row.flowTypes.length < 8
      ? [`- In flows of type ${flowTypeNames(row.flowTypes)}`]
      : []),
  ];
}

const SENSITIVE_WORDS: Readonly<Record<string, string>> = {
  pii: 'Says who the customer is',
  'pii-id': 'Leads to who the customer is',
  'free-text-source': 'The customer may have written anything into it',
  caution: 'May hold what others put into it',
  link: 'Opens something for whoever has it',
};

function describeUnknownBuiltIn(path: string): string[] | undefined {
  const scope = findScope(path);
  if (!scope?.readOnly) return undefined;
  return [`${code(path)} \u2014 provided by the platform; the catalogue does not know it`];
}

/** An operator: how tightly it binds, whether what is sensitive passes. */
export function describeOperator(symbol: string, operands: number): string[] | undefined {
  const row = findOperator(symbol, operands);
  if (!row) return undefined;
  const levels = operatorPrecedence();
  const level = levels.find(({ operators }) => operators.some((operator) => operator.toLowerCase() === symbol));
  const tighter = levels.filter((other) => level && other.level < level.level).length;
  const results = [...new Set(row.overloads.map(({ returns }) => returns))];
  const isTest = results.every((type) => type === 'Boolean');
  return [
    `${code(symbol)} \u2014 gives ${listSome(results.map(escapeMarkdown), 4)}`,
    ...(level ? [`- ${tighter} of ${levels.length} kinds of operators bind tighter`] : []),
    `- ${isTest ? TAINT_SENTENCES.boolean : TAINT_SENTENCES.propagate}`,
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
