import type { OptionValue, ValueOf } from '../model/shape.js';
import type { ConfigLayer, RuleSetting } from './config.js';
import { CONFIG_SHAPE } from './config-shape.js';
import { type ConfigProblem, readShape } from './read-shape.js';

export interface ReadConfig {
  readonly layer: ConfigLayer;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a configuration file. Never throws; what cannot be used is a problem and stays as it was. */
export function readConfig(text: string): ReadConfig {
  const { value, problems } = readShape(text, CONFIG_SHAPE);
  return { layer: layerOf(value), problems: [...problems].sort((a, b) => a.span.start - b.span.start) };
}

function layerOf(value: ValueOf<typeof CONFIG_SHAPE>): ConfigLayer {
  const {
    rules = {},
    persona,
    ignore,
    hints = {},
    names = [],
    dataActions = [],
    sinks = [],
    sources = [],
    policy,
  } = value;
  const severities = new Map<string, RuleSetting>();
  const options = new Map<string, ReadonlyMap<string, OptionValue>>();
  // The shape of each rule is made of its own options, so their types are not known here.
  for (const [rule, setting] of Object.entries(rules as Record<string, RuleSetting | Record<string, OptionValue>>)) {
    if (typeof setting === 'string') severities.set(rule, setting);
    else {
      const { severity, ...others } = setting;
      if (severity !== undefined) severities.set(rule, severity as RuleSetting); // a choice of the shape
      options.set(rule, new Map(Object.entries(others)));
    }
  }
  return {
    rules: severities,
    options,
    hints: { ...hints },
    facts: {
      names: names.flatMap(({ match, label }) => (match && label ? [{ match, label }] : [])),
      dataActions,
      sources: sources.flatMap(({ action, output, label }) =>
        action && output && label ? [{ action, output, label }] : [],
      ),
      sinks: sinks.flatMap(({ action, input, sink }) => (action && input && sink ? [{ action, input, sink }] : [])),
    },
    ...(persona ? { persona } : {}),
    ...(ignore ? { ignore } : {}),
    ...(policy?.allowSuppressions === undefined ? {} : { allowSuppressions: policy.allowSuppressions }),
  };
}
