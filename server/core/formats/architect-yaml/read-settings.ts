import type { FlowBuilder } from './flow-builder.js';
import { findHolder, readValue } from './read-value.js';

/** Deepest nesting of settings that is followed. */
const SETTINGS_DEPTH = 60;

/** Every value holder below a flow's own settings becomes a slot whose role is the key in front of it. */
export function readSettings(b: FlowBuilder, key: number, role: string, value: number, depth: number): void {
  const { cursor } = b;
  const holder = findHolder(cursor, value);
  if (holder >= 0) {
    b.slots.push({
      role,
      name: '',
      nameSpan: cursor.textSpan(key),
      span: cursor.spanOver(key, value),
      value: readValue(cursor, holder, b.problems),
    });
    return;
  }
  if (depth > SETTINGS_DEPTH) {
    b.structure(cursor.span(value), 'These settings nest too deep and were not read.');
    return;
  }
  if (cursor.isMap(value)) {
    for (let child = cursor.first(value); child < cursor.end(value); ) {
      const raw = cursor.after(child);
      readSettings(b, child, cursor.key(child), cursor.follow(raw), depth + 1);
      child = cursor.after(raw);
    }
  } else if (cursor.isSeq(value)) {
    for (let entry = cursor.first(value); entry < cursor.end(value); entry = cursor.after(entry)) {
      readSettings(b, key, role, cursor.follow(entry), depth + 1);
    }
  }
}
