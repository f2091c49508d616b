import { beforeAll, describe, expect, test } from 'vitest';
import { architectI3, architectJson } from '../../server/core/formats/architect-json/index.js';
import { architectYaml } from '../../server/core/formats/architect-yaml/index.js';
import type { Flow, Problem } from '../../server/core/model/flow.js';
import { type CorpusFile, corpusFiles, hasCorpus, pairFlows } from '../support/corpus.js';
import { differences } from '../support/same-flow.js';
import { expectInside, expectReferences, spansOf } from '../support/spans.js';

interface CorpusFlow {
  readonly file: CorpusFile;
  readonly flow: Flow;
  readonly text: string;
  readonly problems: readonly Problem[];
}

describe.skipIf(!hasCorpus)('real flows (they lie beside the repository; without them this is skipped)', () => {
  let exported: CorpusFlow[] = [];
  beforeAll(() => {
    exported = corpusFiles('i3', 'architect-json').map((file) => {
      const format = file.format === 'i3' ? architectI3 : architectJson;
      const decoded = format.decode?.(file.text) ?? { text: file.text };
      if (!('text' in decoded)) throw new Error(`${file.path}: ${decoded.problem}`);
      expect(format.recognises(file.path, file.text)).toBe('yes');
      const { flow, problems } = format.read({ uri: file.path, text: decoded.text });
      return { file, flow: flow!, text: decoded.text, problems };
    });
  });

  test('every export reads without problems, in known words', () => {
    expect(exported.length).toBeGreaterThan(30);
    for (const { file, flow, text, problems } of exported) {
      expect([file.path, problems]).toEqual([file.path, []]);
      expect(flow.actions.filter(({ known }) => !known).map(({ kind }) => kind)).toEqual([]);
      expectReferences(flow, text);
      for (const span of spansOf(flow)) expectInside(span, text);
    }
  });

  test('no other file is taken for a flow configuration', () => {
    for (const { path, text } of corpusFiles('data-action-json', 'archy-yaml', 'tf')) {
      expect([path, architectJson.recognises(path, text), architectI3.recognises(path, text)]).toEqual([
        path,
        'no',
        'no',
      ]);
    }
  });

  test('a flow says the same as YAML and as export', () => {
    const yamls = corpusFiles('archy-yaml').flatMap((file) => {
      const { flow } = architectYaml.read({ uri: file.path, text: file.text });
      return flow ? [{ file, flow }] : [];
    });
    const pairs = pairFlows(yamls, exported);
    expect(pairs.length).toBeGreaterThan(20);
    const unexplained = pairs.flatMap(({ yaml, json }) => {
      const found = differences(yaml.flow, json.flow).filter((text) => !explained(json.flow.name, text));
      return found.map((text) => `${json.flow.name} | ${text}`);
    });
    expect(unexplained).toEqual([]);
  });
});

/** Why the two files of a pair differ. Without a name: wherever it occurs. */
const REASONS: readonly { readonly why: string; readonly name?: string; readonly text: RegExp }[] = [
  {
    why: 'audio options that Archy does not write',
    text: /only JSON has (?:bargeInEnabled|flushExpression): lit (?:true|false)$/,
  },
  { why: 'defaults that Archy leaves out', text: /^flow: only JSON has \w+: lit (?:true|false|\d+|\w+=\S+)$/ },
  { why: 'switches of questions that Archy leaves out', text: /only JSON has customizeNo(?:Input|Match): lit false$/ },
  {
    why: 'speech recognition default that Archy leaves out',
    text: /^flow: only JSON has invalidSpeechRecPromptsList: /,
  },
  {
    why: 'settings of a choice with their default are not in JSON',
    text: /only YAML has global(?:Dtmf|SpeechRecTerms): /,
  },
  {
    why: 'YAML names the style of play by a key',
    text: /Hold Music: only (?:YAML has entirePrompt|JSON has playDuration): /,
  },
  { why: 'YAML says min = max as exact', text: /Collect Input: only (?:YAML has exact|JSON has (?:min|max)): / },
  { why: 'Archy leaves this out', text: /only JSON has includeTerminatingDtmfInResultData: lit false$/ },
  {
    why: 'written by hand, without defaults',
    name: 'Cache Example',
    text: /only JSON has|only YAML has none: lit true|^error handling undefined/,
  },
  {
    why: 'edited since: a timeout was left at its default',
    name: 'Blacklist',
    text: /only JSON has timeout: lit minutes=1$/,
  },
  {
    why: 'the YAML lacks the variables of its task',
    name: 'Proactive callbacks',
    text: /^variable: only JSON has startup: Task\./,
  },
  { why: 'edited since: another duration', name: 'Proactive callbacks', text: /Convert EWT to string: / },
  { why: 'edited since: other names of data actions', text: /target data-action <integrationName> / },
  {
    why: 'edited since: an action got another name',
    name: 'Trigger proactive callback workflow',
    text: /Send to virtual hold flow: callData /,
  },
  { why: 'edited since: a queue was set', name: 'Proactive callbacks', text: /^flow: only JSON has queue: / },
  { why: 'edited since: a skill was added', name: 'MSL SMS Schedule Callback', text: /only JSON has acdSkills: / },
  {
    why: 'edited since: an output was bound',
    name: 'Microsoft Teams Integration Presence Trigger',
    text: /only JSON has successOutputs\.systemPresence: /,
  },
  {
    why: 'edited since: a prompt instead of speech',
    name: 'InQueue - Orbit Call Park Hold',
    text: /Play Audio: only (?:YAML|JSON) has audio: /,
  },
  {
    why: 'edited since: inputs were added',
    name: 'Terminate Outbound Call Missing Queue',
    text: /^variable: only YAML has flow: Flow\.\w+ String in$/,
  },
];

function explained(name: string, text: string): boolean {
  return REASONS.some((reason) => (reason.name === undefined || reason.name === name) && reason.text.test(text));
}
