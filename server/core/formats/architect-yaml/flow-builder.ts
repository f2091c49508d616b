import type { Action, Container, Problem, Slot, Target, TargetKind, Variable } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { Cursor } from './cursor.js';

const REFERENCE = /([A-Za-z]+)\[([^\]]*)\]\s*$/;
const TEMPLATE = /\{\{|\$\{|%\{/;

/** Collects the parts of one flow while its file is walked. */
export class FlowBuilder {
  readonly cursor: Cursor;
  readonly actions: Action[] = [];
  readonly containers: Container[] = [];
  readonly variables: Variable[] = [];
  readonly slots: Slot[] = [];
  readonly problems: Problem[];

  constructor(cursor: Cursor, problems: Problem[]) {
    this.cursor = cursor;
    this.problems = problems;
  }

  /** Gives an action its index before its nested actions get theirs, so that indexes follow the document. */
  addAction(read: (index: number) => Action): number {
    const index = this.actions.length;
    this.actions.push(undefined as unknown as Action); // replaced on the next line, once the nested ones are read
    this.actions[index] = read(index);
    return index;
  }

  structure(span: Span, message: string): void {
    this.problems.push({ family: 'structure', severity: 'warning', span, message });
  }

  /** `"/inboundCall/tasks/task[Main_12]"`: the text in the brackets is the reference id. */
  readRef(kind: TargetKind, node: number): Target {
    const text = this.cursor.text(node);
    const span = this.cursor.textSpan(node);
    const match = REFERENCE.exec(text);
    if (!match) return { kind, name: text, span, ...templated(text) };
    const id = match[2]!;
    const start = span.start + match.index + match[1]!.length + 1;
    const isVerbatim = span.end - span.start === text.length;
    const idSpan = isVerbatim ? { start, end: start + id.length } : span;
    return { kind: kindOf(match[1]!) ?? kind, name: id, id, span: idSpan, ...templated(text) };
  }

  namedTarget(kind: TargetKind, node: number): Target {
    const name = this.cursor.text(node);
    return { kind, name, span: this.cursor.textSpan(node), ...templated(name) };
  }
}

function templated(text: string): { isTemplated?: true } {
  return TEMPLATE.test(text) ? { isTemplated: true } : {};
}

function kindOf(word: string): TargetKind | undefined {
  return word === 'task' || word === 'menu' || word === 'state' || word === 'bot' ? word : undefined;
}
