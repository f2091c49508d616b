import type { ActionFacts, SecureData, SinkKind, SinkRow, SourceKind } from '../../catalog/actions.js';
import { findFlowType } from '../../catalog/flow-types.js';
import type { TaintClass } from '../../catalog/functions.js';
import type { Action, Flow, Slot } from '../../model/flow.js';
import { flowTypeName } from '../../rules/describe.js';
import { verbOf } from '../../taint/sink-words.js';
import { code, listSome, quoted } from '../markdown.js';

/** What a function lets through. */
export const TAINT_SENTENCES: Readonly<Record<TaintClass, string>> = {
  propagate: 'What is sensitive in its values stays sensitive in the result.',
  'length-only': 'The result says how much there is, nothing of the value itself.',
  boolean: 'The result is yes or no; nothing of the values passes on.',
  'sanitize-candidate':
    'It cuts the text. A short literal cut, such as the last four, cleans card, account and personal numbers; codes, PINs and tokens stay sensitive.',
  none: 'Nothing of its values passes on.',
};

export const SECURE_DATA_SENTENCES: Readonly<Record<SecureData, string>> = {
  allowed: 'Secure variables may be read here.',
  refused: 'Secure variables are refused here; the flow would not validate.',
  unknown: 'Whether secure variables may be read here is not known.',
  output: 'What comes out may be written to a secure variable.',
};

/** The policy's kinds of sources. */
export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  'caller-input': 'caller input',
  slot: 'answer to a bot',
  external: 'answer from outside',
  'flow-output': 'output of another flow',
  'task-output': 'output of a task',
  secured: 'secured data',
  attribute: 'participant data',
  assignment: 'assignment',
  parameter: 'passed in by a caller',
  none: 'no source',
};

/** 'spoken', 'logged'; what the customer gets is heard in voice flows and read in others. */
export function sinkVerb(kind: SinkRow['sink'], flow: Flow): string {
  if (kind !== 'customer') return verbOf(kind);
  return verbOf((findFlowType(flow.type)?.voice ?? true) ? 'speech' : 'message');
}

/** How a slot is called in a sentence: by the name that the author gave, else by its setting. */
export function slotWord({ name, role }: Slot): string {
  return code(name === '' ? role : name);
}

export function actionWord({ name, kind }: Action): string {
  return name === '' ? code(kind) : quoted(name);
}

/** Distinct actions in document order: `"Ask", "Copy" and 2 more`. */
export function actionList(flow: Flow, indexes: Iterable<number>): string {
  const words = [...new Set(indexes)].flatMap((index) => flow.actions[index] ?? []).map(actionWord);
  return listSome(words);
}

export function flowTypeNames(types: readonly string[]): string {
  return listSome(types.map(flowTypeName), 8);
}

export function times(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** 'spoken twice', by kind of sink and how many places it has. */
export function sinkCounts(places: ReadonlyMap<SinkKind, number>): string[] {
  return [...places].map(([kind, count]) => `${verbOf(kind)} in ${times(count, 'place')}`);
}

export function factsName(facts: ActionFacts | undefined, kind: string): string {
  return facts?.name ?? kind;
}
