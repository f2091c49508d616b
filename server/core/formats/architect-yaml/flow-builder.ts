import type {
  Action,
  Container,
  ContainerKind,
  Output,
  Problem,
  Slot,
  Target,
  TargetKind,
  Variable,
} from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { Cursor } from './cursor.js';
import { OpenLists } from './open-lists.js';
import type { PlacesMark } from './places.js';

const TEMPLATE = /\{\{|\$\{|%\{/;

/** A model element while its file is read. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Which elements of a flow were read from one list entry, a task or a menu. */
export interface ContainerPart {
  /** Index of the container. */
  readonly container: number;
  readonly kind: ContainerKind;
  /** Node of the list entry. */
  readonly entry: number;
  readonly actions: Range;
  readonly variables: Range;
  readonly places: { readonly from: PlacesMark; readonly to: PlacesMark };
  readonly problems: readonly Problem[];
}

/** Half-open range of indexes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Collects the parts of one flow while its file is walked. */
export class FlowBuilder {
  readonly cursor: Cursor;
  readonly actions: Action[] = [];
  readonly containers: Container[] = [];
  readonly variables: Variable[] = [];
  readonly slots: Slot[] = [];
  readonly bodies = new OpenLists<number>();
  readonly actionSlots = new OpenLists<Slot>();
  readonly outputs = new OpenLists<Output>();
  readonly problems: Problem[];
  readonly parts: ContainerPart[] = [];

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
    const brackets = bracketsAtEnd(text);
    if (!brackets) return { kind, name: text, span, ...templated(text) };
    const { word, open, close } = brackets;
    const id = text.slice(open + 1, close);
    const start = span.start + open + 1;
    const isVerbatim = span.end - span.start === text.length;
    const idSpan = isVerbatim ? this.cursor.places.add(start, start + id.length) : span;
    return { kind: kindOf(word) ?? kind, name: id, id, span: idSpan, ...templated(text) };
  }

  namedTarget(kind: TargetKind, node: number): Target {
    const name = this.cursor.text(node);
    return { kind, name, span: this.cursor.textSpan(node), ...templated(name) };
  }
}

/** The last `word[...]` of a reference; a regular expression would try every letter of a long text. */
function bracketsAtEnd(text: string): { word: string; open: number; close: number } | undefined {
  const close = text.trimEnd().length - 1;
  if (text[close] !== ']') return undefined;
  const before = text.lastIndexOf(']', close - 1);
  for (let open = text.indexOf('[', before + 1); open >= 0 && open < close; open = text.indexOf('[', open + 1)) {
    let start = open;
    while (start > 0 && isLetter(text.charCodeAt(start - 1))) start--;
    if (start < open) return { word: text.slice(start, open), open, close };
  }
  return undefined;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function templated(text: string): { isTemplated?: true } {
  return text.includes('{') && TEMPLATE.test(text) ? { isTemplated: true } : {};
}

function kindOf(word: string): TargetKind | undefined {
  return word === 'task' || word === 'menu' || word === 'state' || word === 'bot' ? word : undefined;
}
