import { findAction } from '../../catalog/actions.js';
import { isAlwaysSecure, secureInput } from '../../catalog/platform.js';
import { secureScenario } from '../../graph/secure-scenario.js';
import type { Action, Container, Flow, Target } from '../../model/flow.js';
import { flowTypeName } from '../../rules/describe.js';
import { SCENARIO_WORDS } from '../../rules/scenario-words.js';
import type { IdeContext } from '../context.js';
import { declarationsOfCall } from '../data-action-declarations.js';
import { keyOfContainer, keyOfFlow, OWN_KEY } from '../key-icon.js';
import { code, escapeMarkdown, escapeSentence, listSome, quoted } from '../markdown.js';
import { containerSymbol, flowSymbol, type Occurrence, occurrencesOf, occurrencesOfIn } from '../occurrences.js';
import { describeContract, describeSecrecy } from './data-action.js';
import { carries, goesTo } from './variable.js';
import { actionList, times } from './words.js';

/** A task, menu, state or bot. */
export function describeContainer({ file, workspace }: IdeContext, container: Container): string[] {
  const { flow, graph } = file;
  const key = keyOfContainer(flow, container);
  const symbol = containerSymbol(flow.uri, container.index);
  const callers = occurrencesOfIn(symbol, file, workspace).filter(
    (place) => place.access === 'reference' && place.action >= 0,
  );
  const variables = flow.variables.filter((variable) => variable.container === container.index);
  const actions = flow.actions.filter((action) => action.container === container.index);
  const isStart = graph.roots.includes(container.index);
  const called = actionList(
    flow,
    callers.map(({ action }) => action),
  );
  return [
    `**${capital(container.kind)}** ${quoted(container.name)}${key ? ` ${OWN_KEY}` : ''}`,
    ...(key ? [`- Key: ${escapeSentence(key.reason)}`] : []),
    `- ${times(actions.length, container.kind === 'menu' ? 'choice or action' : 'action', container.kind === 'menu' ? 'choices and actions' : 'actions')}, ${times(variables.length, 'variable')} of its own`,
    ...(isStart ? ['- The flow starts here'] : []),
    ...(callers.length > 0 ? [`- Called in ${times(callers.length, 'place')}: ${called}`] : []),
    ...(callers.length === 0 && !isStart ? ['- No action of this flow calls it'] : []),
    ...leaks(container.index, file.uri, workspace.paths),
  ];
}

/** The flow itself, or a flow, module or bot that another one names. */
export function describeFlow({ workspace, findings }: IdeContext, flow: Flow): string[] {
  const key = keyOfFlow(flow);
  const callers = occurrencesOf(flowSymbol(flow.type, flow.name), workspace).filter(
    ({ access }) => access === 'reference',
  );
  const files = [...new Set(callers.map(({ uri }) => uri))];
  const names = files
    .flatMap((uri) => workspace.flows.find((file) => file.uri === uri) ?? [])
    .map((file) => quoted(file.flow.name));
  const graph = workspace.flows.find((file) => file.flow === flow)?.graph;
  const scenario = graph && secureScenario(graph);
  const leaked = findings.filter(({ uri, sink }) => uri === flow.uri && sink !== undefined).length;
  return [
    `**Flow** ${quoted(flow.name)}${key ? ` ${OWN_KEY}` : ''} \u2014 ${escapeMarkdown(flowTypeName(flow.type))} in ${code(fileName(flow.uri))}`,
    ...(key ? [`- Key: ${escapeSentence(key.reason)}`] : []),
    ...(scenario ? [`- ${SCENARIO_WORDS[scenario.kind]}`] : []),
    ...(flow.isSecure === undefined
      ? []
      : [`- The platform says that it ${flow.isSecure ? 'holds' : 'holds no'} secure data`]),
    `- ${times(flow.containers.length, 'task, menu or state', 'tasks, menus and states')}, ${times(flow.actions.length, 'action')}, ${times(flow.variables.length, 'variable')}`,
    ...(names.length > 0 ? [`- Called by ${listSome(names)}`] : []),
    ...(leaked > 0 ? [`- ${times(leaked, 'finding')} about where secure data goes`] : []),
  ];
}

/** A task, flow, module or bot that is named but not there. */
export function describeMissing(target: Target): string[] {
  const what = target.kind.replace('-', ' ');
  if (target.isTemplated) return [`${capital(what)} ${quoted(target.name)} \u2014 filled in when the flow is deployed`];
  const isOutside = target.kind === 'script' || target.kind === 'data-table';
  const where = isOutside
    ? 'kept by the platform, not in a file'
    : 'not in the workspace, so what it does with values is not known';
  return [`${capital(what)} ${quoted(target.name)} \u2014 ${where}`];
}

/** A data action: its category, what is passed in and taken out here, who else uses it. */
export function describeDataAction(
  { file, workspace }: IdeContext,
  action: Action,
  target: Target,
  symbol: string,
): string[] {
  const isSecure = isAlwaysSecure(action.kind);
  const facts = findAction(action.kind);
  const inputs = action.slots
    .filter(({ name, value, target: bound }) => name !== '' && value && !bound)
    .map(({ name }) => code(name));
  const outputs = action.slots.filter(({ name, target: bound }) => name !== '' && bound).map(({ name }) => code(name));
  const uses = occurrencesOf(symbol, workspace).length - 1;
  const role = action.slots.find(({ name, value }) => name !== '' && value)?.role ?? '';
  const isRefused = secureInput(action.kind, role) === 'refused';
  const category = target.category ? ` of ${quoted(target.category)}` : '';
  const declarations = declarationsOfCall(file, workspace, action);
  const contract = declarations.find(({ hasContract }) => hasContract);
  return [
    `**Data action** ${quoted(target.name)}${category}${isSecure ? ` ${OWN_KEY}` : ''}`,
    ...(isSecure
      ? [`- Called with ${escapeMarkdown(facts?.name ?? action.kind)}: its inputs may be secure and are not kept`]
      : []),
    ...describeSecrecy(declarations),
    ...(isSecure || declarations.length > 0
      ? []
      : ['- Whether it is secure is not known, so it counts as plain: what goes in is kept where staff can read it']),
    ...(contract ? describeContract(contract) : []),
    ...(isRefused ? ['- Secure variables are refused as inputs'] : []),
    ...(inputs.length > 0 ? [`- Inputs here: ${listSome(inputs, 8)}`] : []),
    ...(outputs.length > 0 ? [`- Outputs here: ${listSome(outputs, 8)}`] : []),
    ...(uses > 0 ? [`- Called in ${times(uses, 'other place')} of the workspace`] : []),
  ];
}

/** Participant data: who sets the attribute, who reads it, in every flow. */
export function describeAttribute(context: IdeContext, { key, name }: Occurrence): string[] {
  const places = occurrencesOf(key, context.workspace);
  return [
    `${code(name)} \u2014 participant data`,
    ...carries(context, key, `.${name}`),
    `- ${users(context, places, 'write') || 'Nobody in the workspace'} ${'sets it'}`,
    `- ${users(context, places, 'read') || 'Nobody in the workspace'} ${'reads it'}`,
    ...goesTo(context, key),
  ];
}

function users(context: IdeContext, places: readonly Occurrence[], access: Occurrence['access']): string {
  return listSome(
    context.workspace.flows.flatMap((file) => {
      const actions = places
        .filter((place) => place.uri === file.uri && place.access === access)
        .map(({ action }) => action);
      if (actions.length === 0) return [];
      const list = actionList(file.flow, actions);
      return [file === context.file ? list : `${list} in the flow ${quoted(file.flow.name)}`];
    }),
  );
}

function leaks(container: number, uri: string, paths: IdeContext['workspace']['paths']): string[] {
  const count = new Set(
    paths.flatMap(({ sink, isSanctioned }) =>
      sink.container === container && sink.place.uri === uri && !isSanctioned ? [sink.place.span.start] : [],
    ),
  ).size;
  return count === 0 ? [] : [`- Sensitive values leak in ${times(count, 'place')} of it`];
}

/** Whole paths are long, and say where somebody keeps his files. */
function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
