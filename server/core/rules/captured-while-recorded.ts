import { findAction } from '../catalog/actions.js';
import { labelSet, labelWords } from '../catalog/labels.js';
import { hasFacts } from '../catalog/platforms.js';
import type { ControlGraph } from '../graph/control-graph.js';
import type { Step } from '../model/finding.js';
import type { Action } from '../model/flow.js';
import { collectedLabels } from '../taint/collections.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

/** What may not be kept in a recording, not even for a moment. */
const NEVER_RECORDED = labelSet('PAN', 'CVV', 'PIN', 'OTP');

export default defineRule({
  title: 'Card data is taken in while the call is recorded',
  family: 'control',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Tones and speech of the caller are part of the recording and of the transcript, so a card number or PIN that is taken in meanwhile is stored with them.',
  instead: 'Switch recording and transcription off in front of the question and on again behind it.',
  falsePositives:
    'The recording may be set up to pause by itself while a menu or capture runs; that is not written in the flow.',
  pci: ['3.3.1', '3.5.1'],
  cwe: ['CWE-312'],
  seed: ['I1', 'B1'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "LOGCALL", "label": "Record"},
    "3": {"name": "PLAY", "label": "Ask"},
    "4": {"name": "CAPTURE", "label": "Take it"},
    "5": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "WhileInIvrOrOnHold", "value": "Record"} },
    "3": { "0": {"name": "Sequence", "value": "\\"Please enter your card number\\""} },
    "4": { "0": {"name": "Variable", "value": "digits"}, "1": {"name": "MaxDigits", "value": "16"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}], "4": [{"to": 5, "type": "default"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "DONOTRECORD", "label": "Do not record"},
    "3": {"name": "PLAY", "label": "Ask"},
    "4": {"name": "CAPTURE", "label": "Take it"},
    "5": {"name": "LOGCALL", "label": "Record"},
    "6": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Reason", "value": "card"} },
    "3": { "0": {"name": "Sequence", "value": "\\"Please enter your card number\\""} },
    "4": { "0": {"name": "Variable", "value": "digits"}, "1": {"name": "MaxDigits", "value": "16"} },
    "5": { "0": {"name": "WhileInIvrOrOnHold", "value": "Record"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}], "4": [{"to": 5, "type": "default"}], "5": [{"to": 6, "type": "default"}] } }
`,
    },
  ],

  check({ file, facts, report }) {
    const { flow, graph, uri } = file;
    if (!hasFacts(flow.format, 'effects')) return;
    const recorded = recordedActions(graph);
    for (const [index, by] of recorded) {
      const action = flow.actions[index]!;
      const labels = collectedLabels(file, facts, action) & NEVER_RECORDED;
      const recorder = flow.actions[by]!;
      if (labels === 0) continue;
      const trace: Step[] = [
        { uri, span: recorder.nameSpan, message: `switched on here by ${actionName(recorder)}` },
        { uri, span: action.nameSpan, message: `${labelWords(labels)} taken in here` },
      ];
      report({
        span: action.nameSpan,
        message: `${actionName(action)} takes in a ${labelWords(labels)} while ${actionName(recorder)} records the call`,
        action: index,
        trace,
      });
    }
  },
});

/** Actions that run while something records, with what switched it on: the first in the order of the file. */
function recordedActions({ flow, edges, reachable }: ControlGraph): ReadonlyMap<number, number> {
  const recorded = new Map<number, number>();
  for (const recorder of flow.actions) {
    if (!reachable[recorder.index] || !switches(recorder, '.start')) continue;
    const work = [recorder.index];
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      for (const { to, kind } of edges[node]!) {
        const next = kind === 'event' ? undefined : flow.actions[to];
        if (!next || recorded.has(to) || switches(next, '.stop')) continue;
        recorded.set(to, recorder.index);
        work.push(to);
      }
    }
  }
  return recorded;
}

function switches({ kind }: Action, how: '.start' | '.stop'): boolean {
  return findAction(kind)?.effects.some((effect) => effect.endsWith(how)) ?? false;
}
