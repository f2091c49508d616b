import type { Platform } from './actions.js';
import functionRows from './cxone/functions.json' with { type: 'json' };
import keywords from './cxone/keywords.json' with { type: 'json' };

/** Words of the language that a platform's scripts hold; empty where there is none. */
export interface ScriptWords {
  readonly keywords: readonly string[];
  /** Behind a dot, with brackets. */
  readonly methods: readonly string[];
  /** Behind a dot, without. */
  readonly properties: readonly string[];
}

const NONE: ScriptWords = { keywords: [], methods: [], properties: [] };
const NO_METHODS = new Set([...keywords.properties, ...keywords.functions].map((name) => name.toLowerCase()));
const WORDS: ScriptWords = {
  keywords: keywords.words,
  methods: [
    ...functionRows.map(({ name }) => name).filter((name) => !NO_METHODS.has(name)),
    ...keywords.methods,
  ].sort(),
  properties: keywords.properties,
};

export function scriptWords(platform: Platform): ScriptWords {
  return platform === 'cxone' ? WORDS : NONE;
}
