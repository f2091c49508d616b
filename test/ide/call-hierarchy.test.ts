import { expect, test } from 'vitest';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/core/ide/call-hierarchy.js';
import { contextOf } from '../support/ide-cases.js';

const FLOW = `inboundCall:
  name: Pay
  startUpRef: ./tasks/task[Main]
  tasks:
    - task: { name: Main, actions: [ { jumpToTask: { name: On, targetTaskRef: "./tasks/task[End]" } } ] }
    - task: { name: End, actions: [ { disconnect: { name: Stop } } ] }
`;

const before = contextOf([{ uri: 'pay.yaml', text: FLOW }], 'pay.yaml')!;
const item = prepareCallHierarchy(before, FLOW.indexOf('name: End') + 7)!;

test('an item that comes back after the file changed is found by its name', () => {
  const after = contextOf(
    [{ uri: 'pay.yaml', text: FLOW.replace('tasks:\n', 'tasks:\n    - task: { name: New }\n') }],
    'pay.yaml',
  )!;
  expect(incomingCalls(after, item).map((call) => call.item.name)).toEqual(['Main']);
});

test('an item whose task is gone has no calls', () => {
  const after = contextOf([{ uri: 'pay.yaml', text: FLOW.replace('name: End', 'name: Over') }], 'pay.yaml')!;
  expect([incomingCalls(after, item), outgoingCalls(after, item)]).toEqual([[], []]);
});

test('an item of a file that is not there any more has no calls', () => {
  const after = contextOf([{ uri: 'other.yaml', text: FLOW }], 'other.yaml')!;
  expect([incomingCalls(after, item), outgoingCalls(after, item)]).toEqual([[], []]);
});
