import { type LocalFacts, NO_FACTS } from '../catalog/local-facts.js';
import type { OptionValue } from '../model/shape.js';

/** What is settled for one file before anything is concluded from it. */
export interface FileSettings {
  /** Options that somebody has set, by rule. */
  readonly options: ReadonlyMap<string, ReadonlyMap<string, OptionValue>>;
  readonly facts: LocalFacts;
  /** False: nobody may accept a finding, whatever comments and files say. */
  readonly allowSuppressions: boolean;
}

/** What is settled for all files. The same object may be given again and again, so that what follows can be kept. */
export interface Settings {
  settingsOf(uri: string): FileSettings;
  /** 2026-12-31; left out where nobody knows, and then nothing is expired. */
  readonly today?: string;
  /** False: findings are reported as if nobody had accepted any, and so are no words about accepting. */
  readonly readsIgnores?: boolean;
}

const NOTHING_SET: FileSettings = { options: new Map(), facts: NO_FACTS, allowSuppressions: true };

export const NO_SETTINGS: Settings = { settingsOf: () => NOTHING_SET };
