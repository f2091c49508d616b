import { VALUE_MODES } from '../../catalog/yaml-shapes.js';
import type { DataType } from '../../model/expression.js';
import type { Action, Container, Flow, Slot, Value, ValueMode, Variable } from '../../model/flow.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import { nodeAt } from '../../syntax/yaml/cursor.js';
import { asScalar, inScalar } from '../../syntax/yaml/quote.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Edit, Span } from '../../text/span.js';
import type {
  ActionDraft,
  ActionPlace,
  BodyPart,
  FlowDraft,
  OutputDraft,
  ValueDraft,
  VariableDraft,
} from '../draft.js';
import type { EditedFlow, FlowEditor } from '../editor.js';
import { Cursor } from './cursor.js';
import { ActionWriter } from './write-actions.js';
import { insertPair, isInFlow, removePair } from './write-pairs.js';

const NOTHING: readonly Edit[] = [];

export function editArchitectYaml({ flow, tape }: EditedFlow): FlowEditor {
  return new YamlEditor(flow, tape);
}

class YamlEditor implements FlowEditor {
  readonly #tape: Tape;
  readonly #cursor: Cursor;
  readonly #actions: ActionWriter;

  constructor(flow: Flow, tape: Tape) {
    this.#tape = tape;
    this.#cursor = new Cursor(tape);
    this.#actions = new ActionWriter(flow, tape);
  }

  renameKind({ kind, kindSpan }: Action, newKind: string): readonly Edit[] {
    const written = this.#tape.text.slice(kindSpan.start, kindSpan.end);
    return written === kind && kind !== newKind ? [{ span: kindSpan, newText: newKind }] : NOTHING;
  }

  setSetting(action: Action, role: string, text: string): readonly Edit[] {
    const value = action.slots.find((slot) => slot.role === role)?.value;
    if (value) return this.#replace(value, 'literal', text);
    return insertPair(this.#tape, this.#valueOf(action.kindSpan), role, asScalar(text));
  }

  removeSlot({ span }: Slot): readonly Edit[] {
    return removePair(this.#tape, nodeAt(this.#tape, span.start));
  }

  replaceValue(value: Value, expression: string): readonly Edit[] {
    if (value.mode !== 'expression' && value.mode !== 'variable') return NOTHING;
    return this.#replace(value, 'expression', expression);
  }

  addVariableFlag({ span, secureSpan, isSecure }: Variable, flag: 'isSecure'): readonly Edit[] {
    if (isSecure) return NOTHING;
    if (secureSpan) return [{ span: secureSpan, newText: 'true' }];
    return insertPair(this.#tape, this.#valueOf(span), flag, 'true');
  }

  setValue(action: Action, role: string, value: ValueDraft): readonly Edit[] {
    const written = action.slots.find((slot) => slot.role === role);
    if (!written) return this.#actions.addSetting(action, role, value);
    return this.#rewrite(written, value);
  }

  setInput(action: Action, role: string, name: string, value: ValueDraft): readonly Edit[] {
    const written = action.slots.find((slot) => slot.role === role && slot.name === name);
    if (!written) return this.#actions.addInput(action, role, name, value);
    return this.#rewrite(written, value);
  }

  insertActions(actions: readonly BodyPart[], place: ActionPlace): readonly Edit[] {
    return this.#actions.insert(actions, place);
  }

  addOutput(action: Action, name: string, body: readonly BodyPart[]): readonly Edit[] {
    return this.#actions.addOutput(action, name, body);
  }

  addOutputs(action: Action, outputs: readonly OutputDraft[]): readonly Edit[] {
    return this.#actions.addOutputs(action, outputs);
  }

  removeAction(action: Action): readonly Edit[] {
    return this.#actions.remove(action);
  }

  replaceAction(action: Action, draft: ActionDraft): readonly Edit[] {
    return this.#actions.replace(action, draft);
  }

  addVariable(owner: Container | undefined, variable: VariableDraft): readonly Edit[] {
    return this.#actions.addVariable(owner, variable);
  }

  setVariableType(variable: Variable, type: DataType): readonly Edit[] {
    return this.#actions.setVariableType(variable, type);
  }

  newFlow(draft: FlowDraft): string | undefined {
    return this.#actions.newFlow(draft);
  }

  /** A value that is one scalar keeps its style; any other one is written anew. */
  #rewrite({ value, target, span }: Slot, draft: ValueDraft): readonly Edit[] {
    const hasText = 'text' in draft;
    if (value && value.mode !== 'none' && !value.fields && hasText) return this.#replace(value, draft.mode, draft.text);
    if (target && hasText && draft.mode === 'variable') {
      return target.name === draft.text ? NOTHING : [{ span: target.span, newText: draft.text }];
    }
    return this.#actions.rewrite(span, draft);
  }

  /** The map behind the key that stands at the start of a span; -1 when it is none, or stands elsewhere. */
  #valueOf({ start }: Span): number {
    const key = nodeAt(this.#tape, start);
    const value = key < 0 ? -1 : this.#tape.next[key]!;
    return value >= 0 && value < this.#tape.count && this.#cursor.isMap(value) ? value : -1;
  }

  #replace(value: Value, mode: ValueMode, text: string): readonly Edit[] {
    const node = nodeAt(this.#tape, value.source.rawOffset(0));
    if (node < 0 || !this.#cursor.isScalar(node)) return NOTHING;
    const key = this.#modeEdit(value, mode, node);
    const inside = key && this.#scalarEdit(node, value.source, text);
    return key && inside ? [...key, ...inside] : NOTHING;
  }

  /** What a value's key has to become to say another mode; nothing when it says it, or when there is no key. */
  #modeEdit(value: Value, mode: ValueMode, node: number): readonly Edit[] | undefined {
    if (value.mode === mode || value.span.start === this.#tape.start[node]) return NOTHING;
    const key = nodeAt(this.#tape, value.span.start);
    const [word] = [...VALUE_MODES].find(([, other]) => other === mode) ?? [];
    if (word === undefined || !this.#cursor.isScalar(key)) return undefined;
    return [{ span: this.#cursor.textSpan(key), newText: word }];
  }

  /** Changes as few characters of a scalar as possible; undefined when its style cannot hold the new text. */
  #scalarEdit(node: number, source: CookedText, text: string): readonly Edit[] | undefined {
    if (text === source.text) return NOTHING;
    const kind = this.#tape.kind[node]!;
    const [from, to] = changed(source.text, text);
    const piece = text.slice(from, text.length - (source.text.length - to));
    const span = source.rawSpan(from, to);
    if (kind === NodeKind.Literal || kind === NodeKind.Folded) {
      const isSafe = !/[\r\n]/.test(piece) && !(from === 0 && /^\s/.test(piece));
      return isSafe ? [{ span, newText: piece }] : undefined;
    }
    const staysPlain = kind !== NodeKind.Plain || isPlain(text, isInFlow(this.#tape, node));
    if (!staysPlain || /[\r\n]/.test(piece)) return [{ span: this.#cursor.span(node), newText: JSON.stringify(text) }];
    return [{ span, newText: inScalar(kind, piece) }];
  }
}

/** The part of `before` that is another one in `after`. */
function changed(before: string, after: string): [from: number, to: number] {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return [from, before.length - same];
}

/** Whether an expression may stand without quotes. */
function isPlain(text: string, inFlow: boolean): boolean {
  if (/^[\s\-?:,[\]{}#&*!|>'"%@`]|\s$|:$|:\s|\s#|[\u0000-\u001f\u007f]/.test(text) || text === '') return false;
  return !inFlow || !/[,[\]{}]/.test(text);
}
