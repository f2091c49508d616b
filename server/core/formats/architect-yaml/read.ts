import { findFlowTypeByYaml } from '../../catalog/flow-types.js';
import { CONTAINER_LISTS } from '../../catalog/yaml-shapes.js';
import type { Container, ContainerKind, ErrorHandling, Flow, Problem } from '../../model/flow.js';
import { readYaml } from '../../syntax/yaml/read.js';
import type { Span } from '../../text/span.js';
import type { ReadResult, SourceFile } from '../format.js';
import { Cursor } from './cursor.js';
import { FlowBuilder } from './flow-builder.js';
import { readActions } from './read-action.js';
import { readContainer, readPart } from './read-container.js';
import { readSettings } from './read-settings.js';
import { findHolder, heldBy, keyOf, readValue } from './read-value.js';
import { readVariables } from './read-variables.js';
import { byPlace, flowSpan, rereadable } from './reread.js';

/** Keys of which a flow has at least one; a root key alone ('workflow:') also occurs in other people's YAML. */
const FLOW_KEYS = new Set([
  'startUpRef',
  'startUpTaskActions',
  'defaultLanguage',
  'supportedLanguages',
  'initialGreeting',
  'tasks',
  'menus',
  'states',
  'bots',
  'settingsErrorHandling',
  'settingsActionDefaults',
  'settingsPrompts',
  'settingsCommonModule',
  'settingsInQueueCall',
  'settingsBotFlow',
]);

export function readArchitectYaml({ uri, text }: SourceFile, isEdited = false): ReadResult {
  const tape = readYaml(text);
  const problems: Problem[] = tape.problems.map(({ span, message }) => ({
    family: 'text',
    severity: 'error',
    span,
    message,
  }));
  const cursor = new Cursor(tape, isEdited);
  if (tape.count === 0 || !cursor.isMap(0)) return { flow: undefined, problems, tape };
  for (let key = cursor.first(0); key < cursor.end(0); ) {
    const value = cursor.follow(cursor.after(key));
    const type = findFlowTypeByYaml(cursor.text(key));
    if (type && cursor.isMap(value) && isFlowBody(cursor, value)) {
      const b = new FlowBuilder(cursor, problems);
      const flow = readFlow(b, uri, type.type, key, value);
      problems.sort(byPlace);
      if (!isEdited) return { flow, problems, tape };
      return rereadable({ flow, problems, tape, cursor, parts: b.parts, typeKey: key });
    }
    key = cursor.after(cursor.after(key));
  }
  return { flow: undefined, problems, tape };
}

function isFlowBody(cursor: Cursor, map: number): boolean {
  for (let key = cursor.first(map); key < cursor.end(map); key = cursor.after(cursor.after(key))) {
    if (FLOW_KEYS.has(cursor.text(key))) return true;
  }
  return false;
}

function readFlow(b: FlowBuilder, uri: string, type: string, typeKey: number, map: number): Flow {
  const { cursor } = b;
  const nameNode = cursor.find(map, 'name');
  const start = cursor.find(map, 'startUpRef');
  let errorHandling: ErrorHandling | undefined;
  for (let key = cursor.first(map); key < cursor.end(map); ) {
    const raw = cursor.after(key);
    const value = cursor.follow(raw);
    const name = cursor.key(key);
    const list = CONTAINER_LISTS.get(name);
    if (list) readContainers(b, list, value);
    else if (name === 'variables') readVariables(b, value, -1);
    else if (name === 'startUpTaskActions') readStartUpTask(b, key, value, cursor.find(map, 'startUpTaskVariables'));
    else if (name === 'settingsErrorHandling') errorHandling = readErrorHandling(b, key, value);
    else if (name !== 'startUpTaskVariables') readSettings(b, key, name, value, 0);
    key = cursor.after(raw);
  }
  return {
    uri,
    format: 'architect-yaml',
    name: nameNode < 0 ? '' : cursor.text(nameNode),
    nameSpan: nameNode < 0 ? cursor.textSpan(typeKey) : cursor.textSpan(nameNode),
    type,
    typeSpan: cursor.textSpan(typeKey),
    span: flowSpan(cursor, typeKey),
    variables: b.variables,
    containers: b.containers,
    actions: b.actions,
    slots: b.slots,
    ...(start >= 0 && cursor.isScalar(start) ? { start: b.readRef('task', start) } : {}),
    ...(errorHandling ? { errorHandling } : {}),
  };
}

function readErrorHandling(b: FlowBuilder, key: number, map: number): ErrorHandling {
  const { cursor } = b;
  if (!cursor.isMap(map)) return { span: cursor.spanOver(key, map), kind: '' };
  const span = cursor.spanOver(key, map);
  const audioNode = cursor.find(map, 'preHandlingAudio');
  const audioHolder = audioNode < 0 ? -1 : findHolder(cursor, audioNode);
  let audio: number | undefined;
  if (audioHolder >= 0) {
    audio = b.slots.length;
    const key = keyOf(audioHolder);
    b.slots.push({
      role: 'preHandlingAudio',
      name: '',
      nameSpan: cursor.textSpan(key),
      span: cursor.spanOver(key, heldBy(cursor, audioHolder)),
      value: readValue(cursor, audioHolder, b.problems),
    });
  }
  for (let child = cursor.first(map); child < cursor.end(map); ) {
    const raw = cursor.after(child);
    const name = cursor.key(child);
    if (name !== 'preHandlingAudio' && name !== 'errorHandling') {
      readSettings(b, child, name, cursor.follow(raw), 0);
    }
    child = cursor.after(raw);
  }
  const handling = cursor.find(map, 'errorHandling');
  const hasKind = handling >= 0 && cursor.isMap(handling) && cursor.first(handling) < cursor.end(handling);
  const kindKey = hasKind ? cursor.first(handling) : -1;
  const body = hasKind ? cursor.follow(cursor.after(kindKey)) : -1;
  const target = body < 0 ? -1 : Math.max(cursor.find(body, 'targetTaskRef'), cursor.find(body, 'targetMenuRef'));
  return {
    span,
    kind: hasKind ? cursor.text(kindKey) : '',
    ...(target >= 0 && cursor.isScalar(target) ? { target: b.readRef('task', target) } : {}),
    ...(audio === undefined ? {} : { audio }),
  };
}

function readContainers(b: FlowBuilder, kind: ContainerKind, list: number): void {
  const { cursor } = b;
  if (cursor.isEmpty(list)) return;
  if (!cursor.isSeq(list)) {
    b.structure(cursor.span(list), `A list of ${kind}s should stand here.`);
    return;
  }
  for (let raw = cursor.first(list); raw < cursor.end(list); raw = cursor.after(raw)) {
    const entry = cursor.follow(raw);
    const key = cursor.isMap(entry) ? cursor.first(entry) : -1;
    const map = key < 0 ? -1 : cursor.follow(cursor.after(key));
    if (map < 0 || !cursor.isMap(map)) b.structure(cursor.span(entry), `A ${kind} should stand here.`);
    else if (entry !== raw) readContainer(b, kind, key, map);
    else readPart(b, kind, entry);
  }
}

/** In-queue call flows and common modules keep their one task without a name. */
function readStartUpTask(b: FlowBuilder, key: number, list: number, variables: number): void {
  const { cursor } = b;
  const index = b.containers.length;
  const at: Span = cursor.textSpan(key);
  const draft: Container = {
    index,
    kind: 'startup',
    name: 'Startup task',
    nameSpan: at,
    id: '',
    idSpan: at,
    span: cursor.spanOver(key, list),
    body: [],
    detached: [],
    slots: [],
  };
  b.containers.push(draft);
  if (variables >= 0) readVariables(b, variables, index);
  b.containers[index] = { ...draft, body: readActions(b, list, index, -1, 0) };
}
