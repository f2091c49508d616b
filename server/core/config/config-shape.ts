import { SINK_KINDS } from '../catalog/actions.js';
import { LABELS } from '../catalog/labels.js';
import type { EitherShape, MapShape, Shape } from '../model/shape.js';
import { rules } from '../rules/index.generated.js';
import type { Rule } from '../rules/rule.js';

export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export const PERSONAS = ['regular', 'auditor'] as const;
export const HINT_KINDS = ['keys', 'types', 'parameters'] as const;
const RULE_SETTINGS = [...SEVERITIES, 'off'] as const;
const NAME_LABELS = [...LABELS, 'none'] as const;

const flag = (description: string) => ({ type: 'boolean', description }) as const;
const pattern = (description: string) => ({ type: 'text', noun: 'a pattern', description }) as const;

const SEVERITY = { type: 'choice', choices: RULE_SETTINGS, description: 'How bad it is, or "off".' } as const;

/** A severity, or a map with a severity and the rule's options. */
function ruleShape({ title, options = {} }: Rule): EitherShape {
  const entries: Record<string, Shape> = { severity: SEVERITY, ...options };
  return { type: 'either', description: title, short: SEVERITY, long: { type: 'map', noun: 'option', entries } };
}

const RULES: MapShape = {
  type: 'map',
  noun: 'rule',
  description: 'By rule: a severity, "off", or a map with "severity" and the options of the rule.',
  entries: Object.fromEntries(rules.map((rule) => [rule.id, ruleShape(rule)])),
};

const NAMES = {
  type: 'list',
  noun: 'names',
  description:
    'What names of variables, attributes and fields of data actions say. The last one that fits counts, before everything that Keytrace knows itself.',
  of: {
    type: 'map',
    noun: 'setting',
    required: ['match', 'label'],
    entries: {
      match: pattern(
        'A name with the wildcards * and ?, compared as it is written and by its words: *_account_number.',
      ),
      label: {
        type: 'choice',
        choices: NAME_LABELS,
        description: 'What stands behind the name; "none": nothing secret.',
      },
    },
  },
} as const;

const DATA_ACTIONS = {
  type: 'list',
  noun: 'data actions',
  description: 'What data actions do. Of two that fit and say the same, the later one counts.',
  of: {
    type: 'map',
    noun: 'setting',
    entries: {
      category: pattern('The integration; left out = any.'),
      name: pattern('The data action; left out = any.'),
      secure: flag('The platform keeps nothing of its inputs.'),
      sanitises: flag('It hashes, masks, encrypts or tokenises: what it gives back is not secret.'),
      sink: { type: 'choice', choices: SINK_KINDS, description: 'Where its inputs end up.' },
      maxSeconds: { type: 'number', minimum: 0, description: 'How long it may take; longer timeouts are reported.' },
    },
  },
} as const;

const SINKS = {
  type: 'list',
  noun: 'sinks',
  description: 'Inputs of actions that show, store or send what they hold, beside those that Keytrace knows.',
  of: {
    type: 'map',
    noun: 'setting',
    required: ['action', 'input', 'sink'],
    entries: {
      action: pattern('The kind of action as flows write it, for example setWrapupCode.'),
      input: pattern('The name of the input, as flows write it.'),
      sink: { type: 'choice', choices: SINK_KINDS, description: 'What becomes of it.' },
    },
  },
} as const;

const SOURCES = {
  type: 'list',
  noun: 'sources',
  description: 'Results of actions that give out something secret, beside those that Keytrace knows.',
  of: {
    type: 'map',
    noun: 'setting',
    required: ['action', 'output', 'label'],
    entries: {
      action: pattern('The kind of action as flows write it, for example dataTableLookup.'),
      output: pattern('The name of the result, as flows write it.'),
      label: { type: 'choice', choices: LABELS, description: 'What it is.' },
    },
  },
} as const;

/** `keytrace.json`. */
export const CONFIG_SHAPE = {
  type: 'map',
  noun: 'setting',
  description: 'Settings of Keytrace',
  entries: {
    $schema: { type: 'text', noun: 'an address', description: 'Where this schema is.' },
    rules: RULES,
    persona: {
      type: 'choice',
      choices: PERSONAS,
      description: '"auditor" also runs the rules that are for reviews.',
    },
    ignore: {
      type: 'list',
      noun: 'paths',
      of: { type: 'text', noun: 'a path' },
      description:
        'Paths that are not looked at, relative to this file. * and ? stay inside one name, ** goes over folders.',
    },
    hints: {
      type: 'map',
      noun: 'kind of hint',
      description: 'Hints between the words, in editors only.',
      entries: {
        keys: flag('The key behind secure variables.'),
        types: flag('Types of variables.'),
        parameters: flag('Names of parameters.'),
      },
    },
    names: NAMES,
    dataActions: DATA_ACTIONS,
    sinks: SINKS,
    sources: SOURCES,
    policy: {
      type: 'map',
      noun: 'setting',
      description: 'What nobody below may change.',
      entries: { allowSuppressions: flag('false: comments and files that accept findings have no effect.') },
    },
  },
} as const satisfies MapShape;
