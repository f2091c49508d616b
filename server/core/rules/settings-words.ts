import { isEncryptedTransport, isOn } from '../catalog/platform-settings.js';
import type { PlatformSettings, SettingName, SettingsKind } from '../model/platform-settings.js';

const NOUNS: Readonly<Record<SettingsKind, string>> = {
  trunk: 'trunk',
  organisation: 'organisation',
  'retention-policy': 'retention policy',
};

/** 'trunk "Payments"' */
export function settingsName({ kind, name }: PlatformSettings): string {
  return name === '' ? NOUNS[kind] : `${NOUNS[kind]} "${name}"`;
}

/** Undefined when the file does not say it. */
export function isSwitchedOn({ values }: PlatformSettings, setting: SettingName): boolean | undefined {
  const value = values.get(setting);
  return value && isOn(value.text);
}

/** What is sent over it cannot be read on the way. */
export function isEncrypted(settings: PlatformSettings): boolean {
  const transport = settings.values.get('transport');
  if (transport && isEncryptedTransport(transport.text)) return true;
  return isSwitchedOn(settings, 'secure-endpoints') === true || isSwitchedOn(settings, 'media-encryption') === true;
}
