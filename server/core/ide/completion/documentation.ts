import { findAction, type SinkRow } from '../../catalog/actions.js';
import { findFlowType } from '../../catalog/flow-types.js';
import { flowTypesOf, isAlwaysSecure, secureInput } from '../../catalog/platform.js';
import { actionKeys } from '../../catalog/yaml-keys.js';
import { verbOf } from '../../taint/sink-words.js';
import { describeBuiltIn, describeFunction } from '../hover/function.js';
import { flowTypeNames, SECURE_DATA_SENTENCES } from '../hover/words.js';
import { code, escapeSentence, listSome } from '../markdown.js';
import type { ResolveData } from './completion-list.js';

/** What an item means, as markdown; '' when there is nothing to say beyond its detail. */
export function documentationOf(data: ResolveData): string {
  return [...bodyOf(data), ...evidenceLines(data.evidence)].filter((line) => line !== '').join('\n');
}

function bodyOf(data: ResolveData): string[] {
  switch (data.kind) {
    case 'action':
      return actionLines(data);
    case 'setting':
      return settingLines(data);
    case 'function':
      return describeFunction(data.key);
    case 'built-in':
      return describeBuiltIn(data.key) ?? [];
    case 'text':
      return [escapeSentence(data.doc)];
  }
}

function actionLines({ key, flowType }: ResolveData): string[] {
  const facts = findAction(key);
  if (!facts) return [];
  const byVerb = new Map<string, string[]>();
  const own = new Set(actionKeys(key, flowType).map((row) => row.key));
  for (const sink of facts.sinks.values()) {
    if (sink.when === 'request' || (!own.has(sink.role) && !facts.inputs.has(sink.role))) continue;
    const verb = sinkVerb(sink, flowType);
    byVerb.set(verb, [...(byVerb.get(verb) ?? []), code(sink.role)]);
  }
  const limit = flowTypesOf(key);
  return [
    `**${escapeSentence(facts.name)}**`,
    ...(facts.notes === '' ? [] : [`- ${capital(escapeSentence(facts.notes))}`]),
    ...[...byVerb].map(([verb, roles]) => `- ${capital(verb)}: ${listSome(roles, 6)}`),
    ...(isAlwaysSecure(key) ? ['- Always shows the key: it works on secure data'] : []),
    ...secureLines(key),
    ...(limit?.onlyIn ? [`- Only in flows of type ${flowTypeNames(limit.onlyIn)}`] : []),
    ...(limit?.notIn ? [`- Not in flows of type ${flowTypeNames(limit.notIn)}`] : []),
  ];
}

/** Which inputs may read secure variables; that most refuse them is the rule and needs no words. */
function secureLines(key: string): string[] {
  const inputs = [...(findAction(key)?.inputs.keys() ?? [])];
  const allowed = inputs.filter((role) => secureInput(key, role) === 'allowed').map(code);
  return allowed.length === 0 ? [] : [`- Secure variables may be read in ${listSome(allowed, 6)}`];
}

function settingLines({ key, role, flowType, doc }: ResolveData): string[] {
  const facts = findAction(key);
  const input = facts?.inputs.get(role);
  const sink = facts?.sinks.get(role);
  return [
    escapeSentence(doc),
    ...(sink && sink.when !== 'request' ? [sinkSentence(sink, flowType)] : []),
    ...(input ? [`- ${SECURE_DATA_SENTENCES[secureInput(key, role)]}`] : []),
    ...(input?.note ? [`- ${capital(escapeSentence(input.note))}`] : []),
  ];
}

function sinkSentence(sink: SinkRow, flowType: string): string {
  const verb = sinkVerb(sink, flowType);
  if (sink.reads === undefined) return `- Whatever stands here is ${verb}`;
  const off = (sink.unless ?? []).map(code);
  return `- What is bound to ${code(sink.reads)} is ${verb}${off.length > 0 ? `, unless it says ${listSome(off)}` : ''}`;
}

function sinkVerb({ sink }: SinkRow, flowType: string): string {
  if (sink !== 'customer') return verbOf(sink);
  return verbOf((findFlowType(flowType)?.voice ?? true) ? 'speech' : 'message');
}

function evidenceLines(evidence: string): string[] {
  if (evidence === 'inferred' || evidence === 'notes') return ['- Not confirmed: no real file with it is known'];
  return /sdk$/.test(evidence) ? ['- Known from the vendor documentation; not seen in a real file'] : [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
