import { findAction } from '../../catalog/actions.js';
import { findNodeType, NODE_WIRING } from '../../catalog/node-actions.js';
import type { Action, Container, Flow, Output, Problem } from '../../model/flow.js';
import { readJson } from '../../syntax/json/read.js';
import { JsonCursor } from '../architect-json/cursor.js';
import type { FlowFormat, ReadResult, SourceFile } from '../format.js';
import { firstOf, type NodeDraft, readNode } from './read-node.js';
import { Variables } from './variables.js';

const START = /^\uFEFF?\s*[{[]/;
const NODE = /"nodeType"\s*:\s*"/;
/** A request alone, as guides show it. */
const METHOD = /"method"\s*:\s*"(?:GET|POST|PUT|PATCH|DELETE)"/i;
const ADDRESS = /"(?:endpoint|url)"\s*:\s*"/;
const FILLED = /\{\{\s*[\w$]|\$\{\w/;
/** How a request without a type is read. */
const REQUEST = 'HttpRequest';

/** Nodes of no product in particular: objects that say their type, as guides and generators write them. */
export const nodeJson: FlowFormat = {
  id: 'node-json',
  label: 'Flow nodes (JSON)',
  recognises: (_uri, text) =>
    START.test(text.slice(0, 1_000)) &&
    (NODE.test(text) || (text.includes('"method"') && METHOD.test(text) && ADDRESS.test(text) && FILLED.test(text)))
      ? 'yes'
      : 'no',
  read: readNodeJson,
};

function readNodeJson({ uri, text }: SourceFile): ReadResult {
  const tape = readJson(text);
  const cursor = new JsonCursor(tape);
  const drafts = findNodes(cursor);
  if (drafts.length === 0) return { flow: undefined, problems: [], tape };
  const problems = tape.problems.map(
    ({ span, message }): Problem => ({ family: 'text', severity: 'error', span, message }),
  );
  const variables = new Variables();
  const indexById = new Map<string, number>();
  drafts.forEach(({ id }, index) => {
    if (id !== '' && !indexById.has(id)) indexById.set(id, index);
  });
  const actions = drafts.map((draft, index): Action => {
    const outputs = outputsOf(cursor, draft, index, drafts, indexById, problems);
    return { ...readNode(cursor, variables, draft, index), outputs };
  });
  problems.sort((a, b) => a.span.start - b.span.start);
  return { flow: flowOf(cursor, uri, actions, variables), problems, tape };
}

/** Every object that says its type; else the whole file, when it is a request. */
function findNodes(cursor: JsonCursor): NodeDraft[] {
  const drafts: NodeDraft[] = [];
  for (let node = 0; node < cursor.tape.count; node++) {
    if (!cursor.isMap(node)) continue;
    const type = firstOf(cursor, node, NODE_WIRING.type);
    if (cursor.isString(type)) drafts.push(draftOf(cursor, node, cursor.text(type)));
  }
  if (drafts.length === 0 && cursor.tape.count > 0 && isRequest(cursor)) drafts.push(draftOf(cursor, 0, REQUEST));
  return drafts;
}

function isRequest(cursor: JsonCursor): boolean {
  const hasAddress = cursor.isString(cursor.find(0, 'endpoint')) || cursor.isString(cursor.find(0, 'url'));
  return hasAddress && cursor.isString(cursor.find(0, 'method'));
}

function draftOf(cursor: JsonCursor, map: number, type: string): NodeDraft {
  return { map, type, id: cursor.text(firstOf(cursor, map, NODE_WIRING.id)), facts: findNodeType(type) };
}

/** Where a node says that it leads; one that says nothing goes on with the next in the file. */
function outputsOf(
  cursor: JsonCursor,
  { map, facts }: NodeDraft,
  index: number,
  drafts: readonly NodeDraft[],
  indexById: ReadonlyMap<string, number>,
  problems: Problem[],
): readonly Output[] {
  const outputs: Output[] = [];
  for (const { field, output } of NODE_WIRING.next) {
    const key = cursor.findKey(map, field);
    const value = key < 0 ? -1 : cursor.valueOf(key);
    if (!cursor.isString(value)) continue;
    const to = indexById.get(cursor.text(value));
    const span = cursor.pairSpan(key);
    if (to !== undefined) outputs.push({ name: output, kind: 'fixed', span, body: [], to, enabled: true });
    else {
      const message = 'This leads to a node that is not in the file.';
      problems.push({ family: 'structure', severity: 'warning', span: cursor.textSpan(value), message });
    }
  }
  const isWired = NODE_WIRING.next.some(({ field }) => cursor.find(map, field) >= 0);
  const isEnd = facts !== undefined && findAction(facts.key)?.control === 'end-flow';
  if (isWired || isEnd || index + 1 >= drafts.length) return outputs;
  const { start } = cursor.span(map);
  return [{ name: 'default', kind: 'fixed', span: { start, end: start }, body: [], to: index + 1, enabled: true }];
}

function flowOf(cursor: JsonCursor, uri: string, actions: readonly Action[], variables: Variables): Flow {
  const span = cursor.span(0);
  const at = { start: span.start, end: span.start };
  const named = cursor.isMap(0) ? firstOf(cursor, 0, NODE_WIRING.name) : -1;
  const isNamed = cursor.isString(named) && actions[0]?.span.start !== span.start;
  const name = isNamed ? cursor.text(named) : '';
  const nameSpan = isNamed ? cursor.textSpan(named) : at;
  const container: Container = {
    index: 0,
    kind: 'script',
    name: '',
    nameSpan: at,
    id: '',
    idSpan: at,
    span,
    body: [0],
    detached: unreached(actions),
    slots: [],
  };
  return {
    uri,
    format: 'node-json',
    name,
    nameSpan,
    type: 'nodes',
    typeSpan: at,
    span,
    variables: variables.all(),
    containers: [container],
    actions,
    slots: [],
  };
}

function unreached(actions: readonly Action[]): number[] {
  const reached = new Set([0]);
  for (const index of reached) for (const { to } of actions[index]!.outputs) if (to !== undefined) reached.add(to);
  return actions.flatMap(({ index }) => (reached.has(index) ? [] : [index]));
}
