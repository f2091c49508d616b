import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  /** For choices; undefined for what is simply done. */
  readonly isChosen?: boolean;
  act(): void;
}

interface MenuProperties {
  readonly label: string;
  readonly button: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'left' | 'right';
  readonly className?: string;
}

/** A button with a list of things below it: arrows move, Enter does, Escape goes back to the button. */
export function Menu({ label, button, items, align = 'left', className = '' }: MenuProperties) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useCloseOutside(root, isOpen, () => setOpen(false));
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <div className={`kd-menu ${className}`} ref={root}>
      <button
        type="button"
        ref={trigger}
        className="kd-button kd-ghost"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {button}
      </button>
      {isOpen && <MenuList id={id} label={label} items={items} align={align} close={close} />}
    </div>
  );
}

interface ListProperties {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align: 'left' | 'right';
  readonly close: () => void;
}

function MenuList({ id, label, items, align, close }: ListProperties) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (chosen ?? list.current?.querySelector<HTMLElement>('button'))?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (!moveFocus(list.current, event.key)) return;
    event.preventDefault();
  };
  return (
    <div className={`kd-popup kd-${align}`} id={id} role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          type="button"
          key={item.id}
          className="kd-item"
          tabIndex={-1}
          {...(item.isChosen === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemradio', 'aria-checked': item.isChosen })}
          onClick={() => {
            close();
            item.act();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** Moves the focus among the buttons of a list; false for other keys. */
export function moveFocus(list: HTMLElement | null, key: string): boolean {
  const items = [...(list?.querySelectorAll<HTMLElement>('button, [role="option"], tr[tabindex]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement); // -1 for what is not among them
  const last = items.length - 1;
  const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[key];
  if (next === undefined) return false;
  items[next]?.focus();
  return true;
}

function useCloseOutside(root: { readonly current: HTMLElement | null }, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  });
}
