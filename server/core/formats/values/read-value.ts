import type { ContractField, RequestHeader } from '../../model/resource.js';
import { knownText, textOf, type Value } from './value.js';

/** A property of a map; undefined when it is not there, not known or null. */
export function property(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let current = value;
  for (const name of path) current = current?.kind === 'map' ? current.entries.get(name)?.value : undefined;
  return current?.kind === 'null' ? undefined : current;
}

/** Properties that a JSON schema lists; undefined when that is not known. */
export function contractFields(schema: Value | undefined): readonly ContractField[] | undefined {
  if (schema?.kind !== 'map') return undefined;
  const properties = property(schema, 'properties');
  if (properties?.kind !== 'map') return properties ? undefined : [];
  const required = property(schema, 'required');
  const needed = new Set(required?.kind === 'list' ? required.items.map(knownText) : []);
  return [...properties.entries].map(([name, { key, value }]) => ({
    ...key,
    name,
    type: knownText(property(value, 'type')) ?? '',
    isRequired: needed.has(name),
  }));
}

export function requestHeaders(headers: Value | undefined): readonly RequestHeader[] {
  if (headers?.kind !== 'map') return [];
  return [...headers.entries].flatMap(([name, entry]) => {
    const value = textOf(entry.value);
    return value ? [{ name, value }] : [];
  });
}
