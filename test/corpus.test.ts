import { expect, test } from 'vitest';
import type { Place } from '../server/core/model/finding.js';
import { rules } from '../server/core/rules/index.generated.js';
import { analyse } from '../server/core/workspace.js';
import { type CorpusFile, corpusFiles, hasCorpus } from './support/corpus.js';

const BLUEPRINT = 'GenesysCloudBlueprints+process-participant-attributes-event-triggers-blueprint';
const SECURE_FLOW = `${BLUEPRINT}/blueprint/src/terraform/architect-flow-templates/EventOrchestrator_Secure_Flow.tftpl`;

/**
 * Every leak in the corpus, reviewed by reading the flows: the one secure call flow sends the card number that it
 * collects in line 100 to a plain data action, and has it read back digit by digit.
 */
const REVIEWED = [
  `${SECURE_FLOW}:133 error data-action PAN, from line 100`,
  `${SECURE_FLOW}:162 warning speech PAN, from line 100`,
];

const files = corpusFiles('archy-yaml', 'i3', 'architect-json');
const repositories = groupByRepository(files);
const reading = new Set(rules.filter(({ family }) => family === 'reading').map(({ id }) => id));
if (!hasCorpus) console.log('The corpus is not beside this repository (../shared/corpus): its tests are skipped.');

function groupByRepository(all: readonly CorpusFile[]): { repository: string; flows: CorpusFile[] }[] {
  const names = [...new Set(all.map(({ repository }) => repository))].sort();
  return names.map((repository) => ({ repository, flows: all.filter((file) => file.repository === repository) }));
}

/** One workspace of a repository: how its files were read, what the reading rules say, and its leaks. */
function answerFor(flows: readonly CorpusFile[]) {
  const analysis = analyse(flows.map(({ path: uri, text }) => ({ uri, text })));
  const lines = new Map(analysis.files.map((file) => [file.uri, file.lines]));
  const lineOf = ({ uri, span }: Place) => lines.get(uri)!.positionAt(span.start).line + 1;
  return {
    unread: analysis.files
      .filter(({ status, problems }) => status !== 'analysed' || problems > 0)
      .map(({ uri, status, problems, reason }) => `${uri}: ${status}, problems: ${problems}. ${reason}`),
    broken: analysis.findings
      .filter(({ rule }) => reading.has(rule) || rule === 'internal-error')
      .map((finding) => `${finding.uri}:${lineOf(finding)} ${finding.rule}: ${finding.message}`),
    leaks: analysis.findings
      .filter(({ sink }) => sink)
      .map((leak) => {
        const source = leak.trace[0] ? `line ${lineOf(leak.trace[0])}` : 'nowhere';
        return `${leak.uri}:${lineOf(leak)} ${leak.severity} ${leak.sink} ${leak.labels?.join()}, from ${source}`;
      }),
  };
}

test.skipIf(!hasCorpus)('the corpus is complete', () => {
  expect(files.length).toBeGreaterThanOrEqual(106);
  expect(files.map(({ path }) => path)).toContain(SECURE_FLOW);
});

test.each(repositories)('every flow of $repository is read, and leaks what the review says', ({ flows }) => {
  const leaks = REVIEWED.filter((leak) => flows.some(({ path }) => leak.startsWith(`${path}:`)));
  expect(answerFor(flows)).toEqual({ unread: [], broken: [], leaks });
});

/** What is said about the data actions themselves, but for hints, reviewed by reading them: a placeholder of a token. */
const REVIEWED_ACTIONS = [
  'Add DataAction for creating HubSpot tickets.json:10 error credential-in-data-action: The data action "Hubspot insert ticket" holds a bearer token',
];

test.skipIf(!hasCorpus)('the data actions of the corpus are judged as the review says', () => {
  const actions = corpusFiles('data-action-json', 'tf');
  const { findings, files: read } = analyse(actions.map(({ path: uri, text }) => ({ uri, text })));
  const lines = new Map(read.map((file) => [file.uri, file.lines]));
  const said = findings
    .filter(({ severity }) => severity !== 'hint')
    .map(({ uri, span, severity, rule, message }) => {
      const name = uri.slice(uri.lastIndexOf('/') + 1);
      return `${name}:${lines.get(uri)!.positionAt(span.start).line + 1} ${severity} ${rule}: ${message}`;
    });
  expect(said).toEqual(REVIEWED_ACTIONS);
});

test.skipIf(!hasCorpus)('flows and everything beside them as one workspace leak the same', () => {
  const all = corpusFiles('archy-yaml', 'i3', 'architect-json', 'data-action-json', 'tf');
  expect(answerFor(all).leaks).toEqual(REVIEWED);
});

test.skipIf(!hasCorpus)('the whole corpus as one workspace leaks the same', () => {
  expect(answerFor(files)).toEqual({ unread: [], broken: [], leaks: REVIEWED });
});
