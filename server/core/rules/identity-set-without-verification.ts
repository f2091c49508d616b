import { findAction } from '../catalog/actions.js';
import { hasPurpose, isNegative } from '../catalog/purposes.js';
import { isLeftOut, literalText } from '../graph/action-values.js';
import type { Action, Slot } from '../model/flow.js';
import { callerVerification, unprovenWay } from './caller-verification.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Identity attribute set without verification',
  family: 'authentication',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Routing, screen pops and agents trust these attributes. When they are set on a way on which the caller was not verified, somebody else is served as that customer.',
  instead: 'Set them only behind the branch on which the verification succeeded, and clear them where it fails.',
  falsePositives:
    'Identities that are only looked up, for example by the number of the caller, are not meant: a flow in which nothing verifies anybody is left alone, unless it sets an attribute that says the caller was verified.',
  pci: ['7.2.1'],
  cwe: ['CWE-287', 'CWE-269'],
  seed: ['I7'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.id } } ]
        actions:
          - callData: { name: Check, category: { Crm: { dataAction: { Verify OTP: { inputs: { line: { exp: Call.Ani } }, successOutputs: { id: { var: Task.id } } } } } } }
          - setParticipantData: { name: Promote, attributes: [ { attribute: { name: { lit: customer.id }, value: { exp: Task.id } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.id } } ]
        actions:
          - callData:
              name: Check
              category: { Crm: { dataAction: { Verify OTP: { inputs: { line: { exp: Call.Ani } }, successOutputs: { id: { var: Task.id } } } } } }
              outputs: { success: { actions: [ { setParticipantData: { name: Promote, attributes: [ { attribute: { name: { lit: customer.id }, value: { exp: Task.id } } } ] } } ] } }
`,
    },
  ],

  check({ file, workspace, report }) {
    const { flow, graph } = file;
    for (const action of flow.actions) {
      if (!graph.reachable[action.index]) continue;
      const set = attributesOf(action).filter(({ slot, name }) => hasPurpose('identity', name) && isSet(slot));
      if (set.length === 0) continue;
      const verification = callerVerification(file, workspace);
      if (!verification.isUnproven[action.index]) continue;
      const told = verification.isInSight ? set : set.filter(({ slot, name }) => claims(slot, name));
      for (const { slot, name } of told) {
        report({
          span: slot.key?.span ?? slot.nameSpan,
          message: `${actionName(action)} sets "${name}" where the caller has not been proven to be that customer`,
          action: action.index,
          trace: unprovenWay(file, verification, action.index),
        });
      }
    }
  },
});

interface Attribute {
  readonly slot: Slot;
  readonly name: string;
}

/** What an action keeps beside the call under names of its own. */
function attributesOf({ kind, slots }: Action): Attribute[] {
  const sinks = findAction(kind)?.sinks;
  return slots.flatMap((slot) => {
    if (!slot.key || sinks?.get(slot.role)?.sink !== 'participant-data') return [];
    const name = literalText(slot.key);
    return name ? [{ slot, name }] : [];
  });
}

/** Clearing an attribute, or saying no with it, promotes nobody. */
function isSet({ value }: Slot): boolean {
  if (isLeftOut(value)) return false;
  const text = value && literalText(value);
  return text === undefined || (text !== '' && !isNegative(text));
}

/** An attribute that says in so many words that the caller was verified. */
function claims({ value }: Slot, name: string): boolean {
  return hasPurpose('proven', name) && value !== undefined && literalText(value) !== undefined;
}
