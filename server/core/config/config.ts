import type { LocalFacts } from '../catalog/local-facts.js';
import { NO_FACTS } from '../catalog/local-facts.js';
import type { Finding } from '../model/finding.js';
import type { OptionValue } from '../model/shape.js';
import { rules } from '../rules/index.generated.js';
import type { FileSettings } from '../rules/settings.js';
import type { HINT_KINDS, PERSONAS, SEVERITIES } from './config-shape.js';
import { matchesGlob } from './glob.js';

export type RuleSetting = (typeof SEVERITIES)[number] | 'off';
export type Persona = (typeof PERSONAS)[number];
export type HintKind = (typeof HINT_KINDS)[number];
type OptionsByRule = ReadonlyMap<string, ReadonlyMap<string, OptionValue>>;

/** What somebody asks for, in a file or in the settings of an editor; what is left out stays as it is. */
export interface ConfigLayer {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly options: OptionsByRule;
  readonly persona?: Persona;
  /** Paths that are not looked at, relative to the folder of the file that says so. */
  readonly ignore?: readonly string[];
  readonly hints: Readonly<Partial<Record<HintKind, boolean>>>;
  readonly facts: LocalFacts;
  readonly allowSuppressions?: boolean;
}

/** What holds in the end for the files of one folder. */
export interface Config extends FileSettings {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly persona: Persona;
  readonly hints: Readonly<Record<HintKind, boolean>>;
}

export const NO_WISHES: ConfigLayer = { rules: new Map(), options: new Map(), hints: {}, facts: NO_FACTS };

/** Later layers win: user, then workspace, then folder. What is known adds up, the later of two that fit counts. */
export function mergeConfig(...layers: readonly ConfigLayer[]): Config {
  const merged = { persona: 'regular' as Persona, hints: { keys: true, types: true, parameters: true } };
  for (const { persona, hints } of layers) {
    merged.persona = persona ?? merged.persona;
    merged.hints = { ...merged.hints, ...hints };
  }
  const facts: LocalFacts = {
    names: layers.flatMap((layer) => layer.facts.names),
    dataActions: layers.flatMap((layer) => layer.facts.dataActions),
    sinks: layers.flatMap((layer) => layer.facts.sinks),
    sources: layers.flatMap((layer) => layer.facts.sources),
  };
  return {
    ...merged,
    rules: new Map(layers.flatMap((layer) => [...layer.rules])),
    options: mergeOptions(layers),
    facts: Object.values(facts).every((list) => list.length === 0) ? NO_FACTS : facts,
    // One no is enough: a policy that anybody below could lift would be none.
    allowSuppressions: layers.every(({ allowSuppressions }) => allowSuppressions !== false),
  };
}

function mergeOptions(layers: readonly ConfigLayer[]): OptionsByRule {
  const merged = new Map<string, Map<string, OptionValue>>();
  for (const { options } of layers) {
    for (const [rule, values] of options) {
      const known = merged.get(rule) ?? new Map<string, OptionValue>();
      for (const [name, value] of values) known.set(name, value);
      merged.set(rule, known);
    }
  }
  return merged;
}

const AUDITOR_RULES = new Set(rules.filter(({ persona }) => persona === 'auditor').map(({ id }) => id));

/** The findings that a configuration wants to see, with the severities that it wants. Keeps the order. */
export function applyConfig(findings: readonly Finding[], config: Config): readonly Finding[] {
  return findings.flatMap((finding) => {
    if (whyHidden(finding.rule, config) !== undefined) return [];
    const wish = config.rules.get(finding.rule);
    return [!wish || wish === 'off' || wish === finding.severity ? finding : { ...finding, severity: wish }];
  });
}

/** Why a configuration does not show what a rule finds: it is off, or for auditors only; undefined when it shows it. */
export function whyHidden(rule: string, config: Config): 'off' | 'auditor' | undefined {
  const wish = config.rules.get(rule);
  if (wish) return wish === 'off' ? 'off' : undefined;
  const isAsked = config.persona === 'auditor' || config.options.has(rule);
  return AUDITOR_RULES.has(rule) && !isAsked ? 'auditor' : undefined;
}

/** `path` is relative to the folder of the layer and uses `/`. */
export function isIgnored(path: string, { ignore = [] }: Pick<ConfigLayer, 'ignore'>): boolean {
  return ignore.some((pattern) => matchesGlob(pattern, path));
}
