import type { Action, Container, Flow, Output, Slot, Value } from '../../server/core/model/flow.js';
import { fits } from './corpus.js';

/**
 * Tells how two readings of one flow differ, the first from Archy YAML, the second from its JSON configuration:
 * actions, nesting, outputs, variables, values and targets. Both sides are brought to the words that they share;
 * what YAML has as `{{placeholder}}` may be anything in JSON.
 */
export function differences(yaml: Flow, json: Flow): string[] {
  const found: string[] = [];
  compareVariables(yaml, json, found);
  const left = [...yaml.containers].sort(byName);
  const right = [...json.containers].sort(byName);
  if (left.length !== right.length) found.push(`containers: ${left.map(show)} / ${right.map(show)}`);
  left.forEach((container, i) => {
    const twin = right[i];
    if (!twin) return;
    if (container.kind !== twin.kind || (container.kind !== 'startup' && !fits(container.name, twin.name))) {
      found.push(`container ${show(container)} / ${show(twin)}`);
    }
    compareSlots(show(container), container.slots, twin.slots, found);
    compareBodies(show(container), yaml, json, container.body, twin.body, found);
  });
  compareSlots('flow', yaml.slots, json.slots, found);
  if ((yaml.errorHandling?.kind ?? '') !== (json.errorHandling?.kind ?? '')) {
    found.push(`error handling ${yaml.errorHandling?.kind} / ${json.errorHandling?.kind}`);
  }
  if (yaml.start && nameOf(yaml, yaml.start.id) !== nameOf(json, json.start?.id)) {
    found.push(`start ${yaml.start.id} / ${json.start?.name}`);
  }
  return found;
}

function byName(a: { kind: string; name: string }, b: { kind: string; name: string }): number {
  return `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1;
}

function show({ kind, name }: Pick<Container, 'kind' | 'name'>): string {
  return kind === 'startup' ? kind : `${kind} ${name}`;
}

function nameOf(flow: Flow, id: string | undefined): string | undefined {
  return flow.containers.find((container) => container.id === id)?.name;
}

function compareVariables(yaml: Flow, json: Flow, found: string[]): void {
  const key = (flow: Flow) =>
    flow.variables.map((variable) => {
      const owner = flow.containers[variable.container];
      const flags = `${variable.isSecure ? ' secure' : ''}${variable.isInput ? ' in' : ''}${variable.isOutput ? ' out' : ''}`;
      const initial = words(variable.initialValue);
      return `${owner ? show(owner) : 'flow'}: ${variable.name} ${variable.type}${flags}${initial === '' ? '' : ` = ${initial}`}`;
    });
  matchAll('variable', key(yaml), key(json), found);
}

function compareBodies(
  path: string,
  yaml: Flow,
  json: Flow,
  left: readonly number[],
  right: readonly number[],
  found: string[],
): void {
  if (left.length !== right.length) found.push(`${path}: ${left.length} actions / ${right.length}`);
  left.forEach((index, i) => {
    const a = yaml.actions[index]!;
    const b = right[i] === undefined ? undefined : json.actions[right[i]];
    if (b) compareActions(`${path} > ${b.name}`, yaml, json, a, b, found);
  });
}

function compareActions(path: string, yaml: Flow, json: Flow, a: Action, b: Action, found: string[]): void {
  // Archy gives an action without a name the name of its kind.
  if (a.kind !== b.kind || (a.name !== '' && !fits(a.name, b.name)))
    found.push(`${path}: ${a.kind} ${a.name} / ${b.kind} ${b.name}`);
  if (a.enabled !== b.enabled) found.push(`${path}: enabled ${a.enabled} / ${b.enabled}`);
  compareTargets(path, yaml, json, a, b, found);
  compareSlots(path, a.slots, b.slots, found);
  const left = a.outputs.filter(says).sort(byName);
  const right = b.outputs.filter(says).sort(byName);
  if (left.map(outputWords).join() !== right.map(outputWords).join()) {
    found.push(`${path}: outputs ${left.map(outputWords)} / ${right.map(outputWords)}`);
    return;
  }
  left.forEach((output, i) => {
    const twin = right[i]!;
    if (!sameWords(condition(a, output), condition(b, twin)))
      found.push(`${path}: case ${condition(a, output)} / ${condition(b, twin)}`);
    compareBodies(`${path} ${output.name}`, yaml, json, output.body, twin.body, found);
  });
}

/** A fixed output that leads nowhere says no more than one that is not there. */
function says({ kind, body, enabled }: Output): boolean {
  return kind !== 'fixed' || body.length > 0 || !enabled;
}

function outputWords({ kind, name, enabled }: Output): string {
  return `${kind} ${name}${enabled ? '' : ' off'}`;
}

function condition(action: Action, output: Output): string {
  return output.condition === undefined ? '' : words(action.slots[output.condition]?.value);
}

function compareTargets(path: string, yaml: Flow, json: Flow, a: Action, b: Action, found: string[]): void {
  const left = a.target;
  const right = b.target;
  const name = (flow: Flow, target: Action['target']) =>
    (target?.id ? nameOf(flow, target.id) : undefined) ?? target?.name ?? '';
  const isSame =
    left?.kind === right?.kind &&
    fits(name(yaml, left), name(json, right)) &&
    fits(left?.category ?? '', right?.category ?? '');
  if (!isSame)
    found.push(
      `${path}: target ${left?.kind} ${left?.category} ${left?.name} / ${right?.kind} ${right?.category} ${right?.name}`,
    );
}

function compareSlots(path: string, left: readonly Slot[], right: readonly Slot[], found: string[]): void {
  matchAll(path, left.map(slotWords).filter(Boolean), right.map(slotWords).filter(Boolean), found);
}

/** Every text of one side has its twin on the other; order does not count. */
function matchAll(path: string, left: readonly string[], right: readonly string[], found: string[]): void {
  const rest = [...right];
  for (const text of left) {
    const exact = rest.indexOf(text);
    const at = exact >= 0 ? exact : rest.findIndex((other) => sameWords(text, other));
    if (at < 0) found.push(`${path}: only YAML has ${text}`);
    else rest.splice(at, 1);
  }
  for (const text of rest) found.push(`${path}: only JSON has ${text}`);
}

function sameWords(yaml: string, json: string): boolean {
  return yaml === json || fits(yaml, json);
}

function slotWords({ role, name, key, value, target }: Slot): string {
  const parts = [key && `key ${words(key)}`, value && words(value), target && `-> ${target.name}`].filter(Boolean);
  return parts.length === 0 ? '' : `${role}${name === '' ? '' : `.${name}`}: ${parts.join(' ')}`;
}

/** The value in words that both formats share; '' for none. */
export function words(value: Value | undefined): string {
  if (!value || value.mode === 'none') return '';
  const { source, fields, mode } = value;
  if (mode === 'literal' && fields && fields.length > 0) {
    return `lit ${fields.map(([key, text]) => `${key}=${text.replace(/^Prompt(?:System)?\./, '')}`).join(' ')}`;
  }
  if (mode === 'literal') return source.text === '' ? '' : `lit ${source.text}`;
  if (mode === 'speech') return bare(`ToAudioTTS(${JSON.stringify(source.text.replace(/\s+/g, ' '))})`);
  if (mode === 'prompt') return `ToAudio(${source.text})`;
  return bare(source.text);
}

/** Without what the audio editor puts around, and with single blanks. */
function bare(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return /^AudioPlaybackOptions\((.*), true\)$/.exec(plain)?.[1] ?? plain;
}
