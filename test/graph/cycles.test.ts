import { expect, test } from 'vitest';
import { readArchitectYaml } from '../../server/core/formats/architect-yaml/read.js';
import { buildControlGraph } from '../../server/core/graph/control-graph.js';
import { nodesInCycles } from '../../server/core/graph/cycles.js';

/** Names of the actions that control may come by again and again. */
function repeated(text: string): string[] {
  const { flow } = readArchitectYaml({ uri: 'flow.yaml', text });
  if (!flow) throw new Error('no flow');
  const marks = nodesInCycles(buildControlGraph(flow));
  return flow.actions.filter(({ index }) => marks[index]).map(({ name }) => name);
}

const call = (name: string, task: string) => `callTask: { name: ${name}, targetTaskRef: "./tasks/task[${task}]" }`;
const jump = (name: string, task: string) => `jumpToTask: { name: ${name}, targetTaskRef: "./tasks/task[${task}]" }`;

test('a task that is called twice in a row is no cycle', () => {
  expect(
    repeated(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[Main]"
  tasks:
    - task: { refId: Main, actions: [ { ${call('First', 'T')} }, { ${call('Second', 'T')} } ] }
    - task: { refId: T, actions: [ { playAudio: { name: Inside } } ] }
`),
  ).toEqual([]);
});

test('what a call in a circle runs is in the circle, and what it jumps away to is not', () => {
  expect(
    repeated(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[Main]"
  tasks:
    - task: { refId: Main, actions: [ { ${call('Go', 'T')} }, { ${jump('Again', 'Main')} }, { playAudio: { name: Never } } ] }
    - task:
        refId: T
        actions:
          - playAudio: { name: Inside }
          - decision: { name: Done?, condition: { exp: 'Call.Ani == "1"' }, outputs: { "yes": { actions: [ { ${jump('Away', 'U')} } ] } } }
          - ${call('Deeper', 'V')}
    - task: { refId: U, actions: [ { playAudio: { name: Outside } } ] }
    - task: { refId: V, actions: [ { playAudio: { name: Deep } } ] }
`),
  ).toEqual(['Go', 'Again', 'Inside', 'Done?', 'Away', 'Deeper', 'Deep']);
});

test('tasks that call each other are a circle, and so is a loop', () => {
  expect(
    repeated(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[A]"
  tasks:
    - task: { refId: A, actions: [ { ${call('To B', 'B')} }, { playAudio: { name: Behind } } ] }
    - task: { refId: B, actions: [ { ${call('To A', 'A')} } ] }
`),
  ).toEqual(['To B', 'Behind', 'To A']);
  expect(
    repeated(`inboundCall:
  tasks:
    - task:
        actions:
          - loop: { name: Round, loopCount: { lit: 3 }, outputs: { loop: { actions: [ { playAudio: { name: In } } ] } } }
          - playAudio: { name: After }
`),
  ).toEqual(['Round', 'In']);
});

test('an error handler that goes back makes a circle of everything', () => {
  expect(
    repeated(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[A]"
  settingsErrorHandling: { errorHandling: { task: { targetTaskRef: "./tasks/task[E]" } } }
  tasks:
    - task: { refId: A, actions: [ { playAudio: { name: Say } } ] }
    - task: { refId: E, actions: [ { ${jump('Back', 'A')} } ] }
`),
  ).toEqual(['Say', 'Back']);
});
