import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** One file of HashiCorp's configuration language as it is written; nothing is evaluated. Spans count in the file's text. */
export interface HclFile {
  readonly body: HclBody;
  readonly problems: readonly HclProblem[];
}

export interface HclProblem {
  readonly span: Span;
  readonly message: string;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  /** From the name to the end of the value. */
  readonly span: Span;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly HclLabel[];
  readonly body: HclBody;
  readonly span: Span;
}

export interface HclLabel {
  readonly text: string;
  readonly span: Span;
}

export type HclExpression = (
  | { readonly kind: 'template'; readonly parts: readonly HclPart[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly HclExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly HclEntry[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'access'; readonly object: HclExpression; readonly key: HclExpression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly HclExpression[]; readonly spreads: boolean }
  | { readonly kind: 'conditional'; readonly parts: readonly [HclExpression, HclExpression, HclExpression] }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly HclExpression[] }
  /** A `for`, a splat, a template directive, or what could not be read. */
  | { readonly kind: 'open' }
) & { readonly span: Span };

/** A piece of a template: text as written with its escapes resolved, or what stands in `${}`. */
export type HclPart =
  | { readonly kind: 'text'; readonly source: CookedText }
  | { readonly kind: 'value'; readonly value: HclExpression };

/** `key` is a name when it is written bare: `{ name = 1 }`. */
export interface HclEntry {
  readonly key: HclExpression;
  readonly value: HclExpression;
}

export const NO_BODY: HclBody = { attributes: [], blocks: [] };
