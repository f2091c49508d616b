import type { Fetched } from '../doors/door.js';
import { openShelf, type Shelf } from './shelf.js';

const PREFIX = 'handed:';

/** Lays fetched files where the full page finds them; returns the part of its address behind the hash. */
export async function handOver(fetched: Fetched): Promise<string> {
  const shelf = await openShelf();
  if (!shelf.isLasting)
    throw new Error('This browser keeps nothing between two pages, so the full page cannot be given it.');
  const name = crypto.randomUUID();
  await shelf.put([[`${PREFIX}${name}`, fetched]]);
  return `#handed=${name}`;
}

/** What the address names; it is handed over once. */
export async function takeHanded(shelf: Shelf, hash: string): Promise<Fetched | undefined> {
  const [, name] = /^#handed=([\da-f-]+)$/.exec(hash) ?? [];
  if (name === undefined) return undefined;
  const key = `${PREFIX}${name}`;
  const [fetched] = await shelf.get([key]);
  await shelf.remove([key]);
  return fetched as Fetched | undefined; // only the panel writes under this name
}
