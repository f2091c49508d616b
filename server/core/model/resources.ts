import type { DataAction, FlowFilling } from './resource.js';

/** What the files of a workspace that hold no flow say together. Ordered by file and place. */
export interface Resources {
  readonly dataActions: readonly DataAction[];
  readonly fillings: readonly FlowFilling[];
}

export const NO_RESOURCES: Resources = { dataActions: [], fillings: [] };
