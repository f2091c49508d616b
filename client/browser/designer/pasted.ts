import { isI3 } from '../../../server/core/formats/architect-json/i3.js';

/** A name for a text that has none; its end says how it is written. */
export function pastedName(text: string, number: number): string {
  return `pasted-${number}.${endingOf(text.trimStart())}`;
}

/** Stands before the JSON of what CXone Studio has copied. */
const CXONE_MARK = /^\uFEFF?INCONTROL\.NET-COPYCUTCOMMAND/;

function endingOf(text: string): string {
  if (CXONE_MARK.test(text)) return 'json';
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return isI3(text) ? 'i3' : 'yaml';
}
