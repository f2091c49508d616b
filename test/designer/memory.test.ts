import { expect, test } from 'vitest';
import { pathOf, uriOf } from '../../client/designer/file-address.js';
import { type Remembered, remember, remembered, type Storage } from '../../client/designer/memory.js';
import { PANES } from '../../client/designer/state.js';

function storage(value: string | null = null): Storage & { value: string | null } {
  return {
    value,
    getItem() {
      return this.value;
    },
    setItem(_key, next) {
      this.value = next;
    },
  };
}

const LEFT: Remembered = {
  panes: { ...PANES, editorWidth: 600, hasList: false, narrow: 'editor' },
  theme: 'hc',
  tabs: ['keytrace:/a.yaml'],
  active: 'keytrace:/a.yaml',
  lit: 'abc',
  graph: { version: 1 },
};

test('what was kept comes back', () => {
  const kept = storage();
  remember(kept, LEFT);
  expect(remembered(kept)).toEqual(LEFT);
});

test('whatever is not of our making counts as never kept', () => {
  const nothing = remembered(storage());
  for (const value of ['', '{', 'null', '[]', '7', '"x"']) expect(remembered(storage(value)), value).toEqual(nothing);
  const odd = remembered(
    storage('{"theme":"evil","tabs":[1,"a"],"panes":{"editorWidth":-5,"listHeight":"x"},"active":7}'),
  );
  expect(odd).toEqual({ ...nothing, tabs: ['a'] });
});

test('at least one of text and graph is shown', () => {
  const { panes } = remembered(storage('{"panes":{"hasEditor":false,"hasGraph":false}}'));
  expect(panes.hasEditor || panes.hasGraph).toBe(true);
});

test('a store that takes nothing is no failure', () => {
  const full: Storage = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => remember(full, LEFT)).not.toThrow();
});

test('names of files survive being addresses', () => {
  for (const path of ['flows/pay by card.yaml', 'a/100%.yaml', 'ä/#?.yaml', 'a/__proto__.yaml']) {
    expect(pathOf(uriOf(path))).toBe(path);
    expect(uriOf(path)).not.toMatch(/[ #?]/);
  }
});
