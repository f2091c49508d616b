import { findAction } from '../../catalog/actions.js';
import { keyOfType } from '../../catalog/cxone-actions.js';
import type { CallExpression, Expression } from '../../model/expression.js';
import type { Action, Output, Reference, Slot, Value } from '../../model/flow.js';
import { parseSnippet } from '../../syntax/snippet/parser.js';
import type { SnippetStatement, SnippetTarget } from '../../syntax/snippet/statement.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { FlowBuilder } from './flow-builder.js';
import { expressionValue, partValue } from './values.js';

/** The action that holds a snippet. */
export interface SnippetOwner {
  readonly index: number;
  readonly name: string;
  readonly container: number;
}

/** The code of an action as actions inside of it, one for each statement. Returns their indexes. */
export function buildSnippet(b: FlowBuilder, code: CookedText, owner: SnippetOwner): number[] {
  const { statements, problems } = parseSnippet(code.text);
  for (const { span, message } of problems) {
    b.problems.push({ family: 'expression', severity: 'warning', span: code.rawSpan(span.start, span.end), message });
  }
  return new SnippetBuilder(b, code, owner).body(statements, owner.index);
}

/** Slots of a statement, and the kind of action that it is. */
interface Meaning {
  readonly kind: string;
  readonly slots: readonly Slot[];
}

class SnippetBuilder {
  readonly #b: FlowBuilder;
  readonly #code: CookedText;
  readonly #owner: SnippetOwner;

  constructor(b: FlowBuilder, code: CookedText, owner: SnippetOwner) {
    this.#b = b;
    this.#code = code;
    this.#owner = owner;
  }

  body(statements: readonly SnippetStatement[], parent: number): number[] {
    const indexes: number[] = [];
    for (const statement of statements) {
      if (statement.kind === 'uses') continue;
      indexes.push(this.#statement(statement, parent));
    }
    return indexes;
  }

  #statement(statement: SnippetStatement, parent: number): number {
    return this.#b.addAction((index): Action => {
      const { kind, slots } = this.#meaning(statement);
      const key = keyOfType(kind);
      const facts = findAction(key);
      const nameSpan = this.#raw(statement.head);
      return {
        index,
        kind: key,
        known: facts !== undefined,
        kindSpan: nameSpan,
        // Statements have no names: findings call them after the action that they stand in.
        name: `${this.#owner.name}: ${facts?.name ?? kind}`,
        nameSpan,
        span: this.#raw(statement),
        container: this.#owner.container,
        parent,
        slots,
        outputs: this.#outputs(statement, index),
        enabled: true,
      };
    });
  }

  #outputs(statement: SnippetStatement, index: number): readonly Output[] {
    const span = this.#raw(statement);
    const output = (
      name: string,
      kind: Output['kind'],
      statements: readonly SnippetStatement[],
      at = span,
    ): Output => ({
      name,
      kind,
      span: at,
      body: this.body(statements, index),
      enabled: true,
    });
    switch (statement.kind) {
      case 'if': {
        const yes = output('yes', 'fixed', statement.then);
        return statement.otherwise ? [yes, output('no', 'fixed', statement.otherwise)] : [yes];
      }
      case 'switch':
      case 'select':
        return statement.cases.map((one) =>
          one.value
            ? output('case', 'case', one.body, this.#raw(one))
            : output('default', 'fixed', one.body, this.#raw(one)),
        );
      case 'for-each':
      case 'for':
      case 'repeat':
        return [output('loop', 'fixed', statement.body)];
      case 'function':
        return [output('body', 'fixed', statement.body)];
      default:
        return [];
    }
  }

  #meaning(statement: SnippetStatement): Meaning {
    switch (statement.kind) {
      case 'assign':
        return this.#assignment(statement.target, statement.value);
      case 'call':
        return this.#call(statement.value);
      case 'trace':
      case 'return':
        return { kind: statement.kind, slots: [this.#slot('value', statement.value)] };
      case 'if':
        return { kind: 'if', slots: [this.#slot('condition', statement.condition)] };
      case 'switch':
      case 'select':
        return { kind: statement.kind, slots: this.#subjects(statement.subject, statement.cases) };
      case 'for-each':
      case 'for':
      case 'repeat':
        return { kind: statement.kind, slots: [this.#counted(statement.target, statement.value)] };
      case 'function':
        return { kind: 'function', slots: statement.parameters.map((target) => this.#parameter(target)) };
      case 'break':
      case 'uses':
        return { kind: statement.kind, slots: [] };
    }
  }

  #assignment(target: SnippetTarget, at: Span | undefined): Meaning {
    const reference = this.#reference(target);
    const span = at ? { start: target.start, end: Math.max(target.end, at.end) } : target;
    if (!at) return { kind: 'assign', slots: [this.#written('statements', target, reference, span)] };
    const value = this.#value(at);
    const call = requestIn(value.expression);
    if (call) {
      const response = this.#written('response', target, reference, span);
      return { kind: 'request', slots: [response, ...this.#requestSlots(value, call)] };
    }
    return { kind: 'assign', slots: [{ ...this.#written('statements', target, reference, span), value }] };
  }

  /** A call that is made for what it does. What it is given gets into the object that it is a method of. */
  #call(at: Span): Meaning {
    const value = this.#value(at);
    const call = value.expression?.kind === 'call' ? value.expression : undefined;
    const [object, ...given] = call?.operands ?? [];
    switch (call?.name.toLowerCase()) {
      case 'makerestrequest':
        return { kind: 'request', slots: this.#requestSlots(value, call!) };
      case 'addheader':
        return { kind: 'header', slots: this.#headerSlots(value, given) };
      case 'savetodb':
        return { kind: 'save', slots: object ? [slotOf('value', partValue(value.source, object))] : [] };
      case 'screenpop':
        return { kind: 'screen-pop', slots: object ? [slotOf('value', partValue(value.source, object))] : [] };
    }
    const root = object && rootOf(object);
    if (!root || given.length === 0) return { kind: 'call', slots: [slotOf('value', value)] };
    const span = value.source.rawSpan(root.start, root.end);
    const part = partOf(object);
    const target: Reference = { name: root.name, span, isPart: true, ...(part === '' ? {} : { part }) };
    return { kind: 'call', slots: [{ ...slotOf('statements', value), target }] };
  }

  /** `MakeRestRequest(url, payload, accept, verb)` of a proxy. Help page "Make API Calls from a SNIPPET Action". */
  #requestSlots({ source }: Value, { operands }: CallExpression): Slot[] {
    const [, url, payload] = operands;
    const slots: Slot[] = [];
    if (url) slots.push(slotOf('url', partValue(source, url)));
    if (payload) slots.push(slotOf('payload', partValue(source, payload)));
    return slots;
  }

  #headerSlots({ source }: Value, [name, content]: readonly Expression[]): Slot[] {
    if (!name || !content) return [];
    const key = literalValue(source, name) ?? partValue(source, name);
    const slot = slotOf('value', partValue(source, content));
    return [{ ...slot, span: { start: key.span.start, end: slot.span.end }, key }];
  }

  #subjects(subject: Span, cases: readonly { readonly value: Span | undefined }[]): Slot[] {
    const spans = [subject, ...cases.flatMap(({ value }) => value ?? [])].filter(({ start, end }) => end > start);
    return spans.map((span) => this.#slot('case', span));
  }

  #counted(target: SnippetTarget | undefined, at: Span): Slot {
    const value = at.end > at.start ? { value: this.#value(at) } : {};
    if (!target) {
      const place = this.#raw(at);
      return { role: 'count', name: '', nameSpan: { start: place.start, end: place.start }, span: place, ...value };
    }
    const span = { start: target.start, end: Math.max(target.end, at.end) };
    return { ...this.#written('statements', target, this.#reference(target), span), ...value };
  }

  #parameter(target: SnippetTarget): Slot {
    return this.#written('parameter', target, this.#reference(target), target);
  }

  #written(role: string, { property, name }: SnippetTarget, target: Reference, span: Span): Slot {
    return { role, name: property === '' ? name : property, nameSpan: target.span, span: this.#raw(span), target };
  }

  #reference({ name, start, end, isShared, part, isDeep }: SnippetTarget): Reference {
    const span = this.#code.rawSpan(start, end);
    this.#b.names.add(name, span, { isShared });
    return { name, span, ...(part === '' ? {} : { part }), ...(isDeep ? { isPart: true } : {}) };
  }

  #slot(role: string, at: Span): Slot {
    return slotOf(role, this.#value(at));
  }

  #value({ start, end }: Span): Value {
    return expressionValue(this.#b, { text: this.#code.slice(start, end), span: this.#code.rawSpan(start, end) });
  }

  #raw({ start, end }: Span): Span {
    return this.#code.rawSpan(start, end);
  }
}

function slotOf(role: string, value: Value): Slot {
  const { start } = value.span;
  return { role, name: '', nameSpan: { start, end: start }, span: value.span, value };
}

/** A text in quotes, without them. */
function literalValue(text: CookedText, { kind, start, end, ...rest }: Expression): Value | undefined {
  if (kind !== 'literal' || !('type' in rest) || rest.type !== 'String') return undefined;
  const source = text.slice(start + 1, end - 1);
  return { mode: 'literal', span: text.rawSpan(start, end), source };
}

/** The request that a value is, and nothing around it. */
function requestIn(expression: Expression | undefined): CallExpression | undefined {
  return expression?.kind === 'call' && expression.name.toLowerCase() === 'makerestrequest' ? expression : undefined;
}

/** The property of the variable that a path goes through first. */
function partOf(expression: Expression): string {
  if (expression.kind === 'index') return partOf(expression.object);
  if (expression.kind !== 'member') return '';
  return expression.object.kind === 'reference' ? expression.property : partOf(expression.object);
}

function rootOf(expression: Expression): Extract<Expression, { kind: 'reference' }> | undefined {
  if (expression.kind === 'reference') return expression;
  return expression.kind === 'member' || expression.kind === 'index' ? rootOf(expression.object) : undefined;
}
