import { allScopes, findBuiltIn, findScope } from '../../catalog/builtins.js';
import type { DataType, ExpressionProblem, ReferenceExpression } from '../../model/expression.js';
import type { Span } from '../../text/span.js';
import { nearestName } from './nearest.js';

/** What an expression can refer to, and what is wanted of it. */
export interface ExpressionEnvironment {
  /** By name as written; '?' when the variable exists but its type is not known, undefined when there is none. */
  readonly variableType: (name: string) => DataType | undefined;
  /** Names as declared, for suggestions. */
  readonly variableNames?: (() => Iterable<string>) | undefined;
}

export interface Checker {
  readonly environment: ExpressionEnvironment;
  readonly problems: ExpressionProblem[];
}

export function report(checker: Checker, at: Span, code: ExpressionProblem['code'], message: string): void {
  checker.problems.push({ span: { start: at.start, end: at.end }, code, message });
}

/** The type of a variable or built-in. Built-ins that the catalogue does not know are accepted: it is not complete. */
export function referenceType(reference: ReferenceExpression, checker: Checker): DataType {
  const { name } = reference;
  const declared = checker.environment.variableType(name);
  if (declared !== undefined) return declared;
  const builtIn = findBuiltIn(name);
  if (builtIn) return builtIn.type;
  const message = isOpaque(name) ? undefined : unknownMessage(name, checker.environment);
  if (message !== undefined) report(checker, reference, 'unknown-variable', message);
  return '?';
}

/** Placeholders are filled in later; a name that ends in its dot is still being typed. */
function isOpaque(name: string): boolean {
  return name.endsWith('.') || name.includes('{{') || name.includes('${');
}

function unknownMessage(name: string, environment: ExpressionEnvironment): string | undefined {
  const word = ['true', 'false', 'NOT_SET'].find((literal) => literal.toLowerCase() === name.toLowerCase());
  if (word !== undefined) return `${word} is written exactly like this, not ${name}`;
  if (!name.includes('.')) return `There is no variable ${name}; text stands in double quotes`;
  const scope = findScope(name);
  if (scope?.readOnly) return undefined;
  if (!scope) return unknownScopeMessage(name);
  const nearest = nearestName(name, environment.variableNames?.() ?? []);
  return `There is no variable ${name}${nearest === undefined ? '' : `; ${nearest} has a similar name`}`;
}

/** The platform may have scopes that the catalogue does not know, so only a slip of the pen is reported. */
function unknownScopeMessage(name: string): string | undefined {
  const written = name.slice(0, name.indexOf('.'));
  const nearest = nearestName(
    written,
    allScopes().map((scope) => scope.name),
  );
  return nearest === undefined ? undefined : `There is no scope ${written}; ${nearest} has a similar name`;
}
