import type { Apology, Pause } from '../../catalog/remedies.js';
import type { ActionDraft, SettingDraft, TargetDraft, ValueDraft } from '../../formats/draft.js';
import type { Action, Slot, Value } from '../../model/flow.js';

/** A value as it is written; undefined for one that is in a form of its own. */
export function valueDraft({ mode, fields, source }: Value): ValueDraft | undefined {
  if (mode === 'none') return { mode };
  if (mode === 'unknown') return undefined;
  return fields ? { mode: 'fields', fields } : { mode, text: source.text };
}

/** The same call once more, without its ways out; undefined when a part of it is in a form of its own. */
export function copyOfCall(action: Action, name: string, settings: readonly SettingDraft[]): ActionDraft | undefined {
  const { target, slots } = action;
  if (!target) return undefined;
  const inputs: [string, ValueDraft][] = [];
  for (const slot of slots) {
    if (slot.role !== 'inputs') continue;
    const value = slot.value && valueDraft(slot.value);
    if (!value) return undefined;
    inputs.push([slot.name, value]);
  }
  const { kind, name: called, category } = target;
  const copied: TargetDraft = {
    kind,
    name: called,
    ...(category === undefined ? {} : { category }),
    inputs,
    successOutputs: slots.flatMap(bindingOf),
  };
  return { kind: action.kind, name, target: copied, settings };
}

function bindingOf({ role, name, target }: Slot): [name: string, variable: string][] {
  return role === 'successOutputs' && target ? [[name, target.name]] : [];
}

export function pauseDraft({ action, role, mode, text }: Pause, name: string): ActionDraft {
  const [unit = '', amount = ''] = text.split(' ');
  const value: ValueDraft = mode === 'fields' ? { mode, fields: [[unit, amount]] } : { mode, text };
  return { kind: action, name, settings: [{ role, value }] };
}

/** Says something to whoever is on the line, and ends. */
export function apologyDrafts({ say, end }: Apology, words: string): ActionDraft[] {
  const spoken: ActionDraft[] = say
    ? [
        {
          kind: say.action,
          name: 'Say that it does not work',
          settings: [{ role: say.role, value: { mode: 'speech', text: words } }],
        },
      ]
    : [];
  return [...spoken, { kind: end.action, name: 'End after the failure' }];
}
