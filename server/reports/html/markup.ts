import { maskProse } from '../../core/text/masking.js';
import { visible } from '../visible.js';

/** Text that is markup already. Only this file makes it of text. */
export interface Markup {
  readonly markup: string;
}

export type Part = string | number | Markup | readonly Markup[];

export const NOTHING: Markup = { markup: '' };

/** Markup of our own, never of a flow. */
export function constant(markup: string): Markup {
  return { markup };
}

/** Markup with parts in it. Strings are text: values are masked, acting characters spelled out, the rest is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((text, string, index) => text + markupOf(parts[index - 1] ?? NOTHING) + string) };
}

/** Text with nothing to mask in it: it is masked already, such as a code frame, or names a file. */
export function escaped(text: string): Markup {
  return { markup: visible(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`) };
}

function markupOf(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(maskProse(part)).markup;
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}

/** 1234567 to 1,234,567, wherever the reader is. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Part[])[];
}

export function table({ caption, columns, rows }: Table): Markup {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map(([name = NOTHING, ...cells]) => {
    return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
  });
  return html`<table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table>
`;
}

/** A list of sentences; nothing when there are none. */
export function list(items: readonly Part[]): Markup {
  return items.length === 0 ? NOTHING : html`<ul>\n${items.map((item) => html`<li>${item}</li>\n`)}</ul>\n`;
}
