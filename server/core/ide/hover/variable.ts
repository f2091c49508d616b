import { findAction, type SinkKind } from '../../catalog/actions.js';
import { type LabelSet, labelWords, NO_LABELS } from '../../catalog/labels.js';
import { classifyWith, type LocalFacts, NO_FACTS } from '../../catalog/local-facts.js';
import type { NameVerdict } from '../../catalog/names.js';
import { isDeclaredElsewhere, isLocalScope, isSecureScope } from '../../catalog/platform.js';
import { findVariable } from '../../graph/variables.js';
import { nameBehindScope } from '../../model/expression.js';
import type { Flow, Variable } from '../../model/flow.js';
import type { CheckedFlow } from '../../rules/rule.js';
import type { Source } from '../../taint/sources.js';
import type { TaintPath } from '../../taint/taint.js';
import type { IdeContext } from '../context.js';
import { OWN_KEY } from '../key-icon.js';
import { code, escapeMarkdown, escapeSentence, listSome, quoted } from '../markdown.js';
import { type Occurrence, occurrencesOf, occurrencesOfIn } from '../occurrences.js';
import { taintOf } from '../taint-index.js';
import { actionList, SOURCE_WORDS, sinkCounts, times } from './words.js';

/** A variable of the flow: what it is, what it carries and why, where it is written and where it goes. */
export function describeVariable(context: IdeContext, occurrence: Occurrence): string[] {
  const { uri, flow } = homeOf(context, occurrence);
  const places = placesOf(context, occurrence);
  const declaration = declarationOf(flow, occurrence, places);
  const name = declaration?.name ?? occurrence.name;
  const isSecure = declaration?.isSecure ?? isSecureScope(name);
  return [
    `${code(name)}${isSecure ? ` ${OWN_KEY}` : ''} \u2014 ${kindOf(flow, occurrence, declaration)}`,
    ...secureLine(name, declaration),
    ...carries(context, occurrence.key, name),
    ...directions(declaration),
    ...written(context, places),
    ...goesTo(context, occurrence.key),
    ...reads(uri, places),
  ];
}

/** Why a symbol counts as sensitive, and what says so; nothing when nothing does. */
export function carries(context: IdeContext, symbol: string, name: string): string[] {
  const taint = taintOf(symbol, context.workspace);
  if (taint) {
    const because = listSome([...new Set(taint.paths.map(({ source }) => reasonOf(context, source)))], 3);
    return [`- Carries ${article(labelWords(taint.labels))}: ${because}`];
  }
  const { labels, isSettled } = saidByName(name, context.facts);
  if (labels === NO_LABELS) return isSettled ? ['- The configuration says that it holds nothing secret'] : [];
  const by = isSettled ? 'As the configuration says' : 'By its name';
  return [`- ${by} it holds ${article(labelWords(labels))}; no path to a leak leads through it`];
}

/** The labels that a variable's own name gives. */
export function labelsByName(name: string, facts?: LocalFacts): LabelSet {
  return saidByName(name, facts).labels;
}

function saidByName(name: string, facts: LocalFacts = NO_FACTS): NameVerdict {
  return classifyWith(facts, nameBehindScope(name));
}

/** The file that a symbol belongs to: names of a called module's inputs are written in the caller. */
function homeOf(context: IdeContext, { key, uri }: Occurrence): CheckedFlow {
  const { flows } = context.workspace;
  const own = flows.find((file) => key.startsWith(`variable ${file.uri} `)) ?? flows.find((file) => file.uri === uri);
  return own ?? context.file;
}

/** Only what crosses a flow's border can be named in other files. */
function placesOf(context: IdeContext, occurrence: Occurrence): readonly Occurrence[] {
  const home = homeOf(context, occurrence);
  const own = occurrencesOfIn(occurrence.key, home, context.workspace);
  const declared = own.find(({ access }) => access === 'declaration');
  const variable = declared && home.flow.variables.find(({ nameSpan }) => nameSpan.start === declared.span.start);
  const isShared = variable
    ? variable.container < 0 && (variable.isInput || variable.isOutput)
    : home.uri !== occurrence.uri;
  return isShared ? occurrencesOf(occurrence.key, context.workspace) : own;
}

function declarationOf(flow: Flow, occurrence: Occurrence, places: readonly Occurrence[]): Variable | undefined {
  const declared = places.find(({ access, uri }) => access === 'declaration' && uri === flow.uri);
  return (
    (declared && flow.variables.find(({ nameSpan }) => nameSpan.start === declared.span.start)) ??
    (occurrence.uri === flow.uri ? findVariable(flow, occurrence.name, occurrence.container) : undefined)
  );
}

function kindOf(flow: Flow, { container, name }: Occurrence, declaration: Variable | undefined): string {
  const type = declaration && declaration.type !== '?' ? `${escapeMarkdown(declaration.type)} ` : '';
  const owner = flow.containers[declaration ? declaration.container : isLocalScope(name) ? container : -1];
  const where = owner ? `${owner.kind} ${quoted(owner.name)}` : `flow ${quoted(flow.name)}`;
  if (declaration) return `${type}variable of the ${where}`;
  if (isDeclaredElsewhere(name)) return 'declared outside of the file';
  return `not declared in the ${where}`;
}

function secureLine(name: string, declaration: Variable | undefined): string[] {
  if (declaration) return declaration.isSecure ? ['- Secure because its declaration says so'] : [];
  return isSecureScope(name)
    ? [`- Secure because everything in the scope ${code(scopeOf(name))} counts as secure`]
    : [];
}

function scopeOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

function directions(declaration: Variable | undefined): string[] {
  const words = [...(declaration?.isInput ? ['input'] : []), ...(declaration?.isOutput ? ['output'] : [])];
  return words.length === 0 ? [] : [`- ${capital(words.join(' and '))}: ${valueComes(words)}`];
}

function valueComes(words: readonly string[]): string {
  if (words.length > 1) return 'the caller passes it in and gets it back';
  return words[0] === 'input' ? 'the caller passes it in' : 'the caller gets it back';
}

function written(context: IdeContext, places: readonly Occurrence[]): string[] {
  const writes = places.filter(({ access }) => access === 'write');
  const words = byFile(context, writes);
  return [words === '' ? '- Written nowhere' : `- Written by ${words}`];
}

function byFile(context: IdeContext, places: readonly Occurrence[]): string {
  return listSome(
    context.workspace.flows.flatMap((file) => {
      const actions = places.filter(({ uri }) => uri === file.uri).map(({ action }) => action);
      if (actions.length === 0) return [];
      const list = actionList(file.flow, actions);
      return [file === context.file ? list : `${list} in the flow ${quoted(file.flow.name)}`];
    }),
  );
}

/** The places that show, store or send it, counted by kind. */
export function goesTo(context: IdeContext, symbol: string): string[] {
  const counts = new Map<SinkKind, Set<string>>();
  for (const { sink } of taintOf(symbol, context.workspace)?.paths ?? []) {
    const places = counts.get(sink.kind) ?? new Set();
    counts.set(sink.kind, places.add(`${sink.place.uri} ${sink.place.span.start}`));
  }
  const lines = sinkCounts(new Map([...counts].map(([kind, places]) => [kind, places.size])));
  return lines.length === 0 ? [] : [`- Goes to: ${lines.join(', ')}`];
}

function reads(uri: string, places: readonly Occurrence[]): string[] {
  const count = places.filter(({ access }) => access === 'read').length;
  const elsewhere = places.some((place) => place.uri !== uri) ? ' of the workspace' : '';
  return [count === 0 ? '- Read nowhere' : `- Read in ${times(count, 'place')}${elsewhere}`];
}

/** 'card number collected here by "Ask" (caller input, high confidence)'. */
function reasonOf(context: IdeContext, source: Source): string {
  const kind = sourceKind(context, source);
  const words = [...(kind ? [kind] : []), `${source.confidence} confidence`].join(', ');
  return `${escapeSentence(source.message.replace(' here', ''))} (${words})`;
}

function sourceKind({ workspace }: IdeContext, { place }: TaintPath['source']): string | undefined {
  const flow = workspace.flows.find(({ uri }) => uri === place.uri)?.flow;
  if (!flow) return undefined;
  if (flow.variables.some(({ nameSpan }) => nameSpan.start === place.span.start)) return 'declaration';
  for (const { slots, kind } of flow.actions) {
    const slot = slots.find(({ target }) => target?.span.start === place.span.start);
    if (slot) return SOURCE_WORDS[findAction(kind)?.sources.get(slot.role)?.source ?? 'none'];
  }
  return undefined;
}

function article(words: string): string {
  return words.startsWith('one-') || !/^[aeio]/i.test(words) ? `a ${words}` : `an ${words}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
