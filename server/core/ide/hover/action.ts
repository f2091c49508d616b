import { findAction, type SinkRow } from '../../catalog/actions.js';
import { labelWords, NO_LABELS } from '../../catalog/labels.js';
import { flowTypesOf, limitOf, secureInput } from '../../catalog/platform.js';
import type { Action, Flow, Output, Slot } from '../../model/flow.js';
import type { TaintPath } from '../../taint/taint.js';
import type { IdeContext } from '../context.js';
import { keyOfAction, keyOfOutput, OWN_KEY } from '../key-icon.js';
import { code, escapeMarkdown, escapeSentence, listSome, quoted } from '../markdown.js';
import {
  actionList,
  actionWord,
  factsName,
  flowTypeNames,
  SECURE_DATA_SENTENCES,
  sinkVerb,
  slotWord,
  times,
} from './words.js';

/** What an action does with values, and how it goes on. */
export function describeAction({ file, workspace }: IdeContext, action: Action): string[] {
  const { flow, graph } = file;
  const facts = findAction(action.kind);
  const key = keyOfAction(flow, action);
  const name = action.name === '' ? '' : ` ${quoted(action.name)}`;
  return [
    `**${escapeMarkdown(factsName(facts, action.kind))}**${name}${key ? ` ${OWN_KEY}` : ''}`,
    ...(facts ? note(facts.notes) : ['- Not in the catalogue: what it does with values is not known']),
    ...(key ? [`- Key: ${escapeSentence(key.reason)}`] : []),
    ...sinkLines(flow, action),
    ...writeLines(flow, action, workspace.paths),
    ...wayLines(flow, action),
    ...typeLines(action.kind),
    ...(action.enabled ? [] : ['- Switched off: it does not run']),
    ...(graph.reachable[action.index] || !action.enabled ? [] : ['- Nothing leads here']),
  ];
}

/** One way out of an action. */
export function describeOutput(flow: Flow, action: Action, output: Output): string[] {
  const key = keyOfOutput(flow, action, action.outputs.indexOf(output));
  const first = output.body[0];
  const goesOn =
    first === undefined
      ? 'goes on behind the action'
      : `runs ${times(output.body.length, 'action')}, first ${actionList(flow, [first])}`;
  return [
    `${code(output.name)} of ${actionWord(action)}${key ? ` ${OWN_KEY}` : ''} \u2014 ${goesOn}`,
    ...(key ? [`- Key: ${escapeSentence(key.reason)}`] : []),
    ...(output.enabled ? [] : ['- Switched off: it does not run']),
  ];
}

/** A setting or named input; nothing when the catalogue does not know it and nobody reports what goes in. */
export function describeSlot(flow: Flow, action: Action, slot: Slot): string[] | undefined {
  const facts = findAction(action.kind);
  const input = facts?.inputs.get(slot.role);
  const row = facts?.sinks.get(slot.role);
  const sink = row?.when === 'request' ? undefined : row;
  if (!input && !sink && slot.name === '') return undefined;
  const isChoice = input?.type.includes('|') === true;
  const type =
    input && !/^(?:any|name|ref)$/.test(input.type) ? `${escapeMarkdown(input.type.replaceAll('|', ' or '))}, ` : '';
  const limit = limitOf(action.kind, slot.role);
  return [
    `${slotWord(slot)} \u2014 ${type}${slot.name === '' ? 'setting' : `one of ${code(slot.role)}`} of ${actionWord(action)}`,
    ...(slot.target ? ['- What comes out is written to a variable'] : []),
    ...(!isChoice && (slot.value || input) ? [`- ${SECURE_DATA_SENTENCES[secureInput(action.kind, slot.role)]}`] : []),
    ...(sink ? [`- ${sinkSentence(flow, sink)}`] : []),
    ...(limit ? [`- ${limit.min} to ${limit.max} ${limit.unit}`] : []),
    ...(input?.note ? note(input.note) : []),
  ];
}

function sinkSentence(flow: Flow, sink: SinkRow): string {
  const verb = sinkVerb(sink.sink, flow);
  if (sink.reads === undefined) return `Whatever stands here is ${verb}`;
  const off = (sink.unless ?? []).map(code);
  return `What is bound to ${code(sink.reads)} is ${verb}${off.length > 0 ? `, unless it says ${listSome(off)}` : ''}`;
}

function note(text: string): string[] {
  // The catalogue's keywords are shouted: 'SOURCE: ...'.
  const calm = text.replace(/^[A-Z]{4,}\b/, (word) => word.charAt(0) + word.slice(1).toLowerCase());
  return text === '' ? [] : [`- ${capital(escapeSentence(calm))}`];
}

/** 'Spoken: `inputAudio`': the settings of this action that show, store or send. */
function sinkLines(flow: Flow, action: Action): string[] {
  const rows = findAction(action.kind)?.sinks;
  const words = new Map<string, Set<string>>();
  for (const slot of action.slots) {
    const row = rows?.get(slot.role);
    if (!row || row.when === 'request' || (!slot.value && !slot.key) || isSwitchedOff(row, slot)) continue;
    const verb = sinkVerb(row.sink, flow);
    words.set(verb, (words.get(verb) ?? new Set()).add(sinkWord(slot)));
  }
  return [...words].map(([verb, slots]) => `- ${capital(verb)}: ${listSome([...slots], 6)}`);
}

function isSwitchedOff(row: SinkRow, { value }: Slot): boolean {
  return row.reads !== undefined && (row.unless?.includes(value?.source.text.trim() ?? '') ?? false);
}

/** Attributes and statements go by what the author called them. */
function sinkWord(slot: Slot): string {
  const { key } = slot;
  if (!key) return slotWord(slot);
  const name = key.expression?.kind === 'literal' ? key.expression.value : key.source.text;
  return code(name === '' ? slot.role : name);
}

/** The variables that it fills, with what is sensitive in them from here on. */
function writeLines(flow: Flow, { slots }: Action, paths: readonly TaintPath[]): string[] {
  const words = slots.flatMap(({ target }) => {
    if (!target) return [];
    const born = paths.filter(
      ({ source: { place } }) => place.uri === flow.uri && place.span.start === target.span.start,
    );
    const labels = born.reduce((all, path) => all | path.source.labels, NO_LABELS);
    return [labels === NO_LABELS ? code(target.name) : `${code(target.name)} (${labelWords(labels)})`];
  });
  return words.length === 0 ? [] : [`- Writes ${listSome([...new Set(words)], 6)}`];
}

/** Which ways out lead somewhere of their own, and which just go on behind the action. */
function wayLines(flow: Flow, action: Action): string[] {
  const known = findAction(action.kind)?.outputs ?? [];
  const wired = action.outputs.filter(({ body, enabled }) => body.length > 0 && enabled);
  const words = wired.map((output) => {
    const key = keyOfOutput(flow, action, action.outputs.indexOf(output)) ? ` ${OWN_KEY}` : '';
    return `${code(output.name)} (${times(output.body.length, 'action')})${key}`;
  });
  const open = known.filter((name) => !wired.some((output) => output.name === name)).map(code);
  return [
    ...(words.length > 0 ? [`- Ways out with actions: ${listSome(words, 8)}`] : []),
    ...(open.length > 0 ? [`- Ways out without: ${listSome(open, 8)}`] : []),
  ];
}

function typeLines(kind: string): string[] {
  const limit = flowTypesOf(kind);
  if (limit?.onlyIn) return [`- Only in flows of type ${flowTypeNames(limit.onlyIn)}`];
  return limit?.notIn ? [`- Not in flows of type ${flowTypeNames(limit.notIn)}`] : [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
