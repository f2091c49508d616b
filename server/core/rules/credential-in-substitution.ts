import { findCredentials, isPlaceholder } from '../catalog/literals.js';
import { carriesCredential, literalCredentialStart } from '../catalog/requests.js';
import { PlacedText } from '../graph/resource-texts.js';
import type { FilledValue } from '../model/resource.js';
import { defineRule, type ResourceDraft } from './rule.js';

export default defineRule({
  title: 'Credential given to a flow when it is deployed',
  family: 'literal',
  severity: 'error',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'What a placeholder is filled with becomes a part of the flow, where everyone who may read the flow or one of its exports sees it; and here it also stands in a file.',
  instead:
    'Let the data action that needs it read it from the credentials of its integration. Then change the credential, because the old one is in the history.',
  falsePositives:
    'A value counts as a credential when its key says so. One that only looks like it, such as the name of a token type, can be told apart by renaming the key.',
  pci: ['8.6.2', '6.5.6'],
  cwe: ['CWE-798'],
  seed: ['B18'],
  examples: [
    {
      bad: `-- options.yaml --
substitutions:
  flow_name: Front desk
  api_key: 7f3a9c41d2
`,
      fixed: `-- options.yaml --
substitutions:
  flow_name: Front desk
`,
    },
  ],

  checkResource({ file, workspace, report }) {
    for (const filling of workspace.resources.fillings) {
      if (filling.uri !== file.uri) continue;
      for (const [name, filled] of filling.values) for (const draft of draftsOf(name, filled)) report(draft);
    }
  },
});

function draftsOf(name: string, { value }: FilledValue): ResourceDraft[] {
  const placed = new PlacedText(value);
  const shaped = findCredentials(placed.text).filter(({ start, end }) => {
    const match = placed.text.slice(start, end);
    return !isPlaceholder(match.slice(match.search(/\s\S*$/) + 1));
  });
  if (shaped.length > 0) {
    return shaped.map(({ start, end, words }) => ({
      ...placed.place(start, end),
      message: `The value for "${name}" holds ${words}`,
      confidence: 'high',
    }));
  }
  const start = carriesCredential(name) ? literalCredentialStart(placed.text) : -1;
  if (start < 0) return [];
  return [
    { ...placed.place(start, placed.text.length), message: `A literal stands where a credential belongs: "${name}"` },
  ];
}
