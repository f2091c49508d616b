export const FLOW: string;
export const CALLED_FLOW: string;
export const CONFIGURATION: Readonly<Record<string, unknown>>;
export const ABOUT: Readonly<Record<string, unknown>>;
export const DATA_ACTIONS: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
