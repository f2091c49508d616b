import { BUDGETS, budgetOf } from '../../catalog/budgets.js';
import { hasPurpose } from '../../catalog/purposes.js';
import { apologyOf } from '../../catalog/remedies.js';
import type { BodyPart, SettingDraft } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import { isLeftOut, slotOf } from '../../graph/action-values.js';
import type { Fix } from '../../model/finding.js';
import { kindName } from '../describe.js';
import type { CheckedCall } from '../external-call.js';
import type { CheckedFlow } from '../rule.js';
import { apologyDrafts, copyOfCall, pauseDraft, valueDraft } from './drafts.js';
import { makeFix } from './make-fix.js';

const WORDS = 'Sorry, the service cannot be reached at the moment.';

/** Seconds that a call gets when nothing else is known. */
export const USUAL_TIMEOUT = 30;

/** Gives a call the ways out that it lacks. A call that may be made twice is tried once more before. */
export function catchFailure(
  file: CheckedFlow,
  call: CheckedCall,
  missing: readonly string[],
  mayRepeat: boolean,
): readonly Fix[] {
  const apology = apologyOf(file.flow.type);
  if (!apology) return [];
  const sorry = apologyDrafts(apology, WORDS);
  const retry = mayRepeat ? retryOf(call, sorry) : undefined;
  const add = (title: string, body: readonly BodyPart[]) => {
    const outputs = missing.map((name) => ({ name, body }));
    return makeFix(title, false, file.uri, [editorOf(file).addOutputs(call.action, outputs)]);
  };
  const end = apology.say ? 'say that it does not work and end' : 'end';
  return [
    ...(retry
      ? add(`Try once more after two seconds, then ${end}`, [pauseDraft(apology.pause, 'Wait two seconds'), retry])
      : []),
    ...add(`${end.charAt(0).toUpperCase()}${end.slice(1)} when it fails`, sorry),
  ];
}

/**
 * The same call again. Not for a call that changes something, that counts attempts, or that carries a secret; and only
 * where success goes straight on, because what stands on its path would have to be there twice.
 */
function retryOf({ action, facts, names, carriesSecret }: CheckedCall, sorry: readonly BodyPart[]) {
  const isOnce = names.some((name) => hasPurpose('happens once', name) || hasPurpose('authentication', name));
  const isPlain = action.outputs.every(
    ({ name, body }) => name === facts.failed || name === facts.late || body.length === 0,
  );
  if (isOnce || carriesSecret || !isPlain) return undefined;
  const value = slotOf(action, facts.timeout)?.value;
  const written = value && !isLeftOut(value) ? valueDraft(value) : undefined;
  const timeout: SettingDraft = { role: facts.timeout, value: written ?? secondsDraft(timeoutFor(names)) };
  const draft = copyOfCall(action, `${action.name || kindName(action)}, second try`, [timeout]);
  return draft && { ...draft, outputs: [facts.failed, facts.late].map((name) => ({ name, body: sorry })) };
}

/** What a call of this purpose may take. */
export function timeoutFor(names: readonly string[]): number {
  const { least, most = USUAL_TIMEOUT } = budgetOf(BUDGETS, ...names) ?? {};
  return least ?? most;
}

export function secondsDraft(seconds: number): SettingDraft['value'] {
  return { mode: 'fields', fields: [['seconds', String(seconds)]] };
}
