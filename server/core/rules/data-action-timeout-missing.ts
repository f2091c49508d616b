import { DATA_ACTION_TIMEOUT } from '../catalog/platform.js';
import type { DataAction } from '../model/resource.js';
import { dataActionName } from './data-action-words.js';
import { defineRule, type ResourceDraft } from './rule.js';

/** Seconds that a caller hears nothing and still waits; announcements in flows are rarely longer. */
const PATIENCE = 30;
const { min, max, unit } = DATA_ACTION_TIMEOUT;

export default defineRule({
  title: 'Data action without a fitting timeout',
  family: 'data-action',
  severity: 'hint',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A data action that says nothing about it waits as long as the platform allows, and the caller waits in silence. A flow that is left in the middle of a payment does not know whether it was made.',
  instead:
    'Set the seconds that the service really needs, and let the flow handle the timeout: tell the caller, ask the service what has happened, do not send twice.',
  falsePositives: 'For a workflow nobody waits, so a long timeout does no harm there.',
  pci: [],
  cwe: ['CWE-400'],
  seed: [],
  examples: [
    {
      bad: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name = "Pay"
}
`,
      fixed: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name                   = "Pay"
  config_timeout_seconds = 10
}
`,
    },
  ],

  checkResource({ file, report }) {
    for (const action of file.dataActions) {
      const draft = draftFor(action);
      if (draft) report({ ...draft, subject: action });
    }
  },
});

function draftFor(action: DataAction): ResourceDraft | undefined {
  const { timeoutSeconds: seconds, timeoutPlace, name } = action;
  const who = `The data action ${dataActionName(action)}`;
  if (seconds === undefined || seconds === 'unknown') return undefined;
  if (seconds === 'not set') {
    return {
      uri: name.uri,
      span: name.span,
      message: `${who} sets no timeout; the platform waits up to ${max} ${unit}`,
    };
  }
  const place = timeoutPlace ?? action;
  if (seconds < min || seconds > max) {
    const message = `${who} sets a timeout of ${seconds} ${unit}; ${min} to ${max} are possible`;
    return { uri: place.uri, span: place.span, message, severity: 'warning' };
  }
  if (seconds <= PATIENCE) return undefined;
  const message = `${who} lets a caller wait up to ${seconds} ${unit}`;
  return { uri: place.uri, span: place.span, message, severity: 'information' };
}
