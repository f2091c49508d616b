import { JsonCursor } from '../formats/architect-json/cursor.js';
import { rules } from '../rules/index.generated.js';
import { nearestName } from '../syntax/expression/nearest.js';
import { readJson } from '../syntax/json/read.js';
import type { Span } from '../text/span.js';
import { blankComments } from './comments.js';
import { type ConfigLayer, HINT_KINDS, type HintKind, PERSONAS, type RuleSetting, SEVERITIES } from './config.js';

export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

export interface ReadConfig {
  readonly layer: ConfigLayer;
  readonly problems: readonly ConfigProblem[];
}

const KEYS = ['rules', 'persona', 'ignore', 'hints', '$schema'] as const;
const RULE_IDS: readonly string[] = rules.map(({ id }) => id);
const RULE_SETTINGS = [...SEVERITIES, 'off'] as const;

/** Reads a configuration file. Never throws; what cannot be used is a problem and stays as it was. */
export function readConfig(text: string): ReadConfig {
  return new ConfigReader(blankComments(text)).read();
}

class ConfigReader {
  readonly #json: JsonCursor;
  readonly #problems: ConfigProblem[];

  constructor(text: string) {
    const tape = readJson(text);
    this.#json = new JsonCursor(tape);
    this.#problems = [...tape.problems];
  }

  read(): ReadConfig {
    const rules = new Map<string, RuleSetting>();
    const hints: Partial<Record<HintKind, boolean>> = {};
    let layer: Omit<ConfigLayer, 'rules' | 'hints'> = {};
    for (const [name, value] of this.#entries(0, KEYS, 'setting')) {
      if (name === 'persona') layer = { ...layer, ...only('persona', this.#choice(value, PERSONAS)) };
      else if (name === 'ignore') layer = { ...layer, ignore: this.#texts(value) };
      else if (name === 'rules') this.#rules(value, rules);
      else if (name === 'hints') this.#hints(value, hints);
    }
    return { layer: { ...layer, rules, hints }, problems: this.#problems };
  }

  #rules(node: number, into: Map<string, RuleSetting>): void {
    for (const [rule, value] of this.#entries(node, RULE_IDS, 'rule')) {
      const setting = this.#choice(value, RULE_SETTINGS);
      if (setting) into.set(rule, setting);
    }
  }

  #hints(node: number, into: Partial<Record<HintKind, boolean>>): void {
    for (const [kind, value] of this.#entries(node, HINT_KINDS, 'kind of hint')) {
      const isShown = this.#choice(value, ['true', 'false'], false);
      if (isShown) into[kind] = isShown === 'true';
    }
  }

  /** The entries of a map whose keys are known; the others become problems. */
  *#entries<K extends string>(node: number, known: readonly K[], noun: string): Iterable<readonly [K, number]> {
    if (!this.#json.isMap(node)) {
      this.#report(node, 'A map in braces should stand here');
      return;
    }
    for (const key of this.#json.children(node)) {
      const written = this.#json.text(key);
      const name = known.find((one) => one === written);
      if (name !== undefined) yield [name, this.#json.valueOf(key)];
      else this.#report(key, unknown(noun, written, known));
    }
  }

  #choice<C extends string>(node: number, choices: readonly C[], isString = true): C | undefined {
    const isKind = isString ? this.#json.isString(node) : this.#json.isScalar(node) && !this.#json.isString(node);
    const choice = isKind ? choices.find((one) => one === this.#json.text(node)) : undefined;
    const shown = choices.map((one) => (isString ? `"${one}"` : one));
    if (choice === undefined) this.#report(node, `This should be ${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`);
    return choice;
  }

  #texts(node: number): string[] {
    if (!this.#json.isSeq(node)) {
      this.#report(node, 'A list of paths in brackets should stand here');
      return [];
    }
    const items = [...this.#json.children(node)];
    for (const item of items) if (!this.#json.isString(item)) this.#report(item, 'A path in quotes should stand here');
    return items.filter((item) => this.#json.isString(item)).map((item) => this.#json.text(item));
  }

  /** What is not there at all has been reported by the reader of the text. */
  #report(node: number, message: string): void {
    const span = this.#json.span(node);
    if (span.end > span.start) this.#problems.push({ span, message });
  }
}

function only<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const part: Partial<Record<K, V>> = {};
  if (value !== undefined) part[key] = value;
  return part;
}

function unknown(noun: string, written: string, known: readonly string[]): string {
  const meant = nearestName(written, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `There is no ${noun} "${written}"${hint}`;
}
