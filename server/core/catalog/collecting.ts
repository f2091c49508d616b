import facts from './architect/collecting.json' with { type: 'json' };

/** A setting that leaves more in the result than what the caller meant. */
export interface ResultSetting {
  readonly role: string;
  readonly value: string;
  /** What is left in: 'the key that ends the input'. */
  readonly effect: string;
}

/** An action from which on what is said and keyed is kept somewhere. */
export interface Capture {
  /** 'recording' */
  readonly words: string;
  /** The setting that switches it off when it is false; undefined when there is no way back. */
  readonly switch: string | undefined;
}

const captures = new Map(facts.capture.map((row) => [row.action, { words: row.words, switch: row.switch }]));
const spoken = new Set(facts.speech.map(({ action, role }) => `${action} ${role}`));

/** The settings of an action that spoil what it collects. */
export function resultSettings(kind: string): readonly ResultSetting[] {
  return facts.settings.filter(({ action }) => action === kind);
}

export function captureOf(kind: string): Capture | undefined {
  return captures.get(kind);
}

/** True when a role of an action brings what speech recognition has understood. */
export function isRecognisedSpeech(kind: string, role: string): boolean {
  return spoken.has(`${kind} ${role}`);
}
