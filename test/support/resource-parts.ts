import type { Place } from '../../server/core/model/finding.js';
import type { DataAction, FlowFilling, ResourceText } from '../../server/core/model/resource.js';

/** A place with what it is, for messages. */
export interface ResourcePart extends Place {
  readonly what: string;
}

/** Every place that a data action names. */
export function dataActionParts(action: DataAction): ResourcePart[] {
  const { name, category, request, inputs, outputs, secrecyPlace, timeoutPlace } = action;
  const places = { declaration: action, secure: secrecyPlace, timeout: timeoutPlace };
  return [
    ...Object.entries(places).flatMap(([what, place]) => (place ? [{ what, uri: place.uri, span: place.span }] : [])),
    ...[...inputs, ...outputs].map(({ uri, span, name: field }) => ({ what: `field ${field}`, uri, span })),
    ...textsOf(action).flatMap(([what, text]) => textParts(what, text)),
    ...(request?.headers ?? []).flatMap((header) => textParts(`header ${header.name}`, header.value)),
    ...textParts('name', name),
    ...(category ? textParts('category', category) : []),
  ];
}

export function textsOf({ request }: DataAction): [string, ResourceText][] {
  const texts: [string, ResourceText][] = [];
  if (request?.url) texts.push(['url', request.url]);
  if (request?.body) texts.push(['body', request.body]);
  return texts;
}

export function fillingParts(filling: FlowFilling): ResourcePart[] {
  const values = [...filling.values].flatMap(([name, { key, value }]) => [
    { what: `key ${name}`, uri: key.uri, span: key.span },
    ...textParts(`value ${name}`, value),
  ]);
  return [{ what: 'filling', uri: filling.uri, span: filling.span }, ...values];
}

/** The text and every character of it. */
function textParts(what: string, text: ResourceText): ResourcePart[] {
  const characters = text.parts.flatMap((part) => {
    if (part.kind === 'open') return [];
    const { uri, source } = part;
    return Array.from(source.text, (_, at) => ({ what: `${what} at ${at}`, uri, span: source.rawSpan(at, at + 1) }));
  });
  return [{ what, uri: text.uri, span: text.span }, ...characters];
}
