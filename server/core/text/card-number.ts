import { hasCheckDigit } from './check-digit.js';
import type { Hidden } from './masking.js';

const SHORTEST = 12;
const LONGEST = 19;
const SHOWN = 4;
/** Digits in groups, with one or two spaces or dashes between the groups. */
const DIGIT_GROUPS = /\d+(?:[ \u00a0\u2010-\u2015-]{1,2}\d+)*/g;

/** What to hide of everything that reads like a card number: 12 to 19 digits with a right check digit; four stay. */
export function* cardNumbers(text: string): Generator<Hidden> {
  for (const { 0: run, index } of text.matchAll(DIGIT_GROUPS)) {
    if (run.length >= SHORTEST) yield* inRun(run, index);
  }
}

/** A number begins and ends with a group: "12/2027 4111 1111 1111 1111 123" holds one. */
function* inRun(run: string, offset: number): Generator<Hidden> {
  const groups = [...run.matchAll(/\d+/g)];
  for (let first = 0; first < groups.length; first++) {
    let digits = '';
    for (let last = first; last < groups.length; last++) {
      digits += groups[last]![0];
      if (digits.length > LONGEST) break;
      if (digits.length < SHORTEST || !hasCheckDigit(digits)) continue;
      const end = groups[last]!.index + groups[last]![0].length;
      yield* allButLastFour(run, groups[first]!.index, end, offset);
    }
  }
}

/** Separators stay, so that the frame still shows how the number is written. */
function* allButLastFour(run: string, start: number, end: number, offset: number): Generator<Hidden> {
  let left = [...run.slice(start, end)].filter(isDigit).length - SHOWN;
  for (let index = start; index < end && left > 0; index++) {
    if (!isDigit(run[index]!)) continue;
    yield { start: offset + index, end: offset + index + 1 };
    left--;
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
