import { type Expression, variableKey } from '../../model/expression.js';
import type { Variable } from '../../model/flow.js';
import { childrenOf } from '../../syntax/expression/walk.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** Collects the variables of a flow that declares none: they exist because a node reads or writes them. */
export class Variables {
  readonly #known = new Map<string, Variable>();
  readonly #written = new Set<string>();

  addWrite(name: string, span: Span, secureSpan?: Span): void {
    this.#written.add(variableKey(name));
    this.#add(name, span, secureSpan);
  }

  #add(name: string, span: Span, secureSpan?: Span): void {
    const key = variableKey(name);
    const known = this.#known.get(key);
    if (known && (known.isSecure || secureSpan === undefined)) return;
    this.#known.set(key, {
      name,
      nameSpan: span,
      span,
      type: '?',
      container: -1,
      isSecure: secureSpan !== undefined,
      isInput: false,
      isOutput: false,
    });
  }

  addReads(expression: Expression, text: CookedText): void {
    if (expression.kind === 'reference') this.#add(expression.name, text.rawSpan(expression.start, expression.end));
    for (const child of childrenOf(expression)) this.addReads(child, text);
  }

  all(): Variable[] {
    // What no node writes comes from whoever starts the flow.
    const all = [...this.#known].map(([key, variable]) => ({ ...variable, isInput: !this.#written.has(key) }));
    return all.sort((a, b) => a.span.start - b.span.start);
  }
}
