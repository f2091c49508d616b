import type { FilledValue, FlowFilling, TextPart } from '../model/resource.js';
import type { Resources } from '../model/resources.js';
import { CookedText } from '../text/cooked-text.js';

/** A placeholder in a text: `{{x}}` of Archy, `${x}` of a Terraform template. */
export interface Placeholder {
  readonly style: FlowFilling['style'];
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** `$${` is how a template writes `${`. */
const PLACEHOLDER = /\{\{([^{}\n]{1,200})\}\}|(?<!\$)\$\{[ \t]{0,20}([A-Za-z_][\w.-]{0,199})[ \t]{0,20}\}/g;
/** Ways to fill one text that are followed; a flow is deployed a few times at most. */
const VARIANT_LIMIT = 20;

export function placeholdersIn(text: string): Placeholder[] {
  if (!text.includes('{')) return [];
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: whole, 1: substitution, 2: template, index }) => ({
    style: substitution === undefined ? 'template' : 'substitution',
    name: (substitution ?? template ?? '').trim(),
    start: index,
    end: index + whole.length,
  }));
}

const byResources = new WeakMap<Resources, Map<string, readonly FlowFilling[]>>();

/** What fills the placeholders of one flow; several for a flow that is deployed several times. */
export function fillingsOf(resources: Resources, flow: string): readonly FlowFilling[] {
  if (resources.fillings.length === 0) return [];
  const known = byResources.get(resources) ?? new Map<string, readonly FlowFilling[]>();
  byResources.set(resources, known);
  let found = known.get(flow);
  if (!found) {
    found = resources.fillings.filter((filling) => isFor(filling, flow));
    known.set(flow, found);
  }
  return found;
}

/** Options that name no flow may be meant for all that lie in their folder or below. */
function isFor({ flow: named, uri }: FlowFilling, flow: string): boolean {
  if (named !== undefined) return named === flow;
  return flow.startsWith(uri.slice(0, uri.lastIndexOf('/') + 1));
}

/** What may stand for a placeholder, with what says so. */
export function valuesFor(
  placeholder: Pick<Placeholder, 'style' | 'name'>,
  fillings: readonly FlowFilling[],
): { readonly filling: FlowFilling; readonly filled: FilledValue }[] {
  return fillings.flatMap((filling) => {
    const filled = filling.style === placeholder.style ? filling.values.get(placeholder.name) : undefined;
    return filled ? [{ filling, filled }] : [];
  });
}

/** Every text that a text with placeholders may become; none when one of them is filled by nothing that is known. */
export function fill(text: string, fillings: readonly FlowFilling[]): readonly (readonly TextPart[])[] {
  let variants: (readonly TextPart[])[] = [[]];
  let last = 0;
  for (const placeholder of placeholdersIn(text)) {
    const values = valuesFor(placeholder, fillings);
    if (values.length === 0) return [];
    const before = written(text.slice(last, placeholder.start));
    variants = variants
      .flatMap((parts) => values.map(({ filled }) => [...parts, ...before, ...filled.value.parts]))
      .slice(0, VARIANT_LIMIT);
    last = placeholder.end;
  }
  return variants.map((parts) => [...parts, ...written(text.slice(last))]);
}

function written(text: string): TextPart[] {
  return text === '' ? [] : [{ kind: 'text', uri: '', source: new CookedText(text, 0) }];
}
