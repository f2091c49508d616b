import facts from './architect/conditions.json' with { type: 'json' };

const setTests = new Map(facts.setTests.map((row) => [row.function.toLowerCase(), row.when]));
const equality = namesOf(facts.equality);
const choice = namesOf(facts.choice);
const transparent = namesOf(facts.transparent);

/** The function that is true where its operand holds something. */
export const SET_TEST: string = facts.setTests.find(({ when }) => when)?.function ?? '';

/** The value that a function has where its operand holds something; undefined for functions that do not ask that. */
export function setTestOf(name: string): boolean | undefined {
  return setTests.get(name.toLowerCase());
}

/** True for a function that compares its two operands. */
export function isEquality(name: string): boolean {
  return equality.has(name.toLowerCase());
}

/** True for a function that is its second operand where the first is true, and else the third. */
export function isChoice(name: string): boolean {
  return choice.has(name.toLowerCase());
}

/** True for a function whose result is its first operand in another form. */
export function isTransparent(name: string): boolean {
  return transparent.has(name.toLowerCase());
}

function namesOf(rows: readonly { readonly function: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.function.toLowerCase()));
}
