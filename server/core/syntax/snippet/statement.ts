import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../tape.js';

/** A variable that a statement writes to. Spans count in the snippet's text. */
export interface SnippetTarget extends Span {
  /** The variable's own name, as written: 'params' for `params.card.number`. */
  readonly name: string;
  /** Written as `global:name`. */
  readonly isShared: boolean;
  /** Something inside the variable is written: a property or an entry. */
  readonly isPart: boolean;
  /** The first name behind the variable, when it comes first: 'card' for `params.card.number`, '' for `list[1].card`. */
  readonly part: string;
  /** The path goes further than that. */
  readonly isDeep: boolean;
  /** The last name on the path: 'number' for `params.card.number`. */
  readonly property: string;
}

interface Common extends Span {
  /** The word or name that the statement begins with. */
  readonly head: Span;
}

/** A case of a choice; `value` is left out for the one that is taken when no other fits. */
export interface SnippetCase extends Span {
  readonly value: Span | undefined;
  readonly body: readonly SnippetStatement[];
}

/** One statement. Expressions are given as the span of their text. */
export type SnippetStatement =
  | (Common & { readonly kind: 'assign'; readonly target: SnippetTarget; readonly value: Span | undefined })
  | (Common & { readonly kind: 'call' | 'trace' | 'return' | 'uses'; readonly value: Span })
  | (Common & { readonly kind: 'break' })
  | (Common & {
      readonly kind: 'if';
      readonly condition: Span;
      readonly then: readonly SnippetStatement[];
      readonly otherwise: readonly SnippetStatement[] | undefined;
    })
  | (Common & { readonly kind: 'switch' | 'select'; readonly subject: Span; readonly cases: readonly SnippetCase[] })
  | (Common & {
      readonly kind: 'for-each' | 'for' | 'repeat';
      readonly target: SnippetTarget | undefined;
      /** The list that is gone through, or how often. */
      readonly value: Span;
      readonly body: readonly SnippetStatement[];
    })
  | (Common & {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly SnippetTarget[];
      readonly body: readonly SnippetStatement[];
    });

export interface ParsedSnippet {
  readonly statements: readonly SnippetStatement[];
  readonly problems: readonly SyntaxProblem[];
}
