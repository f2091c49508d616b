import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/core/analysis.js';
import { decodeI3 } from '../../server/core/formats/architect-json/i3.js';
import { architectYaml } from '../../server/core/formats/architect-yaml/index.js';
import type { SourceFile } from '../../server/core/formats/format.js';
import { buildControlGraph } from '../../server/core/graph/control-graph.js';
import type { Finding, Place } from '../../server/core/model/finding.js';
import type { Flow } from '../../server/core/model/flow.js';
import { analyse } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { hasFlowBench, readFlowBench } from '../support/flowbench.js';
import { placeText } from '../support/place-text.js';
import { differences } from '../support/same-flow.js';
import { toArchitectJson, toI3 } from '../support/to-architect-json.js';

const cases = [...ownSamples(), ...realFlows(), ...readFlowBench()];
if (!hasFlowBench) console.log('FlowBench is not beside this repository (../shared/flowbench): its twins are skipped.');

interface Case {
  readonly id: string;
  readonly files: readonly SourceFile[];
}

function ownSamples(): Case[] {
  const folder = new URL('./samples/', import.meta.url);
  const names = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => ({ id: name, files: [{ uri: name, text: readFileSync(new URL(name, folder), 'utf8') }] }));
}

function realFlows(): Case[] {
  const files = corpusFiles('archy-yaml').filter(({ path, text }) => architectYaml.read({ uri: path, text }).flow);
  return files.map(({ path, text }) => ({ id: path, files: [{ uri: path, text }] }));
}

interface Twins {
  readonly yaml: Analysis;
  readonly json: Analysis;
  readonly i3: Analysis;
}

/** The flows of a case as YAML, as configuration and as export, each a workspace of its own. */
function twinsOf(files: readonly SourceFile[]): Twins {
  const jsons = files.map(({ uri, text }) => {
    const { flow } = architectYaml.read({ uri, text });
    if (!flow) throw new Error(`no flow in ${uri}`);
    return { uri, text: toArchitectJson(flow) };
  });
  const i3s = jsons.map(({ uri, text }) => ({ uri, text: toI3(text) }));
  return { yaml: analyse(files), json: analyse(jsons), i3: analyse(i3s) };
}

/** What the two formats can only say in different words: both are brought to `as`. */
const WORDS: readonly { readonly why: string; readonly text: RegExp; readonly as: string }[] = [
  {
    why: 'YAML has no name for the one task of an in-queue flow or common module, Architect has its own',
    text: /\| (?:Startup task|In-Queue Task|Common Module Task) \|/,
    as: '| startup |',
  },
  {
    why: 'what stands behind an action that ends is linked to nothing in the configuration',
    text: /^(unreachable-code .* never runs?): (?:"[^"]*" before it does not go on|nothing leads to it)/,
    as: '$1: nothing leads to it',
  },
  {
    why: 'only the configuration says who accepted an extraction, so only there its lack is sure',
    text: /^(extract-not-acknowledged) \| (?:information|warning) (.*)(?:; this file format|, and nobody) .*/,
    as: '$1 $2',
  },
  {
    why: 'a name keeps its quotes in YAML, the configuration has it plain among its references',
    text: /\b(Task|Flow)\."([^"]+)"/g,
    as: '$1.$2',
  },
];

/** Why the actions of a case differ as JSON. Without a case: wherever it occurs. */
const REASONS: readonly { readonly why: string; readonly id?: string; readonly text: RegExp }[] = [
  { why: 'audio options that Archy does not write', text: /only JSON has (?:bargeInEnabled|flushExpression): lit / },
  { why: 'YAML says min = max as exact', text: /: only (?:YAML has exact|JSON has (?:min|max)): lit \d+$/ },
  {
    why: 'written by hand with a capital letter, Archy writes default',
    text: /> End[^:>]*: only (?:YAML has outputPath: lit Default|JSON has outputPath: lit default)$/,
  },
  {
    why: 'what stands behind an action that ends is linked to nothing and listed apart',
    text: /^(?:task|state) [^:]*: \d+ actions \/ \d+$/,
  },
  {
    why: 'a name keeps its quotes in YAML, the configuration has it plain among its references',
    id: 'card-in-quotes.yaml',
    text: / has inputData: -> Task\."?security code"?$/,
  },
  {
    why: 'entries of a list in YAML, of a group of names in JSON',
    id: 'sinks/lex-session-variable',
    text: / has (?:sessionVariables|outputSessionVariables|sessionVariableOutputs)\./,
  },
];

function unexplained(id: string, texts: readonly string[]): string[] {
  return texts.filter((text) => !REASONS.some((reason) => (reason.id ?? id) === id && reason.text.test(text)));
}

describe.each(cases)('$id', ({ id, files }) => {
  const { yaml, json, i3 } = twinsOf(files);
  const flows = flowsOf(yaml).map((flow, index) => ({ flow, twin: flowsOf(json)[index]! }));

  test('has the same actions, variables and call edges', () => {
    for (const { flow, twin } of flows) {
      expect(unexplained(id, differences(flow, twin))).toEqual([]);
      expect(actionsOf(twin)).toEqual(actionsOf(flow));
      expect(variablesOf(twin)).toEqual(variablesOf(flow));
      expect(callsOf(twin)).toEqual(callsOf(flow));
    }
  });

  test('has the same findings', () => {
    expect(json.findings.map(words).sort()).toEqual(yaml.findings.map(words).sort());
  });

  test('has findings that stand on what they name', () => {
    const [left, right] = [yaml, json].map((analysis) => analysis.findings.flatMap((one) => standsOf(analysis, one)));
    expect(right!.sort()).toEqual(left!.sort());
  });

  test('is the same as export and as configuration', () => {
    expect(i3.files.map(({ format }) => format)).toEqual(files.map(() => 'architect-i3'));
    expect(i3.findings).toEqual(json.findings);
    expect(flowsOf(i3).map((flow) => ({ ...flow, format: 'architect-json' }))).toEqual(flowsOf(json));
  });
});

/** What YAML says and no real export of such an action shows; written under the name that YAML has. */
const UNSEEN = [
  'AskForSlotAction.confirmation',
  'CallBotFlowAction.ver_latestPublished',
  'CollectInputAction.terminatingDtmf',
  'HoldMusicAction.entirePrompt',
  'SendResponseAction.paths', // the catalogue knows ways out of it, none of the real ones has any
  'TransferTaskAction.refId',
  'WaitAction.timeout',
];
/** Settings of a menu choice that its configuration leaves out, as far as exports show. */
const OF_CHOICE = /\.(?:globalDtmf|globalSpeechRecTerms|terms|none)$/;

test.skipIf(!hasCorpus)('a written configuration has only fields that real ones have', () => {
  const real = new Map<string, Set<string>>();
  for (const { text, format } of corpusFiles('i3', 'architect-json')) {
    const decoded = format === 'i3' ? decodeI3(text) : { text };
    if ('text' in decoded) collectFields(JSON.parse(decoded.text), real);
  }
  const written = new Map<string, Set<string>>();
  for (const { uri, text } of cases.flatMap(({ files }) => files)) {
    const { flow } = architectYaml.read({ uri, text });
    if (flow) collectFields(JSON.parse(toArchitectJson(flow)), written);
  }
  const unseen = [...written].flatMap(([type, fields]) => {
    const seen = real.get(type);
    return seen
      ? [...fields].filter((field) => field !== 'nextAction' && !seen.has(field)).map((field) => `${type}.${field}`)
      : [];
  });
  expect(unseen.filter((field) => !OF_CHOICE.test(field)).sort()).toEqual(UNSEEN);
});

/** The keys of everything that has a `__type`, by that type. */
function collectFields(value: unknown, into: Map<string, Set<string>>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('__type' in value && typeof value.__type === 'string') {
    const fields = into.get(value.__type) ?? new Set();
    for (const key of Object.keys(value)) fields.add(key);
    into.set(value.__type, fields);
  }
  for (const part of Object.values(value)) collectFields(part, into);
}

function flowsOf({ files }: Analysis): readonly Flow[] {
  return files.flatMap(({ flows }) => flows);
}

/** The actions and whether they can run. */
function actionsOf(flow: Flow): string[] {
  const { reachable } = buildControlGraph(flow);
  return flow.actions.map(({ kind, name }, index) => `${kind} ${name}${reachable[index] ? '' : ' never runs'}`).sort();
}

function variablesOf({ variables, containers }: Flow): string[] {
  return variables
    .map(({ name, type, isSecure, isInput, isOutput, container }) =>
      [name, type, isSecure, isInput, isOutput, containers[container]?.kind].join(' '),
    )
    .sort();
}

/** Who calls whom: tasks by the control graph, flows, modules, bots and data actions by their names. */
function callsOf(flow: Flow): string[] {
  const { callee } = buildControlGraph(flow);
  return flow.actions
    .flatMap(({ name, target, index }) => {
      const task = flow.containers[callee[index]!];
      if (task) return [`${name} -> ${task.kind} ${task.name}`];
      const inside = flow.containers.find(({ id }) => id !== '' && id === target?.id);
      return target ? [`${name} -> ${target.kind} ${target.category ?? ''} ${inside?.name ?? target.name}`] : [];
    })
    .sort();
}

/** All that a finding says but its place. */
function words({ rule, severity, confidence, labels, sink, container, action, message, trace }: Finding): string {
  const steps = trace.map((step) => `${step.uri}: ${step.message}`);
  const text = [rule, severity, confidence, labels?.join('+'), sink, container, action, message, ...steps].join(' | ');
  return WORDS.reduce((said, word) => said.replace(word.text, word.as), text);
}

/** What stands where a finding and its steps point to. */
function standsOf(analysis: Analysis, finding: Finding): string[] {
  const at = ({ uri, span }: Place) => placeText(analysis.files.find((file) => file.uri === uri)!, span);
  return [`${finding.rule}: ${at(finding)}`, ...finding.trace.map((step) => `${step.message}: ${at(step)}`)];
}
