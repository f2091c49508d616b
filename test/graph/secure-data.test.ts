import { expect, test } from 'vitest';
import { readArchitectYaml } from '../../server/core/formats/architect-yaml/read.js';
import { findSecureData, hasKey, type KeyIcon, type SecureData } from '../../server/core/graph/secure-data.js';
import type { Flow } from '../../server/core/model/flow.js';

function read(text: string): { readonly flow: Flow; readonly data: SecureData } {
  const { flow } = readArchitectYaml({ uri: 'flow.yaml', text });
  if (!flow) throw new Error('no flow');
  return { flow, data: findSecureData(flow) };
}

/** 'Ask: own', 'Check: beneath' for everything with a key. */
function keys(flow: Flow, data: SecureData): string[] {
  const words = (name: string, icon: KeyIcon) =>
    hasKey(icon) ? [`${name}: ${[icon.own && 'own', icon.beneath && 'beneath'].filter(Boolean).join(' and ')}`] : [];
  return [
    ...words('flow', data.flow),
    ...flow.containers.flatMap(({ name, index }) => words(name, data.containers[index]!)),
    ...flow.actions.flatMap(({ name, index }) => words(name, data.actions[index]!)),
  ];
}

test('the key rises from an action to its path, the action around it, the task and the flow', () => {
  const { flow, data } = read(`secureCall:
  tasks:
    - task:
        name: Pay
        variables: [ { stringVariable: { name: Task.card, isSecure: true } }, { integerVariable: { name: Task.n } } ]
        actions:
          - decision:
              name: Open
              condition: { exp: Task.n > 1 }
              outputs:
                "yes": { actions: [ { playAudio: { name: Say, audio: { exp: ToAudioTTS(Task.card) } } } ] }
                "no": { actions: [ { playAudio: { name: Sorry, audio: { tts: Closed } } } ] }
    - task: { name: Other, actions: [ { disconnect: { name: End } } ] }
`);
  expect(keys(flow, data)).toEqual(['flow: beneath', 'Pay: beneath', 'Open: beneath', 'Say: own']);
  expect(data.outputs[0]).toEqual([true, false]);
});

test('some actions always carry the key, whatever they read', () => {
  const { flow, data } = read(`inboundCall:
  tasks:
    - task:
        name: Main
        actions:
          - callDataSecure: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { a: { lit: 1 } } } } } } }
          - extractSecureData: { name: Open, statements: [] }
          - transferToFlowSecure: { name: Go, targetFlow: { lit: { name: Payment } } }
          - callData: { name: Plain, category: { Bank: { dataAction: { Pay: { inputs: { a: { lit: 1 } } } } } } }
`);
  expect(keys(flow, data)).toEqual(['flow: beneath', 'Main: beneath', 'Pay: own', 'Open: own', 'Go: own']);
});

test('one reference anywhere in a value is enough, and a write is none', () => {
  const { flow, data } = read(`secureCall:
  variables: [ { stringVariable: { name: Flow.card, isSecure: true } } ]
  tasks:
    - task:
        name: Main
        actions:
          - collectInput: { name: Ask, inputData: { var: Flow.card } }
          - decision: { name: Check, condition: { exp: "If(true, IsSet(FLOW.CARD), false)" } }
`);
  expect(keys(flow, data)).toEqual(['flow: beneath', 'Main: beneath', 'Check: own']);
  expect(data.reads.map(({ name, declaration }) => [name, declaration?.name])).toEqual([['FLOW.CARD', 'Flow.card']]);
});

test("a menu's audio and the flow's greeting give the key to the menu and the flow themselves", () => {
  const { flow, data } = read(`secureCall:
  variables: [ { stringVariable: { name: Flow.card, isSecure: true } } ]
  initialGreeting: { exp: ToAudioTTS(Flow.card) }
  menus: [ { menu: { name: Menu, audio: { exp: ToAudioTTS(Flow.card) }, choices: [ { menuDisconnect: { name: End } } ] } } ]
`);
  expect(keys(flow, data)).toEqual(['flow: own and beneath', 'Menu: own']);
});

test("a task's own variable hides the flow's, and other tasks do not see it", () => {
  const { flow, data } = read(`secureCall:
  tasks:
    - task:
        name: One
        variables: [ { stringVariable: { name: Task.value, isSecure: true } } ]
        actions: [ { playAudio: { name: Key, audio: { exp: ToAudioTTS(Task.value) } } } ]
    - task:
        name: Two
        variables: [ { stringVariable: { name: Task.value } } ]
        actions: [ { playAudio: { name: No key, audio: { exp: ToAudioTTS(Task.value) } } } ]
`);
  expect(keys(flow, data)).toEqual(['flow: beneath', 'One: beneath', 'Key: own']);
});
