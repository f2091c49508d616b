/** A call whose closing parenthesis has not been read yet. */
export interface OpenCall {
  readonly name: string;
  /** Where the name starts. */
  readonly start: number;
  /** Which value is being written, counted from 0. */
  readonly index: number;
}

export interface ExpressionEnd {
  /** The text ends inside a text literal. */
  readonly isInText: boolean;
  /** The innermost open call; undefined outside of calls and inside index brackets. */
  readonly call: OpenCall | undefined;
  /** Calls around it, innermost first. */
  readonly calls: readonly OpenCall[];
}

interface Bracket extends OpenCall {
  index: number;
  readonly isCall: boolean;
}

const LONGEST_NAME = 80;
const NAME_BEFORE = /([\p{L}_][\p{L}\p{N}_]*)\s*$/u;

/** Where an expression that is cut off at the cursor stands. */
export function readToEnd(text: string): ExpressionEnd {
  const stack: Bracket[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfText(text, at);
        if (at < 0) return { isInText: true, ...callsOf(stack) };
        break;
      case '(': {
        const name = NAME_BEFORE.exec(text.slice(Math.max(0, at - LONGEST_NAME), at));
        const start = name ? at - name[0].length : at;
        stack.push({ name: name?.[1] ?? '', start, index: 0, isCall: true });
        break;
      }
      case '[':
        stack.push({ name: '', start: at, index: 0, isCall: false });
        break;
      case ')':
      case ']':
        stack.pop();
        break;
      case ',': {
        const top = stack.at(-1);
        if (top) top.index++;
        break;
      }
    }
  }
  return { isInText: false, ...callsOf(stack) };
}

function callsOf(stack: readonly Bracket[]): Pick<ExpressionEnd, 'call' | 'calls'> {
  const calls = stack.filter(({ isCall, name }) => isCall && name !== '').reverse();
  const top = stack.at(-1);
  return { call: top?.isCall && top.name !== '' ? top : undefined, calls };
}

/** The closing quote of the text that starts at `from`, -1 when there is none. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}
