import { describe, expect, test } from 'vitest';
import { allActions, type Platform } from '../../server/core/catalog/actions.js';
import actionRows from '../../server/core/catalog/cxone/actions.generated.json' with { type: 'json' };
import controlRows from '../../server/core/catalog/cxone/control.json' with { type: 'json' };
import sinkRows from '../../server/core/catalog/cxone/sinks.json' with { type: 'json' };
import sourceRows from '../../server/core/catalog/cxone/sources.json' with { type: 'json' };
import statementRows from '../../server/core/catalog/cxone/statements.json' with { type: 'json' };
import { findActionType } from '../../server/core/catalog/cxone-actions.js';
import { findNodeType } from '../../server/core/catalog/node-actions.js';
import { platformOf } from '../../server/core/catalog/platforms.js';
import { FORMATS } from '../../server/core/formats/registry.js';

const PLATFORMS: readonly Platform[] = ['architect', 'cxone', 'node'];
/** Roles that reading makes of several parameters, or of a statement. */
const MADE = new Set(['statements', 'response', 'outputs', 'value', 'url', 'payload', 'parameter', 'condition']);

test('keys of different platforms never meet', () => {
  const keys = PLATFORMS.flatMap((platform) => [...allActions(platform)].map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  for (const platform of PLATFORMS) expect([...allActions(platform)].length).toBeGreaterThan(10);
});

test('every format belongs to a platform', () => {
  expect(FORMATS.map(({ id }) => `${id}: ${platformOf(id)}`)).toEqual([
    'architect-yaml: architect',
    'architect-json: architect',
    'architect-i3: architect',
    'cxone-json: cxone',
    'cxone-xml: cxone',
    'node-json: node',
  ]);
});

describe('rows of CXone Studio', () => {
  const types = new Map(actionRows.map((row) => [row.type, new Set(row.params.map(({ role }) => role))]));
  const statements = new Set(statementRows.map(({ key }) => key));

  test.each([...sinkRows, ...sourceRows].map((row) => [`${row.action} ${row.role}`, row] as const))(
    '%s is a parameter',
    (_, row) => {
      const isKnown = types.get(row.action)?.has(row.role) ?? statements.has(row.action);
      expect(isKnown || MADE.has(row.role)).toBe(true);
      expect(types.has(row.action) || statements.has(row.action)).toBe(true);
    },
  );

  test('every control row names an action', () => {
    expect(controlRows.filter(({ action }) => !types.has(action))).toEqual([]);
  });

  test('every row has one word of evidence', () => {
    const words = ['observed', 'vendor-docs', 'notes', 'inferred'];
    const rows = [...sinkRows, ...sourceRows, ...controlRows, ...statementRows, ...actionRows];
    expect(rows.filter(({ evidence }) => !words.includes(evidence))).toEqual([]);
  });
});

test.each([
  ['BEGIN', '', 'BEGIN'],
  ['begin', '', 'BEGIN'],
  ['Anything', 'B2F794C5-0232-40E7-9830-76D573BF57D7', 'BEGIN'],
  [
    'AGENTASSISTV1_LIBID_b2aedee9-ab1e-4923-9d64-04cee8118482',
    '',
    'AGENTASSISTV1_LIBID_B2AEDEE9-AB1E-4923-9D64-04CEE8118482',
  ],
])('the action type of %s', (name, library, type) => {
  expect(findActionType(name, library)?.type).toBe(type);
});

test('no action type is guessed', () => {
  expect(findActionType('__proto__', 'constructor')).toBeUndefined();
  expect(findNodeType('__proto__')).toBeUndefined();
  expect(findNodeType('get-digit')?.key).toBe(findNodeType('GET_DIGIT')?.key);
});
