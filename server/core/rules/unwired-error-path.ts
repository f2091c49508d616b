import { findAction, type Wiring } from '../catalog/actions.js';
import { hasFacts } from '../catalog/platforms.js';
import { editorOf } from '../formats/editor.js';
import type { Fix, Severity } from '../model/finding.js';
import type { Action, Flow } from '../model/flow.js';
import { actionName } from './describe.js';
import { makeFix } from './fixes/make-fix.js';
import { type CheckedFlow, defineRule } from './rule.js';

const ERROR = 'error';

export default defineRule({
  title: 'Nothing is wired to the error path',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'When the request fails or the other side answers with an error, a contact without an error path goes on without the answer, or stays where it is: the caller hears nothing, and what follows works with empty variables.',
  instead:
    'Wire the error path to something that tells the caller, tries again a bounded number of times, and ends with an agent.',
  falsePositives: 'Where the catalogue only recommends the path, the finding is a hint.',
  pci: [],
  cwe: ['CWE-391', 'CWE-754'],
  seed: ['I8'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "REST_API", "label": "Check the caller"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "url", "value": "https://bank.example.com/check"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "REST_API", "label": "Check the caller"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "url", "value": "https://bank.example.com/check"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    if (!hasFacts(flow.format, 'wiring')) return;
    const calling = callingActions(flow);
    for (const action of flow.actions) {
      const wiring = findAction(action.kind)?.wiring.get(ERROR);
      if (wiring === undefined || !graph.reachable[action.index]) continue;
      if (wiring === 'when-calling' && !calling.has(action.index)) continue;
      if (action.outputs.some(({ name, to }) => name === ERROR && to !== undefined)) continue;
      report({
        span: action.nameSpan,
        message: `The error path of ${actionName(action)} is not wired: when it fails, what follows has no answer to work with`,
        action: action.index,
        severity: severityOf(wiring),
        fixes: () => wireLikeOthers(action, file),
      });
    }
  },
});

function severityOf(wiring: Wiring): Severity {
  return wiring === 'recommended' ? 'hint' : 'warning';
}

/** Actions with code inside that reaches another system. */
function callingActions({ actions }: Flow): ReadonlySet<number> {
  const calling = new Set<number>();
  for (const { kind, parent } of actions) {
    if ((findAction(kind)?.statusNames.length ?? 0) === 0) continue;
    for (let at = parent; at >= 0 && !calling.has(at); at = actions[at]!.parent) calling.add(at);
  }
  return calling;
}

/** Where the script already sends what failed, this failure can go too. */
function wireLikeOthers(action: Action, file: CheckedFlow): readonly Fix[] {
  const counts = new Map<number, number>();
  for (const { outputs } of file.flow.actions) {
    for (const { name, to } of outputs)
      if (name === ERROR && to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  counts.delete(action.index);
  const [best] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  const target = best && file.flow.actions[best[0]];
  if (!target) return [];
  const edits = editorOf(file).wire?.(action, ERROR, target) ?? [];
  return makeFix(`Wire the error path to ${actionName(target)}, as elsewhere in this flow`, false, file.uri, [edits]);
}
