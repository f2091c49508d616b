import shapes from '../../../../server/core/catalog/architect/json-shapes.json' with { type: 'json' };

/** Something that a flow uses and that is kept elsewhere. */
export interface Reference {
  readonly id: string;
  /** '' when the flow does not say it. */
  readonly name: string;
}

export interface References {
  readonly dataActions: readonly Reference[];
  /** Flows that it goes over to, bots and modules that it calls. */
  readonly flows: readonly Reference[];
}

interface Row {
  readonly type: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

const ROWS: readonly Row[] = shapes.targets;
const FLOW_KINDS: readonly string[] = ['flow', 'bot-flow', 'common-module'];

/** Parts of a configuration that are looked at; the largest that were seen have some hundred thousand. */
const LIMIT = 5_000_000;

/** What a configuration refers to, in the order in which it is written. */
export function referencesOf(configuration: unknown): References {
  const dataActions = new Map<string, Reference>();
  const flows = new Map<string, Reference>();
  const ahead: unknown[] = [configuration];
  for (let seen = 0; ahead.length > 0 && seen < LIMIT; seen++) {
    const part = ahead.pop();
    if (typeof part !== 'object' || part === null) continue;
    if (!Array.isArray(part)) note(part as Readonly<Record<string, unknown>>, dataActions, flows); // no list, so a map
    for (const inner of Object.values(part).reverse()) ahead.push(inner);
  }
  return { dataActions: [...dataActions.values()], flows: [...flows.values()] };
}

function note(
  map: Readonly<Record<string, unknown>>,
  dataActions: Map<string, Reference>,
  flows: Map<string, Reference>,
): void {
  for (const { type, kind, id: idField, name: nameField } of ROWS) {
    if (type !== map.__type) continue;
    const found = kind === 'data-action' ? dataActions : FLOW_KINDS.includes(kind) ? flows : undefined;
    const id = map[idField];
    const name = map[nameField];
    if (found && typeof id === 'string' && id !== '' && !found.has(id)) {
      found.set(id, { id, name: typeof name === 'string' ? name : '' });
    }
  }
}
