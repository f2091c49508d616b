import { fillingsOf, type Placeholder, placeholdersIn } from '../graph/fillings.js';
import type { FlowFilling } from '../model/resource.js';
import { fileName } from './data-action-words.js';
import { defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Placeholder that gets no value',
  family: 'reference',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The flow is deployed with values for its placeholders, and one of them has none. Archy refuses the flow, after minutes and with a message that names no place.',
  instead: 'Add the key where the others stand, or correct the name if it is one of them.',
  falsePositives:
    'Options of Archy that name no flow count for a flow of their folder when they fill one of its placeholders; the others may come from another file.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `-- main.yaml --
inboundCall:
  name: "{{flow_name}}"
  tasks: [ { task: { actions: [ { transferToFlow: { name: To billing, targetFlow: { lit: { name: "{{billing}}" } } } } ] } } ]
-- main.tf --
resource "genesyscloud_flow" "main" {
  filepath      = "\${path.module}/main.yaml"
  substitutions = { flow_name = "Main line" }
}
`,
      fixed: `-- main.yaml --
inboundCall:
  name: "{{flow_name}}"
  tasks: [ { task: { actions: [ { transferToFlow: { name: To billing, targetFlow: { lit: { name: "{{billing}}" } } } } ] } } ]
-- main.tf --
resource "genesyscloud_flow" "main" {
  filepath      = "\${path.module}/main.yaml"
  substitutions = { flow_name = "Main line", billing = "Billing" }
}
`,
    },
  ],

  check({ file, workspace, report }) {
    const fillings = fillingsOf(workspace.resources, file.uri);
    if (fillings.length === 0) return;
    const placeholders = firstOfEach(placeholdersIn(file.text).filter(({ start }) => !isInComment(file.text, start)));
    for (const filling of fillings) {
      const own = placeholders.filter(({ style }) => style === filling.style);
      if (!isMeant(filling, own)) continue;
      for (const placeholder of own) {
        if (!filling.values.has(placeholder.name)) report(draftOf(placeholder, filling, file.text));
      }
    }
  },
});

/** Options that name no flow are meant for one when they fill something in it. */
function isMeant({ flow, isComplete, values }: FlowFilling, placeholders: readonly Placeholder[]): boolean {
  return isComplete && (flow !== undefined || placeholders.some(({ name }) => values.has(name)));
}

function draftOf({ start, end }: Placeholder, { uri, flow, style }: FlowFilling, text: string): FindingDraft {
  const written = text.slice(start, end);
  const file = fileName(uri);
  const span = { start, end };
  if (flow === undefined) {
    const message = `"${written}" gets no value from ${file}, which fills other placeholders of this flow`;
    return { span, message, severity: 'warning' };
  }
  const verb = style === 'template' ? 'fills in this template' : 'deploys this flow';
  return { span, message: `"${written}" gets no value where ${file} ${verb}` };
}

function firstOfEach(placeholders: readonly Placeholder[]): Placeholder[] {
  const seen = new Map<string, Placeholder>();
  for (const placeholder of placeholders) {
    const key = `${placeholder.style} ${placeholder.name}`;
    if (!seen.has(key)) seen.set(key, placeholder);
  }
  return [...seen.values()];
}

function isInComment(text: string, at: number): boolean {
  return /^[ \t]*#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
