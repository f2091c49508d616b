import { findScope } from '../catalog/builtins.js';
import type { LocalFacts } from '../catalog/local-facts.js';
import { isSecureScope } from '../catalog/platform.js';
import { flowValues } from '../graph/flow-values.js';
import { findVariable } from '../graph/variables.js';
import type { Flow, Value } from '../model/flow.js';
import { isTemplated } from '../rules/describe.js';
import { expressionMistakes } from '../rules/expression-mistakes.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import { secureDataOf } from '../rules/secure-reads.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { tokensOf } from './expression-tokens.js';
import { labelsByName } from './hover/variable.js';
import { flowSymbol, flowsNamed, type Occurrence, occurrencesIn } from './occurrences.js';
import { overlaps } from './place.js';
import { taintOf } from './taint-index.js';

/** Names of the protocol's own token types, so that every theme has a colour for them. */
export const TOKEN_TYPES = [
  'variable',
  'function',
  'operator',
  'string',
  'number',
  'property',
  'parameter',
  'keyword',
  'method',
  'event',
  'class',
  'namespace',
  'interface',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

/**
 * 'secure' is the platform's flag, 'sensitive' our judgement: a path leads through the variable, or its name says so.
 * 'unresolved' = named, but nowhere to be found.
 */
export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'secure', 'sensitive', 'unresolved'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A piece of one line. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const known = new WeakMap<CheckedWorkspace, WeakMap<CheckedFlow, readonly SemanticToken[]>>();

/** Tokens of a file, or of the part of it that a range touches: in order, none over another, none over a line's end. */
export function semanticTokens({ file, workspace, facts }: IdeContext, range?: Span): readonly SemanticToken[] {
  const byFile = known.get(workspace) ?? new WeakMap<CheckedFlow, readonly SemanticToken[]>();
  known.set(workspace, byFile);
  const all = byFile.get(file) ?? new Painter(file, workspace, facts).paint();
  byFile.set(file, all);
  return range ? all.filter(({ span }) => overlaps(span, range)) : all;
}

const NONE: readonly TokenModifier[] = [];

class Painter {
  readonly #file: CheckedFlow;
  readonly #flow: Flow;
  readonly #workspace: CheckedWorkspace;
  readonly #facts: LocalFacts | undefined;
  readonly #unresolved: ReadonlySet<number>;
  readonly #modifiers = new Map<string, readonly TokenModifier[]>();
  /** In order of importance: what comes later gives way. */
  readonly #tokens: SemanticToken[] = [];

  constructor(file: CheckedFlow, workspace: CheckedWorkspace, facts: LocalFacts | undefined) {
    this.#file = file;
    this.#facts = facts;
    this.#flow = file.flow;
    this.#workspace = workspace;
    const unknown = expressionMistakes(file.flow).filter(({ code }) => code.startsWith('unknown-'));
    this.#unresolved = new Set(unknown.map(({ span }) => span.start));
  }

  paint(): SemanticToken[] {
    for (const occurrence of occurrencesIn(this.#file, this.#workspace)) this.#occurrence(occurrence);
    this.#keys();
    for (const { value } of flowValues(this.#flow)) this.#value(value);
    return this.#inOrder();
  }

  #add(span: Span, type: TokenType, modifiers: readonly TokenModifier[] = NONE): void {
    if (span.end > span.start) this.#tokens.push({ span, type, modifiers });
  }

  #occurrence(occurrence: Occurrence): void {
    const { kind, span, access } = occurrence;
    const declaration: readonly TokenModifier[] = access === 'declaration' ? ['declaration'] : NONE;
    switch (kind) {
      case 'variable':
        this.#add(span, 'variable', [...declaration, ...this.#ofVariable(occurrence)]);
        return;
      case 'function':
        this.#add(span, 'function', this.#unresolved.has(span.start) ? ['unresolved'] : NONE);
        return;
      case 'attribute':
        this.#add(span, 'property', this.#isSensitive(occurrence, `.${occurrence.name}`) ? ['sensitive'] : NONE);
        return;
      case 'container':
        this.#add(span, 'class', declaration);
        return;
      case 'flow':
        this.#add(
          span,
          'namespace',
          access === 'reference' && !this.#isThere(occurrence) ? ['unresolved'] : declaration,
        );
        return;
      case 'data-action':
        this.#add(span, 'interface');
        return;
      default:
        return;
    }
  }

  #ofVariable(occurrence: Occurrence): readonly TokenModifier[] {
    const { name, container, span, key } = occurrence;
    const cached = this.#modifiers.get(key);
    if (cached) return cached;
    const modifiers: TokenModifier[] = [];
    const declaration = findVariable(this.#flow, name, container);
    if (!declaration && findScope(name)?.readOnly) modifiers.push('readonly');
    if (declaration?.isSecure ?? isSecureScope(name)) modifiers.push('secure');
    if (this.#isSensitive(occurrence, name)) modifiers.push('sensitive');
    if (this.#unresolved.has(span.start)) modifiers.push('unresolved');
    else if (!modifiers.includes('readonly')) this.#modifiers.set(key, modifiers);
    return modifiers;
  }

  /** A name that is filled in later is not called missing. */
  #isThere({ key, name }: Occurrence): boolean {
    if (isTemplated(name)) return true;
    return flowsNamed(name, this.#workspace).some(({ flow }) => flowSymbol(flow.type, flow.name) === key);
  }

  #isSensitive({ key }: Occurrence, name: string): boolean {
    return taintOf(key, this.#workspace) !== undefined || labelsByName(name, this.#facts) !== 0;
  }

  /** Keys that say what an action is and where it goes on, names of inputs, targets that are not there. */
  #keys(): void {
    const secure = secureDataOf(this.#flow).actions;
    for (const { index, known: isKnown, kindSpan, outputs, slots, target } of this.#flow.actions) {
      const modifiers: TokenModifier[] = [];
      if (secure[index]?.own) modifiers.push('secure');
      if (!isKnown) modifiers.push('unresolved');
      this.#add(kindSpan, 'method', modifiers);
      for (const output of outputs) this.#add(this.#wordAt(output.span.start, output.name), 'event');
      for (const { name, nameSpan, target: bound, value, key } of slots) {
        // 'string: {variable: ..., value: ...}': the key is a type, not a name; of an attribute it says nothing.
        if (name !== '' && !key && !(bound && value)) this.#add(nameSpan, 'parameter');
      }
      if (target) this.#add(target.span, 'class', target.isTemplated || isOutside(target.kind) ? NONE : ['unresolved']);
    }
    const { start } = this.#flow;
    if (start) this.#add(start.span, 'class', start.isTemplated ? NONE : ['unresolved']);
  }

  /** The key of an output; empty where the file does not write its name. */
  #wordAt(start: number, word: string): Span {
    const { text } = this.#file;
    const from = text[start] === '"' || text[start] === "'" ? start + 1 : start;
    return { start: from, end: word !== '' && text.startsWith(word, from) ? from + word.length : from };
  }

  #value(value: Value): void {
    const { mode, source, expression } = value;
    if (mode === 'prompt') this.#add(source.rawSpan(0, source.text.length), 'variable', ['readonly']);
    if (!expression) return;
    if (expression.kind === 'reference') return;
    if (expression.kind === 'literal') {
      this.#raw(value, expression, literalType(expression.type));
      return;
    }
    walkExpression(expression, (part) => {
      if (part.kind === 'member') this.#raw(value, part.propertySpan, 'property');
      if (part.kind === 'literal') this.#raw(value, part, literalType(part.type));
    });
    for (const token of tokensOf(source.text)) {
      const type = operatorType(token.kind);
      if (type) this.#raw(value, token, type);
    }
  }

  #raw({ source }: Value, { start, end }: Span, type: TokenType): void {
    this.#add(source.rawSpan(start, end), type);
  }

  /** Sorted; what overlaps something more important is dropped, what goes over a line's end is cut into its lines. */
  #inOrder(): SemanticToken[] {
    const ranked = this.#tokens.map((token, rank) => ({ token, rank }));
    ranked.sort((a, b) => a.token.span.start - b.token.span.start || a.rank - b.rank);
    const kept: { token: SemanticToken; rank: number }[] = [];
    for (const next of ranked) {
      const last = kept.at(-1);
      if (!last || last.token.span.end <= next.token.span.start) kept.push(next);
      else if (next.rank < last.rank) {
        kept.pop();
        const before = kept.at(-1);
        if (!before || before.token.span.end <= next.token.span.start) kept.push(next);
      }
    }
    return kept.flatMap(({ token }) => this.#lines(token));
  }

  #lines(token: SemanticToken): SemanticToken[] {
    const { start, end } = token.span;
    const text = this.#file.text.slice(start, end);
    if (!/[\r\n]/.test(text)) return [token];
    return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
      const from = start + index + (line.length - line.trimStart().length);
      const to = start + index + line.trimEnd().length;
      return to > from ? [{ ...token, span: { start: from, end: to } }] : [];
    });
  }
}

function isOutside(kind: string): boolean {
  return kind === 'script' || kind === 'data-table';
}

function literalType(type: string): TokenType {
  if (type === 'Integer' || type === 'Decimal') return 'number';
  return type === 'Boolean' || type === 'NotSet' ? 'keyword' : 'string';
}

const PUNCTUATION = new Set(['(', ')', '[', ']', ',', '.']);

/** Names and literals come from the syntax tree, which knows what they are. */
function operatorType(kind: string): TokenType | undefined {
  if (kind === 'and' || kind === 'or') return 'keyword';
  if (PUNCTUATION.has(kind) || /^[a-z]/.test(kind)) return undefined;
  return 'operator';
}
