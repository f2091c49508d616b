import { findFunction, type Overload } from '../catalog/functions.js';
import type { CallExpression, DataType } from '../model/expression.js';
import { parseExpression } from '../syntax/expression/parser.js';
import { fitOf, parameterAt } from '../syntax/expression/types.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import { type OpenCall, readToEnd } from './completion/calls.js';
import { Completing } from './completion/completing.js';
import { placeAt } from './completion/position.js';
import { offered, parameterText } from './completion/signatures.js';
import type { IdeContext } from './context.js';
import { typeOfExpression } from './expression-type.js';
import { TAINT_SENTENCES } from './hover/words.js';
import { escapeSentence } from './markdown.js';

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** The way to call it that fits what is written so far. */
  readonly activeSignature: number;
  /** -1 when there are more values than parameters. */
  readonly activeParameter: number;
}

export interface Signature {
  /** 'Left(srcString: String, length: Integer): String' */
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
}

export interface SignatureParameter {
  /** Where it stands in the signature's label. */
  readonly span: Span;
  /** Plain text. */
  readonly documentation: string;
}

/** How the function around an offset is called; undefined outside of calls and for functions that nobody knows. */
export function signatureHelp(context: IdeContext, offset: number): SignatureHelp | undefined {
  const { file } = context;
  if (file.flow.format !== 'architect-yaml') return undefined;
  const place = placeAt(file.tape, Math.max(0, Math.min(offset, file.text.length)));
  if (!place) return undefined;
  const completing = new Completing(context, place, offset);
  const { expected, flowType } = completing.situation;
  if (expected.kind !== 'mode' || expected.mode !== 'expression' || expected.isBinding) return undefined;
  const before = place.scalar?.before ?? place.typed;
  const end = readToEnd(before);
  const call = end.call ?? end.calls[0];
  const row = call && findFunction(call.name);
  if (!call || !row) return undefined;
  const overloads = offered(row, flowType);
  if (overloads.length === 0) return undefined;
  const taint = `${TAINT_SENTENCES[row.taint]}${row.taintNote ? ` (${row.taintNote})` : ''}`;
  const documentation = [taint, row.note ?? '']
    .filter((line) => line !== '')
    .map(escapeSentence)
    .join('\n\n');
  const types = operandTypes(completing, before, call);
  const activeSignature = bestOverload(overloads, types, call.index);
  return {
    signatures: overloads.map((overload) => toSignature(row.name, overload, documentation)),
    activeSignature,
    activeParameter: activeParameter(overloads[activeSignature]!, call.index),
  };
}

function toSignature(name: string, overload: Overload, documentation: string): Signature {
  let label = `${name}(`;
  const parameters = overload.params.map((parameter, index): SignatureParameter => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += parameterText(parameter);
    const words = [
      ...(parameter.optional ? ['may be left out'] : []),
      ...(parameter.repeatable ? ['any number of values'] : []),
      ...(parameter.acceptsNotSet ? ['may be NOT_SET'] : []),
    ];
    return { span: { start, end: label.length }, documentation: words.join('; ') };
  });
  return { label: `${label}): ${overload.returns}`, documentation, parameters };
}

/** The types of the values in front of the one that is being written. */
function operandTypes(completing: Completing, before: string, call: OpenCall): readonly DataType[] {
  let found: CallExpression | undefined;
  walkExpression(parseExpression(before).expression, (part) => {
    if (part.kind === 'call' && part.nameSpan.start === call.start && part.name !== '') found = part;
  });
  const { flow, container } = completing;
  return (found?.operands ?? []).slice(0, call.index).map((operand) => typeOfExpression(flow, container, operand));
}

/** The first one that takes what is written and one more value; else the first that has room. */
function bestOverload(overloads: readonly Overload[], types: readonly DataType[], index: number): number {
  const hasRoom = (overload: Overload) => index === 0 || parameterAt(overload, index) !== undefined;
  const fits = (overload: Overload) =>
    types.every((type, at) => {
      const parameter = parameterAt(overload, at);
      return parameter !== undefined && fitOf(type, parameter) !== undefined;
    });
  const fitting = overloads.findIndex((overload) => hasRoom(overload) && fits(overload));
  return fitting >= 0 ? fitting : Math.max(0, overloads.findIndex(hasRoom));
}

function activeParameter({ params }: Overload, index: number): number {
  if (index < params.length) return index;
  return params.at(-1)?.repeatable ? params.length - 1 : -1;
}
