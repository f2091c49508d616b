import { type RefObject, useEffect } from 'react';
import type { ThemeKind } from '../messages.js';
import { type Colour, cssColour, parseColour, repairs } from '../state/contrast.js';
import { ADJUSTABLE, GROUNDS, type Token } from '../state/contrast-pairs.js';

/** On start and with every theme: what could not be read on the host's real grounds gets another colour. */
export function useContrast(root: RefObject<HTMLElement | null>, theme: ThemeKind): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const repair = () => repairOn(element, theme);
    repair();
    // VS Code changes a theme by the style of its root and the class of the body, not always with a message first.
    const observer = new MutationObserver(repair);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, [root, theme]);
}

function repairOn(element: HTMLElement, theme: ThemeKind): void {
  for (const token of ADJUSTABLE) element.style.removeProperty(`--kt-${token}`);
  const palette = new Map<Token | 'foreground', Colour>();
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const read = (name: Token | 'foreground', value: string) => {
    probe.style.color = value;
    const colour = parseColour(getComputedStyle(probe).color);
    if (colour) palette.set(name, colour);
  };
  for (const token of [...ADJUSTABLE, ...GROUNDS]) read(token, `var(--kt-${token})`);
  read('foreground', 'var(--vscode-foreground, var(--kt-text))');
  probe.remove();
  for (const [token, colour] of repairs(palette, theme)) element.style.setProperty(`--kt-${token}`, cssColour(colour));
}
