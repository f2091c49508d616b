import type { TargetShape } from '../../catalog/yaml-shapes.js';
import type { FlowBuilder } from './flow-builder.js';
import type { ActionDraft } from './read-slot.js';
import { findHolder, heldBy } from './read-value.js';

/**
 * Reads the thing that a key names. Gives the map of settings below the name, -1 when there is none, and undefined
 * when the value has another form and should be read as a setting itself.
 */
export function readTarget(b: FlowBuilder, draft: ActionDraft, shape: TargetShape, value: number): number | undefined {
  const { cursor } = b;
  if (shape.form === 'ref') {
    if (!cursor.isScalar(value)) return undefined;
    draft.target = b.readRef(shape.kind, value);
    return -1;
  }
  if (!cursor.isMap(value)) return undefined;
  if (shape.form === 'object') {
    const holder = findHolder(cursor, value);
    const held = holder < 0 ? value : heldBy(cursor, holder);
    const name = cursor.find(cursor.isMap(held) ? held : value, 'name');
    if (name < 0) return undefined;
    draft.target = b.namedTarget(shape.kind, name);
    return -1;
  }
  const key = cursor.first(value);
  if (key >= cursor.end(value)) return undefined;
  const below = cursor.follow(cursor.after(key));
  if (shape.form === 'named') {
    draft.target = b.namedTarget(shape.kind, key);
    return cursor.isMap(below) ? below : -1;
  }
  const action = cursor.find(below, 'dataAction');
  const actionKey = action >= 0 && cursor.isMap(action) ? cursor.first(action) : -1;
  if (actionKey < 0 || actionKey >= cursor.end(action)) return undefined;
  draft.target = {
    ...b.namedTarget(shape.kind, actionKey),
    category: cursor.text(key),
    categorySpan: cursor.textSpan(key),
  };
  const inputs = cursor.follow(cursor.after(actionKey));
  return cursor.isMap(inputs) ? inputs : -1;
}
