import { labelSet, labelWords } from '../catalog/labels.js';
import { findCredentials, isPlaceholder } from '../catalog/literals.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import type { FlowValue } from '../graph/flow-values.js';
import { type LiteralText, literalSpan, literalTexts } from './literal-texts.js';
import { defineRule, type FindingDraft } from './rule.js';

const CREDENTIALS = labelSet('SECRET', 'TOKEN');

export default defineRule({
  title: 'Credential written into the flow',
  family: 'literal',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A password, key or token in a flow can be used by everyone who may read the flow or one of its exports, and changing it means publishing the flow again.',
  instead:
    'Keep it in the credentials of the integration that uses it, and let the data action fetch its own token. Then change the credential, because the old one is in the history.',
  falsePositives:
    'A literal counts as a credential when its name says so. A fixed word that only looks like one, such as the name of a token type, can be told apart by renaming the variable.',
  pci: ['8.6.2', '6.5.6'],
  cwe: ['CWE-798'],
  seed: ['B18', 'I12'],
  examples: [
    {
      bad: `workflow:
  variables: [ { stringVariable: { name: Flow.apiKey, initialValue: { lit: 7f3a9c41d2 } } } ]
  tasks: [ { task: { actions: [ { endWorkflow: { name: End } } ] } } ]
`,
      fixed: `workflow:
  variables: [ { stringVariable: { name: Flow.apiKey, isInput: true, initialValue: { noValue: true } } } ]
  tasks: [ { task: { actions: [ { endWorkflow: { name: End } } ] } } ]
`,
    },
  ],

  check({ file, facts, report }) {
    for (const literal of literalTexts(file.flow)) {
      const shaped = findCredentials(literal.text).filter(({ start, end }) => {
        const match = literal.text.slice(start, end);
        return !isPlaceholder(match.slice(match.search(/\s\S*$/) + 1));
      });
      for (const { start, end, words } of shaped) {
        const message = `${words.charAt(0).toUpperCase()}${words.slice(1)} stands in the flow`;
        report({ ...ownerOf(literal.place), span: literalSpan(literal, start, end), message });
      }
      if (shaped.length === 0) reportByName(literal, facts, report);
    }
  },
});

function reportByName(literal: LiteralText, facts: LocalFacts, report: (draft: FindingDraft) => void): void {
  const { text, place, isWhole } = literal;
  const name = isWhole && !place.isKey ? nameOf(place) : '';
  if (name === '') return;
  const labels = classifyWith(facts, name.slice(name.lastIndexOf('.') + 1)).labels & CREDENTIALS;
  if (labels === 0 || isPlaceholder(text)) return;
  const words = labelWords(labels);
  const message = `A literal stands where ${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words} belongs: ${name}`;
  report({ ...ownerOf(place), span: literalSpan(literal, 0, text.length), message, confidence: 'medium' });
}

/** What the literal is called: the variable it is put into, the attribute or input it is given as. */
function nameOf({ slot, variable }: FlowValue): string {
  if (variable) return variable.name;
  if (slot?.target) return slot.target.name;
  const key = slot?.key;
  if (key) return key.mode === 'literal' ? key.source.text : '';
  return slot?.name ?? '';
}

function ownerOf({ action, container }: FlowValue): Pick<FindingDraft, 'action' | 'container'> {
  return action < 0 ? { container } : { container, action };
}
