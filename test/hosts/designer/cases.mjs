// What the designer has to do, in the order in which somebody would try it.
import { EDITING } from './editing.mjs';
import { LOOKS } from './looks.mjs';
import { READING } from './reading.mjs';

export const CASES = [
  ...READING,
  ...EDITING,
  ...LOOKS,
  {
    title: 'nothing was asked from elsewhere, nothing broke the policy, and nothing failed in silence',
    async run({ seen: { foreign, violations, errors } }) {
      // The browser reports every refused request; one case has a save refused, and the page says so itself.
      const unexpected = errors.filter((text) => !text.includes('status of 409 (Conflict)'));
      const all = [...foreign, ...violations, ...unexpected];
      if (all.length > 0) throw new Error(all.join('\n'));
    },
  },
];
