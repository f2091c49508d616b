import { isSecureScope } from '../../catalog/platform.js';
import { findVariable } from '../../graph/variables.js';
import type { Expression, LiteralExpression } from '../../model/expression.js';
import type { Action, Slot, Value } from '../../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { walkExpression } from '../../syntax/expression/walk.js';
import type { Span } from '../../text/span.js';
import { tokensOf } from '../expression-tokens.js';
import { variableSymbol } from '../occurrences.js';
import { shownName } from '../shown-name.js';
import { taintOf } from '../taint-index.js';
import type { PropertyView, TokenView } from './graph-view.js';
import type { Places } from './places.js';
import { shownValue } from './shown-texts.js';
import { keyText, lastWord } from './summary.js';

/** As many as a panel can list; an action with more is no longer read property by property. */
const MOST = 200;

/** The values and bindings of an action, in the order of the file. */
export function propertiesOf(
  file: CheckedFlow,
  action: Action,
  workspace: CheckedWorkspace,
  places: Places,
): PropertyView[] {
  const reader = new PropertyReader(file, action, workspace, places);
  return action.slots.slice(0, MOST).map((slot) => reader.read(slot));
}

class PropertyReader {
  readonly #file: CheckedFlow;
  readonly #action: Action;
  readonly #workspace: CheckedWorkspace;
  readonly #places: Places;

  constructor(file: CheckedFlow, action: Action, workspace: CheckedWorkspace, places: Places) {
    this.#file = file;
    this.#action = action;
    this.#workspace = workspace;
    this.#places = places;
  }

  read(slot: Slot): PropertyView {
    const { value, target, span } = slot;
    const place = this.#places.of(this.#file, value?.span ?? target?.span ?? span);
    if (!value) {
      const text = shownValue('', target?.name ?? '');
      const tokens = text === '' ? [] : [this.#variable({ start: 0, end: text.length }, target!.name)];
      return { name: propertyName(slot), value: text, tokens, place };
    }
    const text = shownValue(lastWord(target?.name ?? keyText(slot)), writtenText(value));
    return {
      name: propertyName(slot),
      value: text,
      tokens: value.expression ? this.#tokens(value.expression, text) : [],
      place,
    };
  }

  /** Names and literals as the expression was understood; between them what the text alone says. */
  #tokens(expression: Expression, text: string): TokenView[] {
    const tokens: TokenView[] = [];
    walkExpression(expression, (part) => {
      const { start, end } = part;
      if (end > text.length || start === end) return;
      if (part.kind === 'reference') tokens.push(this.#variable(part, part.name));
      else if (part.kind === 'call') tokens.push({ ...part.nameSpan, kind: 'function', isSecure: false });
      else if (part.kind === 'literal') tokens.push({ start, end, kind: literalKind(part.type), isSecure: false });
    });
    tokens.sort((a, b) => a.start - b.start);
    return withOperators(tokens, text);
  }

  #variable({ start, end }: Span, name: string): TokenView {
    const { flow, uri } = this.#file;
    const declaration = findVariable(flow, name, this.#action.container);
    const symbol = variableSymbol(uri, declaration?.container ?? -1, declaration?.name ?? name);
    const isSecure = declaration?.isSecure ?? isSecureScope(name);
    return { start, end, kind: 'variable', isSecure: isSecure || taintOf(symbol, this.#workspace) !== undefined };
  }
}

/** As the author sees it: the variable that is set, the attribute, `inputs.card`, else the setting. */
function propertyName(slot: Slot): string {
  const { role, key, name, target, value } = slot;
  if (target && value) return shownName(target.name);
  return key || name !== '' ? shownName(`${role}.${keyText(slot)}`) : shownName(role);
}

/** A literal that is a map has no text of its own. */
function writtenText({ mode, source, fields }: Value): string {
  if (mode === 'none') return 'NOT_SET';
  return fields ? fields.map(([key, text]) => `${key}: ${text}`).join(', ') : source.text;
}

function literalKind(type: LiteralExpression['type']): TokenView['kind'] {
  return type === 'Integer' || type === 'Decimal' ? 'number' : 'text';
}

const BETWEEN: ReadonlySet<string> = new Set(['(', ')', '[', ']', ',', '.', 'end', 'name']);

function withOperators(known: readonly TokenView[], text: string): TokenView[] {
  const tokens: TokenView[] = [];
  let next = 0;
  let covered = 0;
  for (const { kind, start, end } of tokensOf(text)) {
    for (let token = known[next]; token && token.start <= start; token = known[++next]) {
      tokens.push(token);
      covered = Math.max(covered, token.end);
    }
    if (start >= covered && !BETWEEN.has(kind)) tokens.push({ start, end, kind: 'operator', isSecure: false });
  }
  return [...tokens, ...known.slice(next)];
}
