import rows from './architect/flow-types.json' with { type: 'json' };

export interface FlowTypeFacts {
  /** Root key in YAML. */
  readonly yaml: string;
  /** `type` in the JSON configuration, lower case. */
  readonly type: string;
  /** What is communicated is heard, not read. */
  readonly voice: boolean;
  /** The platform accepts secure variables in such flows. architect.md 1.1. */
  readonly secureVariables: boolean;
  readonly evidence: string;
}

const byYaml = new Map(rows.map((row) => [row.yaml, row]));
// Two root keys may mean one type; the observed one comes first.
const byType = new Map([...rows].reverse().map((row) => [row.type, row]));

export function findFlowTypeByYaml(key: string): FlowTypeFacts | undefined {
  return byYaml.get(key);
}

export function findFlowType(type: string): FlowTypeFacts | undefined {
  return byType.get(type.toLowerCase());
}

export function allFlowTypes(): readonly FlowTypeFacts[] {
  return rows;
}
