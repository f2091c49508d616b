import type { Finding, Severity } from '../model/finding.js';
import { rules } from '../rules/index.generated.js';
import { matchesGlob } from './glob.js';

export const CONFIG_FILE = 'keytrace.json';

export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const satisfies readonly Severity[];
export const PERSONAS = ['regular', 'auditor'] as const;
export const HINT_KINDS = ['keys', 'types', 'parameters'] as const;

export type RuleSetting = Severity | 'off';
export type Persona = (typeof PERSONAS)[number];
export type HintKind = (typeof HINT_KINDS)[number];

/** What somebody asks for, in a file or in the settings of an editor; what is left out stays as it is. */
export interface ConfigLayer {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly persona?: Persona;
  /** Paths that are not looked at, relative to the folder of the file that says so. */
  readonly ignore?: readonly string[];
  readonly hints: Readonly<Partial<Record<HintKind, boolean>>>;
}

/** What holds in the end. */
export interface Config {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly persona: Persona;
  readonly ignore: readonly string[];
  readonly hints: Readonly<Record<HintKind, boolean>>;
}

export const NO_WISHES: ConfigLayer = { rules: new Map(), hints: {} };

/** Later layers win; ignored paths add up, since no layer can know what another one means to hide. */
export function mergeConfig(...layers: readonly ConfigLayer[]): Config {
  const merged = { persona: 'regular' as Persona, hints: { keys: true, types: true, parameters: true } };
  for (const { persona, hints } of layers) {
    merged.persona = persona ?? merged.persona;
    merged.hints = { ...merged.hints, ...hints };
  }
  return {
    ...merged,
    rules: new Map(layers.flatMap((layer) => [...layer.rules])),
    ignore: layers.flatMap(({ ignore }) => ignore ?? []),
  };
}

const AUDITOR_RULES = new Set(rules.filter(({ persona }) => persona === 'auditor').map(({ id }) => id));

/** The findings that a configuration wants to see, with the severities that it wants. Keeps the order. */
export function applyConfig(findings: readonly Finding[], config: Config): readonly Finding[] {
  return findings.flatMap((finding) => {
    const wish = config.rules.get(finding.rule);
    if (wish === 'off') return [];
    if (wish) return [wish === finding.severity ? finding : { ...finding, severity: wish }];
    return config.persona === 'regular' && AUDITOR_RULES.has(finding.rule) ? [] : [finding];
  });
}

/** `path` is relative to the folder of the configuration and uses `/`. */
export function isIgnored(path: string, config: Config): boolean {
  return config.ignore.some((pattern) => matchesGlob(pattern, path));
}
