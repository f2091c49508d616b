import { findFunction, taintOfKey } from '../catalog/functions.js';
import { NO_LABELS } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import type { CallExpression, Expression, MemberExpression } from '../model/expression.js';
import { variableKey } from '../model/expression.js';
import type { Value } from '../model/flow.js';
import type { Span } from '../text/span.js';
import type { PropertySite } from './atoms.js';
import { type Cut, type PieceSet, type PieceTable, WHOLE } from './pieces.js';

/**
 * What of an expression passes labels on, and nothing else. 'read' is one variable with what is done to it,
 * 'all' stands together in one text (pieces add up), 'either' is one of several.
 */
export type Term =
  | {
      readonly kind: 'read';
      readonly cell: number;
      readonly pieces: PieceSet;
      readonly sites: readonly PropertySite[];
    }
  | { readonly kind: 'all'; readonly parts: readonly Term[] }
  | { readonly kind: 'either'; readonly parts: readonly Term[] };

/** What a compiler of expressions asks of the flow around it. */
export interface TermContext {
  readonly pieces: PieceTable;
  /** The cell of a variable; -1 for built-ins and everything else that never holds anything sensitive. */
  cellOf(name: string): number;
  /** For names that are declared nowhere: their first use, in the document. */
  newCell(name: string, span: Span): number;
  /** Cells of what is written by itself: all of a variable, or one property of it; left out where nothing is. */
  partsOf?(name: string, property?: string): readonly number[];
  /** A read of a property whose name is sensitive. */
  propertySite(name: string, span: Span): PropertySite;
}

/** The term of everything that passes nothing on. */
export const NOTHING: Term = { kind: 'all', parts: [] };
const NO_SITES: readonly PropertySite[] = [];

export function isNothing(term: Term): boolean {
  return term.kind !== 'read' && term.parts.length === 0;
}

/** The terms of a value; nothing for literals and for everything that was not understood. */
export function termsOf(value: Value | undefined, context: TermContext): Term {
  if (!value?.expression || value.expression.kind === 'literal') return NOTHING;
  const compiler = new Compiler(context, value);
  return compiler.compile(value.expression);
}

class Compiler {
  readonly #context: TermContext;
  readonly #value: Value;

  constructor(context: TermContext, value: Value) {
    this.#context = context;
    this.#value = value;
  }

  compile(expression: Expression): Term {
    switch (expression.kind) {
      case 'literal':
      case 'missing':
        return NOTHING;
      case 'reference': {
        const known = this.#context.cellOf(expression.name);
        const cell = known >= 0 ? known : this.#context.newCell(expression.name, this.#raw(expression));
        const whole: Term = cell < 0 ? NOTHING : readOf(cell);
        return this.#context.partsOf ? either([whole, ...this.#context.partsOf(expression.name).map(readOf)]) : whole;
      }
      case 'member':
        return this.#member(expression);
      case 'index':
        return this.compile(expression.object);
      case 'unary':
        return expression.operator === '!' ? NOTHING : this.compile(expression.operand);
      case 'binary':
        return isComparison(expression.operator)
          ? NOTHING
          : all([this.compile(expression.left), this.compile(expression.right)]);
      case 'conditional':
        return either([this.compile(expression.whenTrue), this.compile(expression.whenFalse)]);
      case 'call':
        return this.#call(expression);
    }
  }

  #member({ object, property, propertySpan }: MemberExpression): Term {
    const span = this.#raw(propertySpan);
    if (!this.#context.partsOf || object.kind !== 'reference') {
      return this.#property(this.compile(object), property, span);
    }
    const cell = this.#context.cellOf(object.name);
    const parts = this.#context.partsOf(object.name, property).map(readOf);
    return either([cell < 0 ? NOTHING : this.#property(readOf(cell), property, span), ...parts]);
  }

  #call(call: CallExpression): Term {
    const { operands } = call;
    const name = call.name.toLowerCase();
    const taint = call.key === undefined ? findFunction(call.name)?.taint : taintOfKey(call.key);
    if (name === 'and' || name === 'or') return NOTHING;
    if (taint === 'none' || taint === 'boolean' || taint === 'length-only') return NOTHING;
    if (name === 'if') return either(operands.slice(1).map((operand) => this.compile(operand)));
    if (name === 'getat') return operands[0] ? this.compile(operands[0]) : NOTHING;
    if (name === 'getjsonobjectproperty' && operands[0]) return this.#jsonProperty(operands[0], operands[1]);
    const cut = taint === 'sanitize-candidate' ? cutOf(name, operands) : undefined;
    if (cut && operands[0]) return this.#cut(this.compile(operands[0]), cut);
    return all(operands.map((operand) => this.compile(operand)));
  }

  #jsonProperty(object: Expression, property: Expression | undefined): Term {
    const term = this.compile(object);
    if (property?.kind !== 'literal' || property.type !== 'String') return term;
    return this.#property(term, property.value, this.#raw(property));
  }

  #property(term: Term, name: string, span: Span): Term {
    if (isNothing(term) || classifyName(name).labels === NO_LABELS) return term;
    const site = this.#context.propertySite(name, span);
    return mapReads(term, (read) => ({ ...read, sites: [...read.sites, site] }));
  }

  #cut(term: Term, cut: Cut): Term {
    return mapReads(term, (read) => ({ ...read, pieces: this.#context.pieces.cut(read.pieces, cut) }));
  }

  #raw(span: Span): Span {
    return this.#value.source.rawSpan(span.start, span.end);
  }
}

function readOf(cell: number): Term {
  return { kind: 'read', cell, pieces: WHOLE, sites: NO_SITES };
}

type Read = Extract<Term, { kind: 'read' }>;

function mapReads(term: Term, change: (read: Read) => Read): Term {
  if (term.kind === 'read') return change(term);
  return { kind: term.kind, parts: term.parts.map((part) => mapReads(part, change)) };
}

function all(parts: readonly Term[]): Term {
  return combine('all', parts);
}

function either(parts: readonly Term[]): Term {
  return combine('either', parts);
}

function combine(kind: 'all' | 'either', parts: readonly Term[]): Term {
  const some = parts.filter((part) => !isNothing(part));
  return some.length === 0 ? NOTHING : some.length === 1 ? some[0]! : { kind, parts: some };
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'and', 'or']);

function isComparison(operator: string): boolean {
  return COMPARISONS.has(operator);
}

/** The bounded cut that Left, Right and Substring make; undefined unless the bounds are literals. B1, question 11. */
function cutOf(name: string, operands: readonly Expression[]): Cut | undefined {
  if (name === 'left' || name === 'right') {
    const length = literalInteger(operands[1]);
    return length === undefined ? undefined : { anchor: name === 'left' ? 'start' : 'end', from: 0, to: length };
  }
  if (name !== 'substring') return undefined;
  const length = literalInteger(operands[2]);
  if (length === undefined) return undefined;
  const start = literalInteger(operands[1]);
  if (start !== undefined) return { anchor: 'start', from: start, to: start + length };
  const fromEnd = distanceFromEnd(operands[0], operands[1]);
  if (fromEnd === undefined || fromEnd === 0) return undefined;
  return { anchor: 'end', from: Math.max(0, fromEnd - length), to: fromEnd };
}

/** `Length(x) - 4` as the start of a cut of the same `x`. */
function distanceFromEnd(text: Expression | undefined, start: Expression | undefined): number | undefined {
  if (!text || start?.kind !== 'binary' || start.operator !== '-') return undefined;
  const { left, right } = start;
  if (left.kind !== 'call' || left.name.toLowerCase() !== 'length' || !left.operands[0]) return undefined;
  return sameRead(left.operands[0], text) ? literalInteger(right) : undefined;
}

function sameRead(a: Expression, b: Expression): boolean {
  if (a.kind === 'reference' && b.kind === 'reference') return variableKey(a.name) === variableKey(b.name);
  if (a.kind === 'member' && b.kind === 'member') return a.property === b.property && sameRead(a.object, b.object);
  if (a.kind === 'call' && b.kind === 'call' && a.name.toLowerCase() === b.name.toLowerCase()) {
    return (
      a.operands.length === b.operands.length && a.operands.every((operand, i) => sameRead(operand, b.operands[i]!))
    );
  }
  return a.kind === 'literal' && b.kind === 'literal' && a.value === b.value;
}

function literalInteger(expression: Expression | undefined): number | undefined {
  if (expression?.kind !== 'literal' || expression.type !== 'Integer') return undefined;
  const value = Number(expression.value);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
