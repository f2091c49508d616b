import type { SinkKind } from '../catalog/actions.js';
import type { Flow } from '../model/flow.js';
import type { SinkSite } from './program.js';

/** What happens to a value at a sink, as the last step of a trace says it. */
const VERBS: Readonly<Record<SinkKind, string>> = {
  speech: 'spoken',
  whisper: 'whispered to the agent',
  message: 'sent in a message',
  'data-action': 'passed to a plain data action',
  bot: 'passed to a bot',
  'participant-data': 'stored as participant data',
  'screen-pop': "shown on the agent's screen",
  'external-contact': 'written to external contact data',
  workitem: 'written to the workitem',
  callback: 'stored with the callback',
  sip: 'put into a SIP header',
  log: 'logged',
  'secure-transfer': 'handed over as invocation data',
  url: 'put into a URL',
  'shared-variable': 'kept in a variable that outlives the flow',
};

export function verbOf(kind: SinkKind): string {
  return VERBS[kind];
}

export function sinkVerb(sink: SinkSite, flow: Flow): string {
  const action = flow.actions[sink.action];
  const input = sink.role === 'inputs' && sink.name !== '' ? ` as "${sink.name}"` : '';
  const by = action ? ` by "${action.name || action.kind}"` : '';
  if (sink.passage === 'disguise') return `put into ${sink.name} here${by}`;
  if (sink.passage === 'secure-action') return `passed to a secure data action${input} here${by}`;
  return `${VERBS[sink.kind]}${input} here${by}`;
}
