import { DoorProblem } from '../door.js';

/** What the API answers, before anybody has looked into it. */
export type Json = Readonly<Record<string, unknown>>;

/** Characters; the analysis takes twice as many. */
const LINES_LIMIT = 8_000_000;

/** The text of a file. The platform sends one long line, in which nobody finds a place; what is huge stays one. */
export function written(json: Json): string {
  try {
    const lines = JSON.stringify(json, undefined, 2);
    return `${lines.length <= LINES_LIMIT ? lines : JSON.stringify(json)}\n`;
  } catch {
    throw new DoorProblem('broken', 'Genesys Cloud answers with something that nests too deep.');
  }
}

export function mapOf(value: unknown): Json {
  if (isMap(value)) return value;
  throw new DoorProblem('broken', 'Genesys Cloud answers with something that is not what was asked for.');
}

export function mapOrNothing(value: unknown): Json {
  return isMap(value) ? value : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
