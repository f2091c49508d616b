import type { Place } from './finding.js';

/** Settings of the platform around the flows. */
export type SettingsKind = 'trunk' | 'organisation' | 'retention-policy';

export type SettingName =
  | 'transport'
  | 'secure-endpoints'
  | 'media-encryption'
  | 'dtmf-masking'
  | 'dtmf-method'
  | 'out-of-band-dtmf'
  | 'in-band-dtmf'
  | 'tls-minimum'
  | 'protocol-capture'
  | 'media-capture'
  | 'pci-mode'
  | 'retention-days'
  | 'auto-delete'
  | 'enabled';

export interface SettingValue extends Place {
  /** As written: 'true', 'TLS', '30'. */
  readonly text: string;
}

/** One trunk, organisation or policy; the place is its name's, or its own. */
export interface PlatformSettings extends Place {
  readonly kind: SettingsKind;
  /** '' when it has none. */
  readonly name: string;
  readonly values: ReadonlyMap<SettingName, SettingValue>;
  /** Names of the flows that it is for; undefined: for all. */
  readonly flows: readonly string[] | undefined;
}
