import type { ActionFacts, Control, Protection, SinkKind, SinkRow, SourceKind, SourceRow, Wiring } from './actions.js';
import rows from './node/nodes.json' with { type: 'json' };
import wiring from './node/wiring.json' with { type: 'json' };
import { onDemand } from './on-demand.js';

/** What reading needs to know of a type of node, beside its facts. */
export interface NodeType {
  /** Key of its facts. */
  readonly key: string;
  /** The slot that a field becomes, by the field's name in lower case. */
  readonly roles: ReadonlyMap<string, string>;
  /** Under which name what it brings is read when the node names no variable; '' when it brings nothing. */
  readonly result: string;
}

/** How nodes name themselves and each other. */
export const NODE_WIRING = wiring;

const PREFIX = 'node:';
const byType = onDemand(
  () =>
    new Map(
      rows.flatMap((row) =>
        row.types.map((type): [string, NodeType] => [
          type.toLowerCase(),
          {
            key: PREFIX + row.family,
            roles: new Map(Object.entries(row.fields).map(([field, role]) => [field.toLowerCase(), role])),
            result: 'result' in row ? row.result : '',
          },
        ]),
      ),
    ),
);

/** Separators do not matter: `get-digit`, `GET_DIGIT` and `GetDigit` are one type. */
export function findNodeType(name: string): NodeType | undefined {
  return byType().get(name.replace(/[\s_.-]+/g, '').toLowerCase());
}

export function keyOfNode(name: string): string {
  return PREFIX + name;
}

export function* nodeActions(): Iterable<ActionFacts> {
  for (const row of rows) {
    yield {
      key: PREFIX + row.family,
      base: PREFIX + row.family,
      platform: 'node',
      name: row.name,
      category: row.family,
      jsonType: row.types[0] ?? '',
      secure: 'allowed',
      isMenuChoice: false,
      control: row.control as Control,
      outputs: row.outputs,
      hasOpenOutputs: false,
      inputs: new Map(),
      sinks: sinksOf(row.sinks, row.evidence),
      sources: sourcesOf(row.sources, row.evidence),
      wiring: row.family === 'request' ? REQUEST_WIRING : NO_WIRING,
      effects: [],
      statusNames: [],
      protections: 'protections' in row ? (row.protections as readonly Protection[]) : [],
      evidence: row.evidence,
      notes: '',
    };
  }
}

const NO_WIRING: ReadonlyMap<string, Wiring> = new Map();
const REQUEST_WIRING: ReadonlyMap<string, Wiring> = new Map([['error', 'required']]);

function sinksOf(sinks: object, evidence: string): Map<string, SinkRow> {
  // The rows know only these words.
  return new Map(Object.entries(sinks).map(([role, sink]) => [role, { role, sink: sink as SinkKind, evidence }]));
}

function sourcesOf(sources: object, evidence: string): Map<string, SourceRow> {
  return new Map(
    Object.entries(sources).map(([role, source]) => [
      role,
      { role, source: source as SourceKind, on: 'always', evidence },
    ]),
  );
}
