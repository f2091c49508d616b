import { spawn } from 'node:child_process';

/** Programs that open an address, without a shell in between. */
const OPENERS: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens the user's browser. Where there is none nothing happens: the address is printed anyway. */
export function openBrowser(address: string, platform: NodeJS.Platform): void {
  const [program, ...words] = OPENERS[platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
