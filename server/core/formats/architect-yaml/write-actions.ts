import { findAction } from '../../catalog/actions.js';
import type { DataType } from '../../model/expression.js';
import type { Action, Container, Flow, Variable } from '../../model/flow.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import { childrenOf, findKey, findValue, hasText, nodeAt } from '../../syntax/yaml/cursor.js';
import { asScalar } from '../../syntax/yaml/quote.js';
import type { Edit, Span } from '../../text/span.js';
import type {
  ActionDraft,
  ActionPlace,
  Body,
  BodyPart,
  FlowDraft,
  OutputDraft,
  ValueDraft,
  VariableDraft,
} from '../draft.js';
import {
  actionYaml,
  bodyYaml,
  type DraftContext,
  flowYaml,
  holderYaml,
  outputPairs,
  settingPair,
  typeWord,
  variableYaml,
} from './write-draft.js';
import { addPair, columnOf, fillValue, insertItems, layoutOf, linesOf } from './write-entries.js';
import { isFlowAt, parentOf, removeEntry } from './write-pairs.js';
import { blockLines, inlineText, type Layout, type Pair, type Yaml } from './yaml-text.js';

const NOTHING: readonly Edit[] = [];

/** Keys that say what a flow speaks; a new flow takes them over. */
const LANGUAGE_KEYS = ['defaultLanguage', 'supportedLanguages'];

/** Writes actions, variables and what hangs on them into a YAML document. */
export class ActionWriter {
  readonly #flow: Flow;
  readonly #tape: Tape;
  readonly #context: DraftContext;
  #knownLayout: Layout | undefined;

  constructor(flow: Flow, tape: Tape) {
    this.#flow = flow;
    this.#tape = tape;
    this.#context = { flow, taken: (action) => linesOf(tape, this.#entry(action)) };
  }

  get #layout(): Layout {
    this.#knownLayout ??= layoutOf(this.#tape);
    return this.#knownLayout;
  }

  insert(actions: readonly BodyPart[], place: ActionPlace): readonly Edit[] {
    const body = bodyYaml(actions, this.#context);
    if (!body) return NOTHING;
    if ('before' in place || 'after' in place) return this.#insertBeside(body, place);
    const isFirst = 'firstIn' in place;
    const key = this.#bodyKey(isFirst ? place.firstIn : place.lastIn);
    if (key < 0) return NOTHING;
    return this.#addToList(key, body, isFirst);
  }

  addOutput(action: Action, name: string, body: readonly BodyPart[]): readonly Edit[] {
    if (!findAction(action.kind)?.outputs.includes(name)) return NOTHING;
    const [pair] = outputPairs([{ name, body }], this.#context) ?? [];
    if (!pair) return NOTHING;
    const written = action.outputs.find((output) => output.name === name);
    if (written) {
      if (written.body.length > 0 || !written.enabled) return NOTHING;
      return pairsOf(pair[1]).flatMap((actions) => this.#put(nodeAt(this.#tape, written.span.start), actions));
    }
    const map = this.#settingsOf(action);
    if (map < 0) return NOTHING;
    const outputs = findKey(this.#tape, map, 'outputs');
    if (outputs >= 0) return this.#put(outputs, pair);
    return addPair(this.#tape, map, ['outputs', { pairs: [pair] }], this.#layout);
  }

  /** The first one brings the key for all of them, so they are written together. */
  addOutputs(action: Action, outputs: readonly OutputDraft[]): readonly Edit[] {
    const map = this.#settingsOf(action);
    if (map >= 0 && findKey(this.#tape, map, 'outputs') < 0) {
      const known = findAction(action.kind)?.outputs ?? [];
      const pairs = outputs.every(({ name }) => known.includes(name)) && outputPairs(outputs, this.#context);
      return pairs ? addPair(this.#tape, map, ['outputs', { pairs }], this.#layout) : NOTHING;
    }
    const edits = outputs.map(({ name, body }) => this.addOutput(action, name, body));
    return edits.some((part) => part.length === 0) ? NOTHING : edits.flat();
  }

  remove(action: Action): readonly Edit[] {
    const entry = this.#entry(action);
    const list = parentOf(this.#tape, entry);
    if (entry < 0 || list < 0 || this.#tape.kind[list] !== NodeKind.Seq) return NOTHING;
    return removeEntry(this.#tape, list, entry);
  }

  replace(action: Action, draft: ActionDraft): readonly Edit[] {
    const outer = this.#flow.actions[action.parent];
    const isWrapped = outer?.kind === draft.kind && outer.name === draft.name;
    const yaml = isWrapped ? undefined : actionYaml(draft, this.#context);
    return yaml ? this.#overwrite(this.#entry(action), yaml) : NOTHING;
  }

  addSetting(action: Action, role: string, value: ValueDraft): readonly Edit[] {
    const map = this.#settingsOf(action);
    const pair = settingPair(role, value, action.kind, this.#flow.type);
    if (map < 0) return NOTHING;
    const outputs = findKey(this.#tape, map, 'outputs');
    return addPair(this.#tape, map, pair, this.#layout, outputs);
  }

  /** Inputs stand together, below the name of what is called. */
  addInput({ target, slots }: Action, role: string, name: string, value: ValueDraft): readonly Edit[] {
    const pair: Pair = [asScalar(name), holderYaml(value)];
    const sibling = slots.find((slot) => slot.role === role && slot.name !== '');
    const key = sibling ? nodeAt(this.#tape, sibling.nameSpan.start) : -1;
    if (key >= 0) return addPair(this.#tape, parentOf(this.#tape, key), pair, this.#layout);
    return target ? this.#put(nodeAt(this.#tape, target.span.start), [role, { pairs: [pair] }]) : NOTHING;
  }

  /** The value below the key at the start of a span is written anew. */
  rewrite({ start }: Span, value: ValueDraft): readonly Edit[] {
    const key = nodeAt(this.#tape, start);
    const node = key < 0 ? -1 : this.#tape.next[key]!;
    if (node < 0 || node >= this.#tape.count) return NOTHING;
    // A comment between the parts of the value would be lost.
    const written = this.#tape.text.slice(this.#tape.start[node]!, this.#tape.end[node]!);
    return /(?:^|\s)#/.test(written) ? NOTHING : this.#overwrite(node, holderYaml(value));
  }

  addVariable(owner: Container | undefined, variable: VariableDraft): readonly Edit[] {
    const taken = this.#flow.variables.some(({ name, container }) => {
      return name === variable.name && (container === -1 || container === owner?.index);
    });
    const isStartUp = owner?.kind === 'startup';
    const holder = nodeAt(this.#tape, (isStartUp ? this.#flow.typeSpan : (owner?.span ?? this.#flow.typeSpan)).start);
    const map = holder < 0 ? -1 : this.#tape.next[holder]!;
    if (taken || map < 0 || this.#tape.kind[map] !== NodeKind.Map) return NOTHING;
    const key = isStartUp ? 'startUpTaskVariables' : 'variables';
    const items: Yaml = { items: [variableYaml(variable)] };
    const list = findKey(this.#tape, map, key);
    if (list >= 0) return this.#addToList(list, items, false);
    const before = isStartUp ? 'startUpTaskActions' : owner ? 'actions' : 'tasks';
    return addPair(this.#tape, map, [key, items], this.#layout, findKey(this.#tape, map, before));
  }

  setVariableType(variable: Variable, type: DataType): readonly Edit[] {
    if (variable.type === type) return NOTHING;
    const assigned = this.#flow.actions.flatMap(({ slots, container }) => {
      const isOwn = variable.container < 0 || variable.container === container;
      return slots.filter(({ role, target }) => isOwn && role === 'statements' && target?.name === variable.name);
    });
    const key = nodeAt(this.#tape, variable.span.start);
    const word = typeWord(type);
    return [
      ...(key < 0 ? NOTHING : [this.#renameKey(key, `${word}Variable`)]),
      ...assigned.map(({ nameSpan }) => ({ span: nameSpan, newText: word })),
    ];
  }

  newFlow(draft: FlowDraft): string | undefined {
    const own = this.#tape.next[nodeAt(this.#tape, this.#flow.typeSpan.start)] ?? -1;
    const languages = LANGUAGE_KEYS.flatMap((key): Pair[] => {
      const node = own < 0 ? -1 : findValue(this.#tape, own, key);
      const yaml = node < 0 ? undefined : linesOf(this.#tape, node);
      return yaml ? [[key, yaml]] : [];
    });
    const yaml = flowYaml(draft, languages, this.#context);
    if (!yaml) return undefined;
    return [...blockLines(yaml, 0, { unit: 2, dash: 2, eol: this.#layout.eol }), ''].join(this.#layout.eol);
  }

  #insertBeside(body: Yaml, place: { readonly before: Action } | { readonly after: Action }): readonly Edit[] {
    const isBefore = 'before' in place;
    const entry = this.#entry(isBefore ? place.before : place.after);
    const list = entry < 0 ? -1 : parentOf(this.#tape, entry);
    if (list < 0) return NOTHING;
    const index = [...childrenOf(this.#tape, list)].indexOf(entry) + (isBefore ? 0 : 1);
    return insertItems(this.#tape, list, index, itemsOf(body), this.#layout);
  }

  /** The key of the list of actions; -1 when it is not written. */
  #bodyKey(body: Body): number {
    if ('container' in body) {
      const key = nodeAt(this.#tape, body.container.span.start);
      if (body.container.kind === 'startup' || key < 0) return key;
      return findKey(this.#tape, this.#tape.next[key]!, 'actions');
    }
    const output = body.action.outputs.find(({ name }) => name === body.output);
    const key = output ? nodeAt(this.#tape, output.span.start) : -1;
    return key < 0 || hasText(this.#tape, key, 'actions') ? key : findKey(this.#tape, this.#tape.next[key]!, 'actions');
  }

  #addToList(key: number, items: Yaml, isFirst: boolean): readonly Edit[] {
    const list = this.#tape.next[key]!;
    if (this.#tape.kind[list] !== NodeKind.Seq) return fillValue(this.#tape, key, items, this.#layout);
    const count = [...childrenOf(this.#tape, list)].length;
    return insertItems(this.#tape, list, isFirst ? 0 : count, itemsOf(items), this.#layout);
  }

  /** Adds a pair below a key. What stands there under the same name is added to, never replaced. */
  #put(key: number, pair: Pair): readonly Edit[] {
    if (key < 0) return NOTHING;
    const map = this.#tape.next[key]!;
    if (this.#tape.kind[map] !== NodeKind.Map) return fillValue(this.#tape, key, { pairs: [pair] }, this.#layout);
    const known = findKey(this.#tape, map, pair[0]);
    if (known < 0) return addPair(this.#tape, map, pair, this.#layout);
    if (itemsOf(pair[1]).length > 0) return this.#addToList(known, pair[1], false);
    return pairsOf(pair[1]).flatMap((inner) => this.#put(known, inner));
  }

  /** The entry of the list that an action is. */
  #entry({ kindSpan }: Action): number {
    const key = nodeAt(this.#tape, kindSpan.start);
    const outer = key < 0 ? -1 : parentOf(this.#tape, key);
    return outer >= 0 && this.#tape.kind[outer] === NodeKind.Seq ? key : outer;
  }

  #settingsOf({ kindSpan }: Action): number {
    const key = nodeAt(this.#tape, kindSpan.start);
    const map = key < 0 ? -1 : this.#tape.next[key]!;
    return map >= 0 && map < this.#tape.count && this.#tape.kind[map] === NodeKind.Map ? map : -1;
  }

  #renameKey(key: number, word: string): Edit {
    const { start, end, kind } = this.#tape;
    const quote = kind[key] === NodeKind.Plain ? 0 : 1;
    return { span: { start: start[key]! + quote, end: end[key]! - quote }, newText: word };
  }

  /** Writes a node anew in its place. */
  #overwrite(node: number, yaml: Yaml): readonly Edit[] {
    const { text, start, end } = this.#tape;
    if (node < 0) return NOTHING;
    const span = { start: start[node]!, end: end[node]! };
    const written = text.slice(span.start, span.end);
    const last = /[\r\n]+$/.exec(written)?.[0] ?? '';
    const column = columnOf(text, span.start);
    const isInline = column < 0 || isFlowAt(text, span.start);
    const fresh = isInline
      ? inlineText(yaml)
      : blockLines(yaml, column, this.#layout).join(this.#layout.eol).slice(column);
    if (fresh === undefined || fresh === written) return NOTHING;
    return [{ span, newText: fresh + last }];
  }
}

function itemsOf(yaml: Yaml): readonly Yaml[] {
  return typeof yaml !== 'string' && 'items' in yaml ? yaml.items : [];
}

function pairsOf(yaml: Yaml | undefined): readonly Pair[] {
  return yaml !== undefined && typeof yaml !== 'string' && 'pairs' in yaml ? yaml.pairs : [];
}
