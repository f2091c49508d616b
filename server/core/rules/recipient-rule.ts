import { type LabelSet, labelsOf, labelWords } from '../catalog/labels.js';
import { isSentTo, type Recipient } from '../catalog/request-fields.js';
import { actionName, capital } from './describe.js';
import { defineRule, type RuleDefinition } from './rule.js';

type RecipientRule = Omit<RuleDefinition, 'family' | 'confidence' | 'check'> & {
  readonly recipient: Recipient;
  /** What this recipient has no need of. */
  readonly labels: LabelSet;
  /** 'the fraud service' */
  readonly words: string;
};

/**
 * A rule about what one kind of back end is sent by a secure data action. Whatever a plain one is sent is a leak, and the
 * rule about plain data actions says so.
 */
export function defineRecipientRule({ recipient, labels: unneeded, words, ...rule }: RecipientRule): RuleDefinition {
  return defineRule({
    ...rule,
    family: 'handling',
    confidence: 'medium',
    check: ({ file, workspace, report }) => {
      for (const path of workspace.passages) {
        const { sink, source } = path;
        if (sink.passage !== 'secure-action' || workspace.flows[sink.flow] !== file) continue;
        const labels = path.labels & unneeded;
        const action = file.flow.actions[sink.action];
        if (labels === 0 || !action?.target || !isSentTo(recipient, action.target)) continue;
        report({
          span: sink.place.span,
          message: `${capital(labelWords(labels))} from ${source.name} is sent to ${words} as "${sink.name}" by ${actionName(action)}`,
          action: action.index,
          labels: labelsOf(labels),
          trace: path.steps.map(({ place, message }) => ({ ...place, message })),
        });
      }
    },
  });
}
