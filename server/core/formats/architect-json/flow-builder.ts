import { type TargetFields, targetFieldsOf } from '../../catalog/json-shapes.js';
import type { Action, Container, Problem, Slot, Target, Variable } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { JsonCursor } from './cursor.js';

const TEMPLATE = /\{\{|\$\{|%\{/;

/** Collects the parts of one flow while its configuration is walked. */
export class FlowBuilder {
  readonly cursor: JsonCursor;
  readonly actions: Action[] = [];
  readonly containers: Container[] = [];
  readonly variables: Variable[] = [];
  readonly slots: Slot[] = [];
  readonly problems: Problem[];
  /** Tasks, menus and states by their id. */
  readonly items: ReadonlyMap<string, number>;

  constructor(cursor: JsonCursor, problems: Problem[], items: ReadonlyMap<string, number>) {
    this.cursor = cursor;
    this.problems = problems;
    this.items = items;
  }

  /** Gives an action its index before its nested actions get theirs, so that indexes follow the nesting. */
  addAction(read: (index: number) => Action): number {
    const index = this.actions.length;
    this.actions.push(undefined as unknown as Action); // replaced on the next line, once the nested ones are read
    this.actions[index] = read(index);
    return index;
  }

  structure(span: Span, message: string): void {
    this.problems.push({ family: 'structure', severity: 'warning', span, message });
  }

  /** What the action in `map` points to; undefined when it points to nothing. */
  readTarget(type: string, map: number): Target | undefined {
    for (const fields of targetFieldsOf(type)) {
      const target = this.#target(fields, map);
      if (target) return target;
    }
    return undefined;
  }

  #target({ kind, id: idField, name: nameField }: TargetFields, map: number): Target | undefined {
    const { cursor } = this;
    const idNode = cursor.find(map, idField);
    const nameNode = cursor.find(map, nameField);
    const id = cursor.text(cursor.isString(idNode) ? idNode : -1);
    const written = cursor.text(cursor.isString(nameNode) ? nameNode : -1);
    if (id === '' && written === '') return undefined;
    const isInside = kind === 'task' || kind === 'menu' || kind === 'state';
    const item = isInside ? this.items.get(id) : undefined;
    if (isInside && item === undefined && id !== '') {
      this.structure(cursor.textSpan(idNode), `There is no ${kind} with this id in the flow.`);
    }
    const name = written || (item === undefined ? id : cursor.findText(item, 'name'));
    const span = cursor.textSpan(written === '' ? idNode : nameNode);
    return {
      kind,
      name,
      span,
      ...(id === '' ? {} : { id }),
      ...(TEMPLATE.test(name) ? { isTemplated: true } : {}),
      ...(kind === 'data-action' ? this.#category(map) : {}),
    };
  }

  #category(map: number): { category?: string; categorySpan?: Span } {
    const node = this.cursor.find(map, 'category');
    const name = this.cursor.isMap(node) ? this.cursor.find(node, 'name') : node;
    if (!this.cursor.isString(name)) return {};
    return { category: this.cursor.text(name), categorySpan: this.cursor.textSpan(name) };
  }
}
