import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { type Access, occurrenceAt, occurrencesOfIn } from './occurrences.js';

export interface Highlight {
  readonly span: Span;
  /** 'text' names the thing without touching a value. */
  readonly kind: 'read' | 'write' | 'text';
}

const KINDS: Readonly<Record<Access, Highlight['kind']>> = {
  read: 'read',
  write: 'write',
  declaration: 'text',
  call: 'text',
  reference: 'text',
};

/** The places of this file that name what stands under the cursor. */
export function highlights({ file, workspace }: IdeContext, offset: number): readonly Highlight[] {
  const asked = occurrenceAt(file, workspace, offset);
  if (!asked) return [];
  return occurrencesOfIn(asked.key, file, workspace).map(({ span, access }) => ({ span, kind: KINDS[access] }));
}
