import { findAction } from '../../catalog/actions.js';
import { keyOfNode, NODE_WIRING, type NodeType } from '../../catalog/node-actions.js';
import type { Action, Reference, Slot, Value } from '../../model/flow.js';
import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { JsonCursor } from '../architect-json/cursor.js';
import { parseCondition, parseNodeTemplate } from './template.js';
import type { Variables } from './variables.js';

/** Maps inside maps of one field; what is deeper is left out. */
const DEPTH_LIMIT = 30;
/** Fields that say what a node is and where it leads. */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...NODE_WIRING.type,
  ...NODE_WIRING.id,
  ...NODE_WIRING.name,
  ...NODE_WIRING.next.map(({ field }) => field),
]);
const NAME = /^(?:[A-Za-z_][\w$]*\.)?([A-Za-z_][\w$]*)$/;

/** A node of the file and the type that it is read as. */
export interface NodeDraft {
  readonly map: number;
  readonly id: string;
  readonly type: string;
  readonly facts: NodeType | undefined;
}

export function readNode(
  cursor: JsonCursor,
  variables: Variables,
  draft: NodeDraft,
  index: number,
): Omit<Action, 'outputs'> {
  const { map, id, type, facts } = draft;
  const span = cursor.span(map);
  const key = facts?.key ?? keyOfNode(type);
  const typeNode = firstOf(cursor, map, NODE_WIRING.type);
  const at = { start: span.start, end: span.start };
  const kindSpan = cursor.isString(typeNode) ? cursor.textSpan(typeNode) : at;
  const named = firstOf(cursor, map, [...NODE_WIRING.name, ...NODE_WIRING.id]);
  return {
    index,
    kind: key,
    known: findAction(key) !== undefined,
    kindSpan,
    name: cursor.isString(named) ? cursor.text(named) : type,
    nameSpan: cursor.isString(named) ? cursor.textSpan(named) : kindSpan,
    span,
    container: 0,
    parent: -1,
    slots: new NodeReader(cursor, variables, facts).slots(map),
    enabled: cursor.findText(map, 'enabled') !== 'false' && !cursor.isTrue(map, 'disabled'),
    ...(id === '' ? {} : { id }),
  };
}

/** The first of several fields that is there; -1 when none is. */
export function firstOf(cursor: JsonCursor, map: number, fields: readonly string[]): number {
  for (const field of fields) {
    const found = cursor.find(map, field);
    if (cursor.isScalar(found)) return found;
  }
  return -1;
}

class NodeReader {
  readonly #cursor: JsonCursor;
  readonly #variables: Variables;
  readonly #facts: NodeType | undefined;
  readonly #slots: Slot[] = [];

  constructor(cursor: JsonCursor, variables: Variables, facts: NodeType | undefined) {
    this.#cursor = cursor;
    this.#variables = variables;
    this.#facts = facts;
  }

  slots(map: number): readonly Slot[] {
    const secure = this.#secureSpan(map);
    for (const key of this.#cursor.children(map)) {
      const field = this.#cursor.text(key);
      if (STRUCTURE.has(field)) continue;
      const role = this.#facts?.roles.get(field.toLowerCase()) ?? field;
      const value = this.#cursor.valueOf(key);
      if (role === 'result') this.#addResult(key, value, secure);
      else if (role === 'statements') this.#addStatements(value);
      else this.#addValues(role, key, value, 0);
    }
    const implied = this.#facts?.result ?? '';
    if (implied !== '') this.#addImplied(implied, this.#cursor.span(map));
    return this.#slots;
  }

  /** Where a node says that what it takes in is sensitive. */
  #secureSpan(map: number): Span | undefined {
    for (const key of this.#cursor.children(map)) {
      const isMark = this.#facts?.roles.get(this.#cursor.text(key).toLowerCase()) === 'sensitive';
      if (isMark && this.#cursor.text(this.#cursor.valueOf(key)) === 'true') return this.#cursor.pairSpan(key);
    }
    return undefined;
  }

  #addResult(key: number, value: number, secure: Span | undefined): void {
    const target = this.#cursor.isString(value) ? this.#reference(value, secure) : undefined;
    if (!target) return;
    this.#slots.push({
      role: 'result',
      name: '',
      nameSpan: this.#cursor.textSpan(key),
      span: this.#cursor.pairSpan(key),
      target,
    });
  }

  /** What the last node of this kind brought can be read without a variable. */
  #addImplied(name: string, { start }: Span): void {
    const span = { start, end: start };
    this.#variables.addWrite(name, span);
    this.#slots.push({ role: 'result', name: '', nameSpan: span, span, target: { name, span, impliedScope: name } });
  }

  /** `{"name": value}` or `[{"name": "...", "value": ...}]`. */
  #addStatements(value: number): void {
    const cursor = this.#cursor;
    for (const entry of cursor.children(value)) {
      const node = cursor.isMap(value) ? cursor.valueOf(entry) : cursor.find(entry, 'value');
      const name = cursor.isMap(value) ? entry : cursor.find(entry, 'name');
      const target = cursor.isString(name) ? this.#reference(name) : undefined;
      if (!target) continue;
      const span = cursor.isMap(value) ? cursor.pairSpan(entry) : cursor.span(entry);
      const given = cursor.isScalar(node) ? { value: this.#value(node, 'statements') } : {};
      this.#slots.push({ role: 'statements', name: '', nameSpan: target.span, span, target, ...given });
    }
  }

  /** A field with every text below it; names in between say what the texts are. */
  #addValues(role: string, key: number, value: number, depth: number): void {
    const cursor = this.#cursor;
    if (cursor.isScalar(value)) {
      const name = depth === 0 ? '' : cursor.text(key);
      const nameSpan = cursor.textSpan(key);
      const span = cursor.pairSpan(key);
      const named = depth === 0 ? {} : { key: literalAt(cursor, key) };
      this.#slots.push({ role, name, nameSpan, span, ...named, value: this.#value(value, role) });
      return;
    }
    // A node inside a field is a node of its own.
    if (depth >= DEPTH_LIMIT || firstOf(cursor, value, NODE_WIRING.type) >= 0) return;
    for (const child of cursor.children(value)) {
      if (cursor.isMap(value)) this.#addValues(role, child, cursor.valueOf(child), depth + 1);
      else this.#addEntry(role, key, child, depth + 1);
    }
  }

  #addEntry(role: string, key: number, entry: number, depth: number): void {
    const cursor = this.#cursor;
    if (cursor.isScalar(entry)) {
      const span = cursor.span(entry);
      const nameSpan = { start: span.start, end: span.start };
      this.#slots.push({ role, name: cursor.text(key), nameSpan, span, value: this.#value(entry, role) });
    } else if (depth < DEPTH_LIMIT && firstOf(cursor, entry, NODE_WIRING.type) < 0) {
      for (const child of cursor.children(entry)) {
        if (cursor.isMap(entry)) this.#addValues(role, child, cursor.valueOf(child), depth + 1);
        else this.#addEntry(role, key, child, depth + 1);
      }
    }
  }

  #value(node: number, role: string): Value {
    const span = this.#cursor.span(node);
    const source = this.#cursor.cooked(node);
    const isText = this.#cursor.isString(node);
    const parse = role === 'condition' ? parseCondition : parseNodeTemplate;
    const expression = isText ? parse(source.text) : undefined;
    if (!expression) return { mode: 'literal', span, source };
    this.#variables.addReads(expression, source);
    return { mode: 'expression', span, source, expression };
  }

  #reference(node: number, secure?: Span): Reference | undefined {
    const { text } = this.#cursor.cooked(node);
    const name = NAME.exec(text)?.[1];
    if (name === undefined) return undefined;
    const { end } = this.#cursor.textSpan(node);
    const span = { start: end - name.length, end };
    this.#variables.addWrite(name, span, secure);
    return { name, span };
  }
}

function literalAt(cursor: JsonCursor, key: number): Value {
  const source = cursor.isString(key) ? cursor.cooked(key) : new CookedText('', cursor.span(key).start);
  return { mode: 'literal', span: cursor.span(key), source };
}
