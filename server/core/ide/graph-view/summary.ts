import { findAction } from '../../catalog/actions.js';
import { resolveContainer } from '../../graph/control-graph.js';
import type { Expression } from '../../model/expression.js';
import type { Action, Flow, Slot, TargetKind, Value } from '../../model/flow.js';
import { shownName } from '../shown-name.js';
import type { IconName } from './graph-view.js';
import { type IconRow, iconOf } from './icons.js';
import { shortText, shownValue } from './shown-texts.js';
import { flowKindName } from './words.js';

const LONGEST = 60;
const LONGEST_NAME = 40;
const ARROW = '\u2192';

const TARGETS: Readonly<Record<TargetKind, string>> = {
  task: 'task',
  menu: 'menu',
  state: 'state',
  bot: 'bot',
  flow: 'flow',
  'common-module': 'module',
  'bot-flow': 'bot flow',
  'data-action': 'data action',
  script: 'script',
  'called-script': 'script',
  'data-table': 'table',
};

const IN_FLOW: ReadonlySet<TargetKind> = new Set<TargetKind>(['task', 'menu', 'state', 'bot']);

/** What an action does, in one short line. Variables stand first or last, so that they survive a cut. look.md, section 3. */
export function summaryOf(flow: Flow, action: Action): string {
  const row = iconOf(action.kind);
  return shortText(new Summary(flow, action, row).text(), LONGEST);
}

/** The author's name of an action, else the platform's. */
export function titleOf(action: Action): string {
  return shownName(action.name) || kindName(action);
}

class Summary {
  readonly #flow: Flow;
  readonly #action: Action;
  readonly #row: IconRow;

  constructor(flow: Flow, action: Action, row: IconRow) {
    this.#flow = flow;
    this.#action = action;
    this.#row = row;
  }

  text(): string {
    const { icon } = this.#row;
    switch (icon) {
      case 'collects':
        return this.#collects();
      case 'speaks':
        return this.#says('says');
      case 'sends':
        return this.#says('sends');
      case 'sets-data':
        return this.#assignments();
      case 'participant':
        return this.#attributes();
      case 'transfers':
      case 'queue':
        return this.#whereTo();
      case 'ends':
        return this.#ending();
      case 'unknown':
        return 'unknown action, kept as text';
      default:
        return this.#thing(icon);
    }
  }

  #slots(): readonly Slot[] {
    const { slots } = this.#action;
    const role = this.#row.roles.find((one) => slots.some((slot) => slot.role === one));
    return slots.filter((slot) => slot.role === role);
  }

  #value(): string {
    return valueText(this.#slots().find(({ value }) => value)?.value);
  }

  /** Files name tasks by reference ids; people know them by name. */
  #target(): string {
    const { target } = this.#action;
    const container = target && IN_FLOW.has(target.kind) ? resolveContainer(this.#flow, target) : undefined;
    return shortText(container?.name || target?.name || '', LONGEST_NAME);
  }

  #collects(): string {
    const bound = this.#slots().find((slot) => slot.target);
    if (bound?.target) return `${bound.role === 'slot' ? 'answer' : 'digits'} ${ARROW} ${bound.target.name}`;
    return this.#says('asks');
  }

  #says(verb: string): string {
    const said = this.#value();
    return said === '' ? kindName(this.#action) : `${verb} ${said}`;
  }

  /** `Task.card = Replace(...)`; of several the first and how many more. */
  #assignments(): string {
    const slots = this.#slots();
    const first = slots[0];
    if (!first) return kindName(this.#action);
    const more = slots.length > 1 ? `, +${slots.length - 1}` : '';
    const name = first.target?.name ?? keyText(first);
    const value = callText(first.value, name);
    if (name === '') return (value || kindName(this.#action)) + more;
    return value === '' ? `${name}${more}` : `${name} = ${shortText(value, LONGEST_NAME - more.length)}${more}`;
  }

  #attributes(): string {
    const slots = this.#slots();
    const first = slots[0];
    if (!first) return 'participant data';
    const more = slots.length > 1 ? `, +${slots.length - 1}` : '';
    const key = shortText(keyText(first), LONGEST_NAME);
    return first.target ? `${key} ${ARROW} ${first.target.name}${more}` : `participant data ${key}${more}`;
  }

  #whereTo(): string {
    const to = this.#target() || this.#value();
    return to === '' ? kindName(this.#action) : `to ${to}`;
  }

  #ending(): string {
    switch (findAction(this.#action.kind)?.control) {
      case 'return':
        return this.#value() === '' ? 'ends the task' : `ends the task as ${this.#value()}`;
      case 'end-state':
        return 'ends the state';
      case 'loop-exit':
        return 'ends the loop';
      case 'end-flow':
      case 'leave-flow':
        return `ends the ${endedThing(this.#flow.type)}`;
      default:
        return kindName(this.#action);
    }
  }

  #thing(icon: IconName): string {
    const { target } = this.#action;
    const name = this.#target();
    switch (icon) {
      case 'data-action':
      case 'secure-action':
        return name === '' ? 'data action' : `data action \u00b7 ${name}`;
      case 'calls':
        return target ? `${this.#callVerb()} ${TARGETS[target.kind]} ${name}` : kindName(this.#action);
      case 'loops':
        return this.#rounds();
      case 'menu':
        return this.#value().replace(/_/g, ' ') || kindName(this.#action);
      default:
        return name || this.#value() || kindName(this.#action);
    }
  }

  #callVerb(): string {
    const control = findAction(this.#action.kind)?.control;
    return control === 'jump' ? 'jumps to' : control === 'call-task' || control === 'call-flow' ? 'calls' : 'then';
  }

  #rounds(): string {
    const rounds = this.#value();
    return rounds === '' ? kindName(this.#action) : `up to ${rounds} times`;
  }
}

/** The platform's name of an action. */
export function kindName({ kind }: Action): string {
  return findAction(kind)?.name ?? (shownName(kind) || 'action');
}

/** A chat is no call: what ends depends on the kind of flow. */
function endedThing(type: string): string {
  const words = flowKindName(type);
  if (/\bcall flow$/.test(words)) return 'call';
  return /\bbot flow$/.test(words) ? 'bot' : words;
}

/** Quoted words of a literal or of spoken text, an expression as it is written. */
function valueText(value: Value | undefined): string {
  if (!value || value.mode === 'none') return '';
  const named = value.fields?.map(([key, text]) => (key === 'name' ? text : `${text} ${key}`)).join(' ');
  const text = named ?? shownValue('', value.source.text);
  if (text.trim() === '') return '';
  const isProse = value.mode === 'speech' || (value.mode === 'literal' && /\s/.test(text.trim()));
  if (isProse) return `\u201c${shortText(text, LONGEST_NAME)}\u201d`;
  const spoken = spokenPart(value);
  if (spoken?.kind === 'literal') return `\u201c${shortText(shownValue('', spoken.value), LONGEST_NAME)}\u201d`;
  return shortText(spoken ? text.slice(spoken.start, spoken.end) : text, LONGEST - 5);
}

/** What stands in `ToAudioTTS(...)` and the like, which only say that it is spoken. */
function spokenPart({ expression }: Value): Expression | undefined {
  const isWrapper =
    expression?.kind === 'call' && /^toaudio/i.test(expression.name) && expression.operands.length === 1;
  return isWrapper ? expression.operands[0] : expression;
}

/** A call with its operands left out when it is long: `Replace(…)`. */
function callText(value: Value | undefined, name: string): string {
  if (!value) return '';
  if (value.mode === 'none') return 'NOT_SET';
  const text = shownValue(lastWord(name), value.source.text).trim();
  const { expression } = value;
  if (expression?.kind === 'call' && text.length > 14) return `${shortText(expression.name, 30)}(\u2026)`;
  return value.mode === 'literal' ? `\u201c${shortText(text, 24)}\u201d` : shortText(text, LONGEST_NAME);
}

/** 'Flow.apiKey' and 'my apiKey' -> 'apiKey': what says of which sort a value is. */
export function lastWord(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(' '), name.lastIndexOf('.')) + 1);
}

/** What an attribute is called: its literal name, else the expression that makes it. */
export function keyText({ key, name, target, role }: Slot): string {
  if (!key) return name || target?.name || role;
  const { expression, source } = key;
  return expression?.kind === 'literal' ? expression.value : source.text;
}
