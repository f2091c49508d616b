import { actionAt } from '../graph/action-at.js';
import { flowValues } from '../graph/flow-values.js';
import type { ExpressionProblem } from '../model/expression.js';
import type { Problem } from '../model/flow.js';
import type { Span } from '../text/span.js';
import { isTemplated } from './describe.js';
import { type ExpressionMistake, expressionMistakes } from './expression-mistakes.js';
import { type CheckedFlow, defineRule, type RuleDefinition } from './rule.js';

type ReadingRule = Omit<RuleDefinition, 'family' | 'persona' | 'check' | 'pci' | 'cwe' | 'seed'>;

/** A rule for what the reader of a file could not read. */
export function defineProblemRule({
  from,
  ...rule
}: ReadingRule & { readonly from: Problem['family'] }): RuleDefinition {
  return defineRule({
    ...rule,
    family: 'reading',
    persona: 'regular',
    pci: [],
    cwe: [],
    seed: [],
    check: ({ file, report }) => {
      const found = file.problems.filter(({ family }) => family === from);
      if (found.length === 0) return;
      const templates = from === 'expression' ? templatedValues(file) : [];
      for (const { span, severity, message } of found) {
        if (templates.some((template) => contains(template, span))) continue;
        report({ span, severity, message: withoutStop(message), ...ownerOf(file, span) });
      }
    },
    checkResource: ({ file, report }) => {
      for (const { span, severity, message, family } of file.problems) {
        if (family === from) report({ span, severity, message: withoutStop(message) });
      }
    },
  });
}

/** A rule for one kind of mistake in expressions that can be read. */
export function defineExpressionRule({
  codes,
  ...rule
}: ReadingRule & { readonly codes: readonly ExpressionProblem['code'][] }): RuleDefinition {
  return defineRule({
    ...rule,
    family: 'reading',
    persona: 'regular',
    pci: [],
    cwe: [],
    seed: [],
    check: ({ file, report }) => {
      for (const mistake of expressionMistakes(file.flow)) {
        if (codes.includes(mistake.code)) report(draftOf(mistake));
      }
    },
  });
}

function draftOf({ span, message, action, container }: ExpressionMistake) {
  return { span, message, container, ...(action < 0 ? {} : { action }) };
}

/** The innermost action around a place. */
function ownerOf({ flow }: CheckedFlow, place: Span): { readonly action?: number } {
  const action = actionAt(flow, place);
  return action < 0 ? {} : { action };
}

/** What a template makes of an expression is not known. */
function templatedValues({ flow }: CheckedFlow): Span[] {
  return flowValues(flow).flatMap(({ value }) => (isTemplated(value.source.text) ? [value.span] : []));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}
