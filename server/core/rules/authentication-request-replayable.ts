import { labelSet } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { hasPurpose } from '../catalog/purposes.js';
import { nameBehindScope } from '../model/expression.js';
import type { Slot } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { actionName } from './describe.js';
import { hasField, requestsOf } from './requests.js';
import { type CheckedWorkspace, defineRule } from './rule.js';

const CREDENTIALS = labelSet('PIN', 'OTP', 'SECRET');

export default defineRule({
  title: 'Authentication request can be sent again',
  family: 'handling',
  severity: 'information',
  confidence: 'low',
  persona: 'regular',
  since: '0.1.0',
  why: "A request that looks the same every time can be recorded and sent again by somebody else. A time stamp and a nonce or signature make yesterday's request worthless.",
  instead:
    'Send the time of the request and a nonce or a signature along, and let the service refuse what is older than a minute.',
  falsePositives:
    'The integration may add them in its request template, which stands outside the flow. Accept the finding with that reason.',
  pci: [],
  cwe: ['CWE-294'],
  seed: ['I11'],
  examples: [
    {
      bad: `secureCall:
  variables: [ { stringVariable: { name: Flow.pin, isSecure: true } } ]
  tasks:
    - task:
        actions:
          - callDataSecure: { name: Check, category: { Bank: { dataAction: { Verify PIN: { inputs: { pin: { exp: Flow.pin } } } } } } }
`,
      fixed: `secureCall:
  variables: [ { stringVariable: { name: Flow.pin, isSecure: true } } ]
  tasks:
    - task:
        actions:
          - callDataSecure: { name: Check, category: { Bank: { dataAction: { Verify PIN: { inputs: { pin: { exp: Flow.pin }, request_timestamp: { exp: ToString(GetCurrentDateTimeUtc()) } } } } } } }
`,
    },
  ],

  check({ file, workspace, facts, report }) {
    const followed = credentialPlaces(workspace);
    for (const request of requestsOf(file)) {
      const { action, target, inputs } = request;
      if (!hasPurpose('authentication', target.name) || hasField(request, 'freshness')) continue;
      const isFollowed = ({ value }: Slot) => value && followed.has(placeKey(file.uri, value.span.start));
      const credential = inputs.find((input) => isCredential(input, facts) || isFollowed(input));
      if (!credential) continue;
      const message = `${actionName(action)} sends a credential without the time, a nonce or a signature`;
      report({ span: credential.span, message, action: action.index });
    }
  },
});

const placesByWorkspace = new WeakMap<CheckedWorkspace, ReadonlySet<string>>();

/** Inputs that a credential reaches, whatever it is called there. */
function credentialPlaces(workspace: CheckedWorkspace): ReadonlySet<string> {
  const known = placesByWorkspace.get(workspace);
  if (known) return known;
  const { paths, passages } = workspace;
  const reached = [...paths, ...passages].filter(({ labels }) => (labels & CREDENTIALS) !== 0);
  const places = new Set(reached.map(({ sink: { place } }) => placeKey(place.uri, place.span.start)));
  placesByWorkspace.set(workspace, places);
  return places;
}

function placeKey(uri: string, offset: number): string {
  return `${uri} ${offset}`;
}

/** By the name of the input, or of a variable that fills it. */
function isCredential({ name, value }: Slot, facts: LocalFacts): boolean {
  let found = (classifyWith(facts, name).labels & CREDENTIALS) !== 0;
  if (value?.expression) {
    walkExpression(value.expression, (part) => {
      if (part.kind !== 'reference') return;
      found ||= (classifyWith(facts, nameBehindScope(part.name)).labels & CREDENTIALS) !== 0;
    });
  }
  return found;
}
