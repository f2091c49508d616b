import type { SinkKind } from '../../catalog/actions.js';
import { findFlowType } from '../../catalog/flow-types.js';
import { LABELS, type Label, type LabelSet, labelsOf } from '../../catalog/labels.js';

/** How a label is called on the graph, without an article. */
const LABEL_NAMES: Readonly<Record<Label, string>> = {
  PAN: 'card number',
  CVV: 'security code',
  PIN: 'PIN',
  OTP: 'one-time code',
  ACCOUNT: 'account number',
  TOKEN: 'session token',
  LINK: 'secure link',
  SECRET: 'password or key',
  PII: 'personal identifier',
  SECURE: 'secure value',
};

export function labelNames(set: LabelSet): string[] {
  return labelsOf(set).map((label) => LABEL_NAMES[label]);
}

/** The same for labels that stand as texts in a finding; what is no label stays as it is. */
export function labelName(label: string): string {
  const known = LABELS.find((one) => one === label);
  return known ? LABEL_NAMES[known] : label;
}

interface SinkWords {
  readonly name: string;
  /** What becomes of the value, behind the label: 'reaches a plain data action'. */
  readonly arrives: string;
}

const SINKS: Readonly<Record<SinkKind, SinkWords>> = {
  speech: { name: 'text-to-speech', arrives: 'is spoken to the caller' },
  whisper: { name: 'whisper', arrives: 'is whispered to the agent' },
  message: { name: 'message', arrives: 'is sent in a message' },
  'data-action': { name: 'data action', arrives: 'reaches a plain data action' },
  bot: { name: 'bot', arrives: 'reaches a bot' },
  'participant-data': { name: 'participant data', arrives: 'is stored as participant data' },
  'screen-pop': { name: 'screen pop', arrives: "is shown on the agent's screen" },
  'external-contact': { name: 'external contact', arrives: 'is written to an external contact' },
  workitem: { name: 'workitem', arrives: 'is written to a workitem' },
  callback: { name: 'callback', arrives: 'is stored with a callback' },
  sip: { name: 'SIP header', arrives: 'is put into a SIP header' },
  log: { name: 'log', arrives: 'is written to a log' },
  'secure-transfer': { name: 'invocation data', arrives: 'is handed over as invocation data' },
  'shared-variable': { name: 'shared variable', arrives: 'is kept in a variable that outlives the flow' },
  url: { name: 'web address', arrives: 'is put into a web address' },
};

const bySink: ReadonlyMap<string, SinkWords> = new Map(Object.entries(SINKS));

export function sinkName(sink: string): string {
  return bySink.get(sink)?.name ?? sink;
}

export function sinkArrives(sink: string): string {
  return bySink.get(sink)?.arrives ?? `reaches ${sink}`;
}

/** 'secure call flow', 'workflow', 'common module': a type of flow for people. */
export function flowKindName(type: string): string {
  const words = (findFlowType(type)?.yaml ?? type).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return /(?:flow|module)$/.test(words) ? words : `${words} flow`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'card number and PIN'. */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
