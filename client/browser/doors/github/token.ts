import type { Kept } from '../../api.js';

/** In the session only: it is gone when the browser is closed, and never on disk. */
export const TOKEN = 'github.token';

export async function githubToken(session: Kept): Promise<string | undefined> {
  const kept = await session.get(TOKEN);
  return typeof kept === 'string' && kept !== '' ? kept : undefined;
}

/** "About authentication to GitHub": all kinds of tokens are of these characters. Anything else cannot be sent. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_.-]{10,400}$/.test(text);
}
