import type { SettingName, SettingsKind } from '../model/platform-settings.js';
import facts from './architect/platform-settings.json' with { type: 'json' };

export interface SettingsKindFacts {
  readonly kind: SettingsKind;
  /** For people. */
  readonly label: string;
  /** Keys of which a file has at least one. */
  readonly strong: readonly string[];
  /** Keys that count as a second sign. */
  readonly weak: readonly string[];
}

// The rows know only these words; a test reads them all.
export const SETTINGS_KINDS = facts.kinds as readonly SettingsKindFacts[];
const settings = facts.settings as readonly { readonly setting: SettingName; readonly keys: readonly string[] }[];

const byKey = new Map(settings.flatMap(({ setting, keys }) => keys.map((key) => [plain(key), setting] as const)));
const flowKeys = new Set(facts.flowKeys.map(plain));
const wrappers = new Set(facts.wrappers.map(plain));
const on = new Set(facts.on);
const inBand = new Set(facts.inBand);
const encrypted = new Set(facts.encryptedTransports);

/** What a key of an export says; undefined for everything that is of no concern here. */
export function settingOf(key: string): SettingName | undefined {
  return byKey.get(plain(key));
}

/** The key names flows. */
export function isFlowKey(key: string): boolean {
  return flowKeys.has(plain(key));
}

/** The key only stands around a value. */
export function isWrapper(key: string): boolean {
  return wrappers.has(plain(key));
}

export function isOn(text: string): boolean {
  return on.has(text.trim().toLowerCase());
}

export function isInBand(method: string): boolean {
  return inBand.has(plain(method));
}

export function isEncryptedTransport(transport: string): boolean {
  return encrypted.has(plain(transport));
}

/** 'TLSv1_1' -> 1.1; 0 for what came before TLS; undefined when the text names no version. */
export function tlsVersion(text: string): number | undefined {
  if (/ssl/i.test(text)) return 0;
  const [, minor] = /(?:^|[^\d])1(?:[._]?(\d))?(?!\d)/.exec(text) ?? [];
  return /(?:^|[^\d])1(?:[._]?\d)?(?!\d)/.test(text) ? Number(`1.${minor ?? 0}`) : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
