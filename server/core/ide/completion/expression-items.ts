import { allBuiltIns, type BuiltIn } from '../../catalog/builtins.js';
import { expressionContainers, membersOf } from '../../catalog/enums.js';
import { allFunctions, findFunction, type Overload } from '../../catalog/functions.js';
import { secureInput } from '../../catalog/platform.js';
import type { DataType } from '../../model/expression.js';
import type { Variable } from '../../model/flow.js';
import { convertsTo, fitOf, parameterAt } from '../../syntax/expression/types.js';
import type { Span } from '../../text/span.js';
import { readToEnd } from './calls.js';
import type { Completing } from './completing.js';
import type { Draft } from './completion-list.js';
import { memberDrafts } from './member-items.js';
import { parameterType } from './name-items.js';
import type { ScalarPlace } from './position.js';
import { insideScalar } from './scalar-text.js';
import { offered, signatureText } from './signatures.js';
import { escapeSnippet } from './snippets.js';

/** `Flow.list[0].` and the word behind it. */
const CHAIN = /((?:[\p{L}_][\p{L}\p{N}_]*(?:\[[^\][]*\])*\.)*)([\p{L}\p{N}_]*)$/u;
/** A value ends here; what follows is an operator. */
const OPERAND_END = /(?:[\p{L}\p{N}_)\]]|")\s+$/u;
const OPERATOR_WORD = /(?:^|[^\p{L}\p{N}_.])(?:and|or)\s+$/iu;

/** What can follow in an expression that ends at the cursor. */
export function expressionDrafts(completing: Completing, scalar: ScalarPlace): Draft[] {
  const { before } = scalar;
  const end = readToEnd(before);
  if (end.isInText) return [];
  const [, chain = '', word = ''] = CHAIN.exec(before) ?? [];
  if (/^\d/.test(word) && chain === '') return [];
  const from = before.length - word.length - chain.length;
  const replace = replacedFrom(scalar, from);
  const lead = chain + word === '' && from === 0 ? completing.lead() : '';
  const segments = chain.split('.').length - 1;
  if (segments >= 2 || /\]\.$/.test(chain)) {
    const wordStart = replacedFrom(scalar, before.length - word.length);
    return memberDrafts(completing, chain.slice(0, -1), word).map((draft) => ({ ...draft, replace: wordStart }));
  }
  const head = before.slice(0, from);
  if (segments === 0 && OPERAND_END.test(head) && !OPERATOR_WORD.test(head)) return operatorDrafts(replace);
  const wanted = wantedTypes(completing, end.call);
  const drafts: Draft[] = [
    ...wordDrafts(wanted),
    ...variableDrafts(completing, wanted),
    ...builtInDrafts(completing, wanted),
  ];
  if (segments === 0) drafts.push(...functionDrafts(completing, scalar, wanted, from), ...literalDrafts(wanted));
  const inScope = segments === 0 ? drafts : drafts.filter(({ label }) => startsWith(label, chain));
  return inScope.map((draft) => ({
    replace,
    ...draft,
    insert: lead + insideScalar(draft.insert ?? draft.label, scalar.style),
  }));
}

function startsWith(label: string, beginning: string): boolean {
  return label.length > beginning.length && label.slice(0, beginning.length).toLowerCase() === beginning.toLowerCase();
}

/** From an index of the text in front of the cursor to the end of the word at the cursor. */
function replacedFrom(scalar: ScalarPlace, from: number): Span {
  const { before, after, style } = scalar;
  const cursor = scalar.rawOffset(before.length);
  const tail = style === 'block' ? 0 : (/^[\p{L}\p{N}_]*/u.exec(after)?.[0].length ?? 0);
  return { start: from === before.length ? cursor : scalar.rawOffset(from), end: cursor + tail };
}

/** Types that fit here; `isOperand`: inside a call nothing is converted. */
interface Wanted {
  readonly types: readonly DataType[];
  readonly isOperand: boolean;
  readonly overloads: readonly Overload[];
  readonly index: number;
}

function wantedTypes(
  completing: Completing,
  call: { readonly name: string; readonly index: number } | undefined,
): Wanted {
  const row = call ? findFunction(call.name) : undefined;
  const overloads = row?.overloads.filter(({ hidden }) => !hidden) ?? [];
  const index = call?.index ?? 0;
  if (!call) {
    const type = completing.situation.type || parameterType(completing);
    return { types: type === '' ? [] : [type], isOperand: false, overloads, index };
  }
  const types = overloads.flatMap((overload) => parameterAt(overload, index)?.types ?? []);
  return { types: [...new Set(types)], isOperand: true, overloads, index };
}

function rankOf(type: DataType, { types, isOperand, overloads, index }: Wanted): number {
  if (types.length === 0 || type === '?') return 2;
  if (types.includes(type)) return 1;
  const fits = isOperand
    ? overloads.some((overload) => {
        const parameter = parameterAt(overload, index);
        return parameter !== undefined && fitOf(type, parameter) !== undefined;
      })
    : types.some((wanted) => convertsTo(type, wanted));
  return fits ? 2 : 4;
}

/** Words of the enumeration that a parameter takes: Format.Number.playDigits. */
function wordDrafts({ types }: Wanted): Draft[] {
  return types
    .flatMap(expressionContainers)
    .sort()
    .flatMap((container) =>
      membersOf(container).map(
        (member): Draft => ({
          label: `${container}.${member}`,
          kind: 'word',
          detail: container,
          rank: 0,
        }),
      ),
    );
}

/** Variables in scope; a secure one comes last where the platform refuses to read it. */
function variableDrafts(completing: Completing, wanted: Wanted): Draft[] {
  const { action, role } = completing.situation;
  const isRefused = secureInput(action, role) === 'refused';
  return completing.variables.map((variable) => ({
    label: variable.name,
    kind: 'variable',
    detail: `${variableDetail(variable)}${variable.isSecure && isRefused ? ', refused here' : ''}`,
    rank: variable.isSecure && isRefused ? 6 : rankOf(variable.type, wanted),
  }));
}

export function variableDetail({ type, isSecure }: Variable): string {
  const shown = type === '?' ? 'variable' : type;
  return isSecure ? `${shown}, secure` : shown;
}

function builtInDrafts(completing: Completing, wanted: Wanted): Draft[] {
  const { flowType } = completing.situation;
  const drafts = allBuiltIns()
    .filter(({ flowTypes }) => flowTypes.length === 0 || flowTypes.includes(flowType))
    .flatMap((row) => builtInDraft(completing, row, wanted));
  const prompts = [...completing.names.prompts.keys()].map(
    (name): Draft => ({
      label: name,
      kind: 'built-in',
      detail: 'Prompt',
      rank: Math.max(2, rankOf('Prompt', wanted)),
    }),
  );
  return [...drafts, ...prompts];
}

function builtInDraft(completing: Completing, row: BuiltIn, wanted: Wanted): Draft[] {
  const isOpen = row.name.endsWith('>');
  const label = isOpen ? row.name.slice(0, row.name.indexOf('<')) : row.name;
  const isContainer = membersOf(row.name).length > 0 && row.type === 'EnumContainer';
  return [
    {
      label: isContainer ? `${label}.` : label,
      kind: 'built-in',
      detail: isContainer ? 'words' : row.type,
      rank: row.verified ? Math.max(isContainer ? 5 : 3, rankOf(row.type, wanted)) : 6,
      resolve: completing.resolveData('built-in', row.name),
    },
  ];
}

function functionDrafts(completing: Completing, scalar: ScalarPlace, wanted: Wanted, from: number): Draft[] {
  const { flowType } = completing.situation;
  const isCalled = /^[\p{L}\p{N}_]*\s*\(/u.test(scalar.after);
  return allFunctions().flatMap((row): Draft[] => {
    const overloads = offered(row, flowType);
    const [first] = overloads;
    if (!first) return [];
    const more = overloads.length > 1 ? ` (+${overloads.length - 1})` : '';
    return [
      {
        label: row.name,
        kind: 'function',
        detail: `${signatureText('', first)}${more}`,
        rank: functionRank(row.verified, rankOf(first.returns, wanted)),
        ...(isCalled ? {} : callSnippet(completing, row.name, first, from, scalar)),
        resolve: completing.resolveData('function', row.name),
      },
    ];
  });
}

/** What gives the wanted type exactly stands beside the variables, the rest behind what the platform provides. */
function functionRank(isVerified: boolean, rank: number): number {
  if (!isVerified) return 7;
  return rank <= 1 ? 2 : rank + 2;
}

/** `Left(${1:srcString}, ${2:length})`; where a comma would end the value, it gets quotes or stays with one place. */
function callSnippet(
  completing: Completing,
  name: string,
  { params }: Overload,
  from: number,
  { style, after }: ScalarPlace,
): Pick<Draft, 'insert' | 'isSnippet'> {
  const wanted = params.filter(({ optional }) => !optional);
  const stops = wanted.map((param, index) => `\${${index + 1}:${escapeSnippet(param.name)}}`);
  const isBare = style === 'plain' && completing.place.isFlow && stops.length > 1;
  if (!isBare) return { insert: `${name}(${stops.join(', ')})`, isSnippet: true };
  if (from === 0 && after.trim() === '') return { insert: `"${name}(${stops.join(', ')})"`, isSnippet: true };
  return { insert: `${name}($1)`, isSnippet: true };
}

function literalDrafts(wanted: Wanted): Draft[] {
  return ['true', 'false', 'NOT_SET'].map((label) => ({
    label,
    kind: 'keyword',
    detail: label === 'NOT_SET' ? 'no value' : 'Boolean',
    rank: label !== 'NOT_SET' && wanted.types.includes('Boolean') ? 1 : 4,
  }));
}

function operatorDrafts(replace: Span): Draft[] {
  return ['and', 'or', '==', '!=', '>', '<', '+'].map((label) => ({ label, kind: 'keyword', rank: 0, replace }));
}
