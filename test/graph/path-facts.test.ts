import { expect, test } from 'vitest';
import { readArchitectYaml } from '../../server/core/formats/architect-yaml/read.js';
import { buildControlGraph, type ControlGraph } from '../../server/core/graph/control-graph.js';
import { FactSteps } from '../../server/core/graph/fact-steps.js';
import { FACTS_AT_ONCE, followFacts } from '../../server/core/graph/path-facts.js';
import { shortestWay } from '../../server/core/graph/ways.js';

function graphOf(text: string): ControlGraph {
  const { flow } = readArchitectYaml({ uri: 'flow.yaml', text });
  if (!flow) throw new Error('no flow');
  return buildControlGraph(flow);
}

/** Names of the actions that are reached without the way out `yes` of the decision called `Gate`. */
function beforeGate(graph: ControlGraph, fact = 0): string[] {
  const steps = new FactSteps(graph, fact + 1);
  for (const { name, index } of graph.flow.actions) {
    graph.edges[index]!.forEach(({ output }, place) => {
      if (name === 'Gate' && output === 'yes') steps.take(index, place, fact);
    });
  }
  const facts = followFacts(steps, 'all');
  return graph.flow.actions.filter(({ index }) => facts.has(index, fact)).map(({ name }) => name);
}

const GATE = `decision:
              name: Gate
              condition: { exp: 'Call.Ani == "1"' }`;

test('a fact is gone behind the edge that takes it, and there again where the ways meet', () => {
  const graph = graphOf(`inboundCall:
  tasks:
    - task:
        actions:
          - ${GATE}
              outputs: { "yes": { actions: [ { playAudio: { name: In } } ] }, "no": { actions: [ { playAudio: { name: Out } } ] } }
          - disconnect: { name: End }
`);
  expect(beforeGate(graph)).toEqual(['Gate', 'Out', 'End']);
});

test('a called task gives back to each caller only what that caller brought', () => {
  const graph = graphOf(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[Main]"
  tasks:
    - task:
        refId: Main
        actions:
          - ${GATE}
              outputs: { "yes": { actions: [ { callTask: { name: Clean, targetTaskRef: "./tasks/task[T]" } }, { playAudio: { name: In } }, { disconnect: { name: Bye } } ] } }
          - callTask: { name: Dirty, targetTaskRef: "./tasks/task[T]" }
          - playAudio: { name: Out }
    - task: { refId: T, actions: [ { playAudio: { name: Both } } ] }
`);
  expect(beforeGate(graph)).toEqual(['Gate', 'Dirty', 'Out', 'Both']);
});

test('tasks that call each other, and loops, come to an end', () => {
  const graph = graphOf(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[A]"
  tasks:
    - task:
        refId: A
        actions:
          - ${GATE}
              outputs: { "no": { actions: [ { callTask: { name: To B, targetTaskRef: "./tasks/task[B]" } } ] } }
          - playAudio: { name: After }
    - task: { refId: B, actions: [ { callTask: { name: To A, targetTaskRef: "./tasks/task[A]" } }, { jumpToTask: { name: Jump, targetTaskRef: "./tasks/task[A]" } } ] }
`);
  expect(beforeGate(graph)).toEqual(['Gate', 'To B', 'To A']);
});

test('facts beyond the first word are told apart', () => {
  const graph = graphOf(`inboundCall:
  tasks: [ { task: { actions: [ { playAudio: { name: One } }, { playAudio: { name: Two } }, { disconnect: { name: End } } ] } } ]
`);
  const last = FACTS_AT_ONCE - 1;
  const steps = new FactSteps(graph, FACTS_AT_ONCE);
  for (const fact of [0, 31, last]) steps.give(0, 0, fact);
  steps.take(1, 0, 0);
  const facts = followFacts(steps, 'none');
  expect([0, 31, 32, last].map((fact) => facts.has(2, fact))).toEqual([false, true, false, true]);
  expect([0, 1, 2].map((node) => facts.first(node))).toEqual([-1, 0, 31]);
});

test('of what is said about a fact at one edge the last word counts', () => {
  const graph = graphOf(`inboundCall:
  tasks: [ { task: { actions: [ { playAudio: { name: One } }, { disconnect: { name: End } } ] } } ]
`);
  const after = (...words: readonly ((steps: FactSteps) => void)[]) => {
    const steps = new FactSteps(graph, 40);
    for (const say of words) say(steps);
    const facts = followFacts(steps, 'none');
    return [1, 39].filter((fact) => facts.has(1, fact));
  };
  const give = (steps: FactSteps) => [1, 39].forEach((fact) => void steps.give(0, 0, fact));
  const take = (steps: FactSteps) => steps.take(0, 0, 39);
  const takeAll = (steps: FactSteps) => steps.takeAll(0, 0);
  expect(after(give)).toEqual([1, 39]);
  expect(after(give, take)).toEqual([1]);
  expect(after(give, takeAll)).toEqual([]);
  expect(after(takeAll, give)).toEqual([1, 39]);
});

test('a way goes into a task or past it, and never past one that does not come back', () => {
  const graph = graphOf(`inboundCall:
  startUpRef: "/inboundCall/tasks/task[Main]"
  tasks:
    - task: { refId: Main, actions: [ { callTask: { name: Go, targetTaskRef: "./tasks/task[T]" } }, { playAudio: { name: Never } } ] }
    - task: { refId: T, actions: [ { playAudio: { name: Inside } }, { disconnect: { name: End } } ] }
`);
  const to = (name: string) => graph.flow.actions.find((action) => action.name === name)!.index;
  const always = () => true;
  expect(shortestWay(graph, to('Never'), always, always)).toBeUndefined();
  expect(shortestWay(graph, to('Inside'), always, always)?.map(({ edge }) => edge?.output)).toEqual([
    '',
    undefined,
    '',
  ]);
});
