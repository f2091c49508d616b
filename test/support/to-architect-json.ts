import { type ActionFacts, type Control, findAction } from '../../server/core/catalog/actions.js';
import shapes from '../../server/core/catalog/architect/json-shapes.json' with { type: 'json' };
import { SWITCHABLE_OUTPUTS } from '../../server/core/catalog/json-shapes.js';
import { errorHandler, resolveContainer } from '../../server/core/graph/control-graph.js';
import type { Action, Container, Flow, Output, Slot, Variable } from '../../server/core/model/flow.js';
import { fieldOf, writeSlots, writeTarget } from './architect-fields.js';
import { codeOf, type Json, type JsonMap, ValueWriter } from './architect-value.js';

/** Kinds of actions behind which Architect has no next one. */
const ENDS: ReadonlySet<Control | undefined> = new Set<Control>([
  'end-flow',
  'leave-flow',
  'end-state',
  'return',
  'jump',
  'previous-menu',
  'repeat-menu',
  'loop-exit',
  'loop-next',
]);

/** Where settings of the flow stand in its configuration; the second of a role takes the second place. */
const SETTINGS: Readonly<Record<string, readonly (readonly [string, string?])[]>> = {
  connectTimeout: [
    ['defaultSettings', 'TransferUserAction'],
    ['defaultSettings', 'TransferFlowSecureAction'],
  ],
  noEntryTimeout: [['defaultSettings', 'CollectInputAction']],
  processingPrompt: [['defaultSettings', 'DataAction']],
  contactList: [['outboundCallSettings']],
  wrapupCode: [['outboundCallSettings']],
  holdMusic: [['inQueueCallFlowSettings']],
};

const STARTUP = { commonmodule: ['CommonModuleTask', 'Common Module Task'], other: ['LoopTask', 'In-Queue Task'] };

/** The configuration that Architect would have for a flow, as the text of an export or an answer of its API. */
export function toArchitectJson(flow: Flow): string {
  return JSON.stringify(new FlowWriter(flow).write());
}

/** The export that holds a configuration. */
export function toI3(json: string): string {
  return Buffer.from(encodeURIComponent(json), 'latin1').toString('base64');
}

class FlowWriter {
  readonly #flow: Flow;
  readonly #values: ValueWriter;
  readonly #items: JsonMap[] = [];
  #tracking = 9;

  constructor(flow: Flow) {
    this.#flow = flow;
    this.#values = new ValueWriter(flow);
  }

  write(): JsonMap {
    const flow = this.#flow;
    for (const container of flow.containers) this.#writeContainer(container);
    const start = flow.start ? resolveContainer(flow, flow.start) : flow.containers[0];
    return {
      defaultLanguage: 'en-US',
      description: '',
      initialSequence: start ? containerId(start) : '',
      name: flow.name,
      nextTrackingNumber: this.#tracking + 1,
      uiMetaData: {},
      supportedLanguages: ['en-US'],
      manifest: {},
      type: flow.type,
      isSecure: flow.variables.some(({ isSecure }) => isSecure),
      debugSettings: {},
      ...this.#settings(),
      flowMetaData: {},
      flowSequenceItemList: this.#items,
      supportedLanguageOptions: [{ language: 'en-US' }],
      variables: this.#variables(-1),
    };
  }

  #settings(): JsonMap {
    const { slots, errorHandling } = this.#flow;
    const settings: JsonMap = {};
    const used = new Map<string, number>();
    slots.forEach((slot, index) => {
      // What is not set at all stands below its language or is left out.
      const places = SETTINGS[slot.role] ?? (slot.value?.mode === 'none' ? undefined : []);
      if (index === errorHandling?.audio || !places) return;
      const count = used.get(slot.role) ?? 0;
      used.set(slot.role, count + 1);
      const place = places.length === 0 ? [] : (places[count % places.length] ?? []);
      writeSlots(this.#values, 'Flow', [slot], '', mapAt(settings, place));
    });
    if (errorHandling) settings.errorHandling = this.#errorHandling(errorHandling);
    return settings;
  }

  #errorHandling({ kind, audio }: NonNullable<Flow['errorHandling']>): JsonMap {
    const map: JsonMap = {};
    const slot = audio === undefined ? undefined : this.#flow.slots[audio];
    if (slot) writeSlots(this.#values, 'Flow', [slot], '', map);
    const task = this.#flow.containers[errorHandler(this.#flow)];
    if (task) map.taskReference = containerId(task);
    const word = shapes.errorHandling.find((row) => row.kind === kind)?.handling;
    return { ...map, handlingType: word ?? kind.slice(0, 1).toUpperCase() + kind.slice(1) };
  }

  #variables(container: number): Json[] {
    return this.#flow.variables.flatMap((variable, index) =>
      variable.container === container ? [this.#variable(variable, index)] : [],
    );
  }

  #variable({ name, type, isSecure, isInput, isOutput, initialValue }: Variable, index: number): JsonMap {
    const base = type.replace('[]', '');
    const word = Object.entries(shapes.variableTypes).find(([, yaml]) => yaml === base)?.[0];
    return {
      id: idOf(3, index),
      isCollection: type !== base,
      isInternal: false,
      isOutput,
      isInput,
      isSecure,
      version: '1.0',
      __type: word ?? `${base}Variable`,
      name,
      initialValue: this.#values.write(
        { role: '', ...(initialValue ? { value: initialValue } : {}) },
        '',
        codeOf(type),
      ),
    };
  }

  #writeContainer(container: Container): void {
    const { kind, name, slots, body, index } = container;
    const startup = this.#flow.type === 'commonmodule' ? STARTUP.commonmodule : STARTUP.other;
    const type = kind === 'startup' ? startup[0]! : shapes.containers.find((row) => row.kind === kind)!.type;
    const item: JsonMap = {
      trackingId: ++this.#tracking,
      id: containerId(container),
      name: kind === 'startup' ? startup[1]! : name,
      uiMetaData: { collapsed: false },
      __type: type,
    };
    writeSlots(this.#values, type, slots, '', item);
    if (kind === 'menu') item.menuChoiceList = body.map((choice) => this.#choice(this.#action(choice)));
    else Object.assign(item, this.#sequence(body));
    const variables = this.#variables(index);
    if (variables.length > 0) item.variables = variables;
    this.#items.push(item);
  }

  /** The actions of a task in one list, tied together by their ids. */
  #sequence(body: readonly number[]): JsonMap {
    const list: JsonMap[] = [];
    const startAction = this.#chain(body, list);
    return { ...(startAction === undefined ? {} : { startAction }), actionList: list };
  }

  /** Adds actions that follow each other; what stands behind an action that ends is added but nothing leads to it. */
  #chain(body: readonly number[], list: JsonMap[]): string | undefined {
    body.forEach((index, at) => {
      const action = this.#action(index);
      const next = body[at + 1];
      const ends = ENDS.has(findAction(action.kind)?.control);
      const map: JsonMap = next === undefined || ends ? {} : { nextAction: actionId(next) };
      list.push(map);
      Object.assign(map, this.#describe(action), action.enabled ? {} : { disabled: true });
      writeSlots(this.#values, typeOf(action), action.slots.filter(isField), action.kind, map);
      Object.assign(map, this.#outputs(action, list));
    });
    return body[0] === undefined ? undefined : actionId(body[0]);
  }

  #describe(action: Action): JsonMap {
    const map: JsonMap = {
      trackingId: ++this.#tracking,
      id: actionId(action.index),
      name: action.name,
      uiMetaData: { collapsed: false },
      __type: typeOf(action),
    };
    const { target } = action;
    if (!target) return map;
    const container = resolveContainer(this.#flow, target);
    writeTarget(typeOf(action), target, container, container ? containerId(container) : `id of ${target.name}`, map);
    return map;
  }

  #outputs(action: Action, list: JsonMap[]): JsonMap {
    const facts = findAction(action.kind);
    const written = action.outputs.map((output, index) => this.#path(action, output, index, list));
    const paths = [...written, ...unused(action, facts)];
    if (paths.length === 0) return {};
    if (facts?.control === 'loop') return { path: paths[0]! };
    const cases = action.outputs.flatMap(({ condition }, index) => {
      const slot = condition === undefined ? undefined : action.slots[condition];
      if (!slot) return [];
      return [{ name: `Case ${index + 1}`, referenceId: outputId(action, index), value: this.#values.write(slot) }];
    });
    return { ...(cases.length > 0 ? { switchStyle: 0, cases } : {}), paths };
  }

  #path(action: Action, { name, kind, body, enabled }: Output, index: number, list: JsonMap[]): JsonMap {
    const next = this.#chain(body, list);
    return {
      ...(next === undefined ? {} : { nextActionId: next }),
      label: kind === 'case' ? `Case ${index + 1}` : name,
      outputId: kind === 'fixed' ? fixedOutput(name) : outputId(action, index),
      ...(enabled ? {} : { [kind === 'fixed' && !SWITCHABLE_OUTPUTS.has(name) ? 'disabled' : 'outOfService']: true }),
    };
  }

  /** A choice of a menu; a task built inside it becomes a task of the flow that only the choice points to. */
  #choice(choice: Action): JsonMap {
    const ofChoice = ({ role }: Slot) => fieldOf('MenuChoice', role).field !== role;
    const action = this.#describe(choice);
    writeSlots(
      this.#values,
      typeOf(choice),
      choice.slots.filter((slot) => isField(slot) && !ofChoice(slot)),
      choice.kind,
      action,
    );
    const body = choice.outputs[0]?.body;
    if (body) {
      action.taskReference = idOf(4, choice.index);
      const task = { id: idOf(4, choice.index), name: choice.name, __type: 'Task', variables: [] };
      this.#items.push({ ...task, ...this.#sequence(body) });
    }
    const map: JsonMap = { speechRecTerms: { 'en-US': [] }, id: idOf(5, choice.index), name: choice.name, action };
    writeSlots(this.#values, 'MenuChoice', choice.slots.filter(ofChoice), choice.kind, map);
    return choice.enabled ? map : { ...map, disabled: true };
  }

  #action(index: number): Action {
    return this.#flow.actions[index]!;
  }
}

/** Conditions of cases stand with their outputs. */
function isField({ role }: Slot): boolean {
  return role !== 'case';
}

function typeOf({ kind }: Action): string {
  return findAction(kind)?.jsonType || (shapes.menuChoices.find((row) => row.kind === kind)?.type ?? kind);
}

/** Fixed ways out that the YAML does not mention lead nowhere. */
function unused({ outputs }: Action, facts: ActionFacts | undefined): JsonMap[] {
  const missing = (facts?.outputs ?? []).filter((name) => !outputs.some((output) => output.name === name));
  return missing.map((name) => ({ label: name, outputId: fixedOutput(name) }));
}

/** 'maxNoInputs' -> '__MAX_NO_INPUTS__'. */
function fixedOutput(name: string): string {
  return `__${name.replace(/[A-Z]/g, '_$&').toUpperCase()}__`;
}

function mapAt(root: JsonMap, place: readonly (string | undefined)[]): JsonMap {
  let map = root;
  for (const key of place) {
    if (key === undefined) continue;
    map[key] ??= {};
    map = map[key] as JsonMap;
  }
  return map;
}

function containerId({ index }: Container): string {
  return idOf(1, index);
}

function actionId(index: number): string {
  return idOf(2, index);
}

function outputId({ index }: Action, output: number): string {
  return idOf(16 + output, index);
}

function idOf(family: number, index: number): string {
  return `${family.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}
