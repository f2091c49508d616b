import systemVariables from '../../catalog/cxone/system-variables.json' with { type: 'json' };
import { type Expression, variableKey } from '../../model/expression.js';
import type { Variable } from '../../model/flow.js';
import { childrenOf } from '../../syntax/expression/walk.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

interface Known {
  readonly name: string;
  readonly span: Span;
  readonly isInput: boolean;
  readonly isShared: boolean;
  readonly isRedacted: boolean;
}

const SYSTEM = new Set(systemVariables.names.map((name) => name.toLowerCase()));
const SHARED_PREFIX = 'global:';

/** Collects the variables of a script: they exist because something reads or writes them. */
export class Names {
  readonly #known = new Map<string, Known>();

  /** A use of a variable. What the platform provides is no variable of the script. */
  add(name: string, span: Span, facts: Partial<Pick<Known, 'isInput' | 'isShared' | 'isRedacted'>> = {}): void {
    const key = variableKey(name);
    if (name === '' || name.startsWith('_') || SYSTEM.has(key)) return;
    const known = this.#known.get(key);
    const isDeclaration = facts.isRedacted === true || (facts.isInput === true && !known?.isRedacted);
    const isFirst = !known || isDeclaration || (!known.isRedacted && !known.isInput && span.start < known.span.start);
    this.#known.set(key, {
      name: isFirst ? name : known.name,
      span: isFirst ? span : known.span,
      isInput: facts.isInput === true || known?.isInput === true,
      isShared: facts.isShared === true || known?.isShared === true,
      isRedacted: facts.isRedacted === true || known?.isRedacted === true,
    });
  }

  /** Everything that an expression of a text reads. */
  addReads(expression: Expression, text: CookedText): void {
    if (expression.kind === 'reference') {
      const { name, start, end } = expression;
      const isShared =
        text.text.slice(Math.max(0, start - SHARED_PREFIX.length), start).toLowerCase() === SHARED_PREFIX;
      this.add(name, text.rawSpan(start, end), { isShared });
    }
    for (const child of childrenOf(expression)) this.addReads(child, text);
  }

  variables(): Variable[] {
    const variables = [...this.#known.values()].map(
      ({ name, span, isInput, isShared, isRedacted }): Variable => ({
        name,
        nameSpan: span,
        span,
        type: '?',
        container: -1,
        isSecure: isRedacted,
        ...(isRedacted ? { secureSpan: span } : {}),
        isInput,
        isOutput: false,
        ...(isShared ? { isShared: true } : {}),
      }),
    );
    return variables.sort((a, b) => a.span.start - b.span.start);
  }
}
