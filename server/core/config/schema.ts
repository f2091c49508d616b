import type { MapShape, Shape } from '../model/shape.js';
import { CONFIG_SHAPE } from './config-shape.js';
import { IGNORES_SHAPE } from './read-ignores.js';

/** Plain JSON. */
export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** What editors complete and check `keytrace.json` with. */
export function configSchema(): JsonSchema {
  return documentSchema('Keytrace configuration', CONFIG_SHAPE);
}

/** The same for `keytrace-ignores.json`. */
export function ignoresSchema(): JsonSchema {
  return documentSchema('Findings that Keytrace accepts', IGNORES_SHAPE);
}

function documentSchema(title: string, shape: MapShape): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    allowComments: true,
    allowTrailingCommas: true,
    ...schemaOf(shape),
  };
}

function schemaOf(shape: Shape): JsonSchema {
  const { description } = shape;
  const common = {
    ...(description === undefined ? {} : { description }),
    // Options of rules have one, other settings mean nothing when they are left out.
    ...('default' in shape ? { default: shape.default } : {}),
  };
  switch (shape.type) {
    case 'boolean':
      return { ...common, type: 'boolean' };
    case 'number': {
      const { minimum, maximum } = shape;
      const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
      return { ...common, type: 'number', ...bounds };
    }
    case 'text':
      return { ...common, type: 'string' };
    case 'choice':
      return { ...common, enum: shape.choices };
    case 'list':
      return { ...common, type: 'array', items: schemaOf(shape.of) };
    case 'map': {
      const properties = Object.fromEntries(Object.entries(shape.entries).map(([key, one]) => [key, schemaOf(one)]));
      const required = shape.required ? { required: shape.required } : {};
      return { ...common, type: 'object', properties, ...required, additionalProperties: false };
    }
    case 'either':
      return { ...common, anyOf: [schemaOf(shape.short), schemaOf(shape.long)] };
  }
}
