import type { FunctionRow, Overload, Parameter } from '../../catalog/functions.js';

/** The ways to call a function in a flow of a type that the platform offers. */
export function offered(row: FunctionRow, flowType: string): readonly Overload[] {
  return row.overloads.filter(({ hidden, flowTypes }) => !hidden && (!flowTypes || flowTypes.includes(flowType)));
}

/** 'Left(text: String, length: Integer): String' */
export function signatureText(name: string, { params, returns }: Overload): string {
  return `${name}(${params.map(parameterText).join(', ')}): ${returns}`;
}

export function parameterText({ name, types, optional, repeatable }: Parameter): string {
  return `${repeatable ? '...' : ''}${name}${optional ? '?' : ''}: ${types.join(' or ')}`;
}
