import { describe, expect, test } from 'vitest';
import { allActions } from '../../server/core/catalog/actions.js';
import icons from '../../server/core/catalog/architect/icons.json' with { type: 'json' };
import type { ActionView, GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { iconOf } from '../../server/core/ide/graph-view/icons.js';
import { analyse } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { actionsIn, graphViewOfFiles, nodeIds } from '../support/graph-view.js';

const ICONS: readonly string[] =
  'collects speaks sends sets-data data-action secure-action participant screen-pop finds looks-up decides switches loops menu calls transfers queue bot waits ends task unknown'.split(
    ' ',
  );

const files = corpusFiles('archy-yaml', 'i3', 'architect-json');
if (!hasCorpus) console.log('The corpus is not beside this repository (../shared/corpus): its tests are skipped.');

describe('icons', () => {
  test('every row names an icon of the look, and an action or category of the catalogue', () => {
    const facts = [...allActions()];
    const wrong = icons.filter(
      ({ icon, action, category }) =>
        !ICONS.includes(icon) ||
        !facts.some((one) => (action === undefined ? one.category === category : one.key === action)),
    );
    expect(wrong).toEqual([]);
  });

  test('every action of the catalogue has one', () => {
    expect([...allActions()].filter(({ key }) => iconOf(key).icon === 'unknown')).toEqual([]);
  });
});

describe.skipIf(!hasCorpus)('real flows', () => {
  test.each(files)('$path', ({ path: uri, text }) => {
    const { flows } = analyse([{ uri, text }]).files[0]!;
    const view = graphViewOfFiles([{ uri, text }]);
    const drawn = actionsIn(view);
    expect(drawn).toHaveLength(flows.flatMap(({ actions }) => actions).length);
    const ids = nodeIds(view);
    expect(new Set(ids).size).toBe(ids.length);
    expect(danglingIds(view)).toEqual([]);
    expect(brokenTokens(drawn)).toEqual([]);
    // A line above moves every place, but no id.
    const moved = uri.includes('.i3') || text.startsWith('{') ? text : `# A comment.\n${text}`;
    expect(nodeIds(graphViewOfFiles([{ uri, text: moved }]))).toEqual(ids);
  });

  test('the corpus as one workspace is drawn whole', { timeout: 60_000 }, () => {
    const all = files.map(({ path: uri, text }) => ({ uri, text }));
    const view = graphViewOfFiles(all);
    expect(view.flows).toHaveLength(analyse(all).files.flatMap(({ flows }) => flows).length);
    const ids = nodeIds(view);
    expect(new Set(ids).size).toBe(ids.length);
    expect(danglingIds(view)).toEqual([]);
  });
});

/** Ids that something refers to and that nothing has. */
function danglingIds(view: GraphView): string[] {
  const known = new Set(nodeIds(view));
  const used = [
    ...view.flows.flatMap(({ calls, broken }) => [
      ...calls.flatMap(({ from, to }) => [from, to]),
      ...broken.flatMap(({ node }) => node ?? []),
    ]),
    ...view.links.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ...view.findings.flatMap(({ node }) => node ?? []),
    ...[...view.paths, ...view.stops].flatMap(({ steps }) =>
      steps.flatMap(({ node, hop }) => [node, ...(hop?.kind === 'control' ? hop.passes : [])]),
    ),
    ...view.stops.flatMap(({ usedAt }) => usedAt),
  ];
  return used.filter((id) => !known.has(id));
}

/** Tokens that overlap or reach out of their text. */
function brokenTokens(actions: readonly ActionView[]): string[] {
  return actions.flatMap(({ properties }) =>
    properties
      .filter(({ value, tokens }) => {
        let last = 0;
        for (const { start, end } of tokens) {
          if (start < last || end <= start || end > value.length) return true;
          last = end;
        }
        return false;
      })
      .map(({ value }) => value),
  );
}

describe('what stays the same and what is hidden', () => {
  const flow = (extra: string) => `inboundCall:
  name: Flow
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        actions:
${extra}          - playAudio: { name: Say, audio: { tts: Hello. } }
          - playAudio: { name: Say, audio: { tts: Hello. } }
          - updateData:
              name: Set
              statements:
                - string: { variable: Flow.apiKey, value: { lit: hunter2-is-long-enough } }
                - string: { variable: Flow.text, value: { exp: '"4111111111111111"' } }
`;

  test('an action in front leaves the ids of the others alone', () => {
    const before = nodeIds(graphViewOfFiles([{ uri: 'flow.yaml', text: flow('') }]));
    const wait = '          - wait: { name: First, duration: { lit: { seconds: 1 } } }\n';
    const after = nodeIds(graphViewOfFiles([{ uri: 'flow.yaml', text: flow(wait) }]));
    expect(after.filter((id) => before.includes(id))).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
  });

  test('no value that looks like a card number or a key comes out', () => {
    const text = JSON.stringify(graphViewOfFiles([{ uri: 'flow.yaml', text: flow('') }]));
    expect(text).not.toMatch(/4111111111111111|hunter2/);
    expect(text).toContain('************1111');
  });

  test('files without a flow are named with the reason', () => {
    const { unread } = graphViewOfFiles([{ uri: 'notes.yaml', text: 'a: 1\n' }]);
    expect(unread).toEqual([{ uri: 'notes.yaml', reason: 'no flow in it' }]);
  });

  test('what starts a call stands before what it leads to, whatever the files are called', () => {
    const calling = flow('          - transferToFlow: { name: Over, targetFlow: { name: Second } }\n');
    const second = flow('').replace('name: Flow', 'name: Second');
    const { flows } = graphViewOfFiles([
      { uri: 'a.yaml', text: second },
      { uri: 'b.yaml', text: calling },
    ]);
    expect(flows.map(({ name }) => name)).toEqual(['Flow', 'Second']);
  });
});
