import { build } from 'esbuild';

/** What of the core the generated files are made from. */
const PARTS = [
  "export { rules } from './rules/index.generated.js';",
  "export { configSchema, ignoresSchema } from './config/schema.js';",
].join('\n');

/** The rules and schemas as data, with the very code that the product runs. */
export async function loadCore(root) {
  const { outputFiles } = await build({
    stdin: { contents: PARTS, resolveDir: `${root}server/core`, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
  return import(url);
}

/** One page per rule and an index, as pairs of path and text. */
export function rulePages(rules) {
  return [['docs/rules/README.md', index(rules)], ...rules.map((rule) => [`docs/rules/${rule.id}.md`, page(rule)])];
}

const FAMILIES = [
  [
    'leak',
    'Where sensitive values go',
    'What we judge: a value reaches a place where it can be seen, heard, kept or sent.',
  ],
  [
    'platform',
    'What the platform refuses',
    'What Architect itself enforces about secure variables, before it is published.',
  ],
  [
    'data-action',
    'What data actions do',
    'How the services that flows call are set up, as exports and Terraform say it.',
  ],
  ['literal', 'What is written into a flow', 'Values that should not stand in a file at all.'],
  [
    'authentication',
    'Who the caller is',
    'Ways on which nobody has proven who is calling, and attempts to prove it without end.',
  ],
  [
    'resilience',
    'When something goes wrong',
    'Answers of other systems that come late, come as an error, hold nothing, or are not looked at.',
  ],
  ['control', 'What never runs', 'Actions and containers that look as if they were in effect.'],
  ['reference', 'What is named and not there', 'Names that lead nowhere, so that nothing can be followed.'],
  [
    'setting',
    'What is set around the flows',
    'Trunks, the organisation and retention policies, where their exports lie among the files.',
  ],
  ['suppression', 'What is accepted', 'Comments and entries that let findings stay, and no longer do what they say.'],
  ['reading', 'What could not be read', 'Text and expressions that the platform would not understand either.'],
];

function index(rules) {
  const sections = FAMILIES.flatMap(([family, title, text]) => {
    const rows = rules.filter((rule) => rule.family === family);
    if (rows.length === 0) return [];
    const lines = rows.map(({ id, title: what, severity, persona }) => {
      return `| [${id}](${id}.md) | ${cell(what)} | ${severity} | ${persona} |`;
    });
    return [
      `## ${title}`,
      '',
      text,
      '',
      '| rule | what is wrong | severity | persona |',
      '|---|---|---|---|',
      ...lines,
      '',
    ];
  });
  return ['# Rules', '', 'Written by `npm run generate`; do not edit.', '', ...sections].join('\n');
}

function page(rule) {
  const { id, title, severity, confidence, persona, family, since, why, instead, falsePositives, pci, cwe, seed } =
    rule;
  const examples = rule.examples.flatMap(({ bad, fixed }) => [
    '## Example',
    '',
    ...code(bad),
    'Fixed:',
    '',
    ...code(fixed),
  ]);
  return [
    `# ${title}`,
    '',
    '| rule | severity | confidence | persona | family | since |',
    '|---|---|---|---|---|---|',
    `| \`${id}\` | ${severity} | ${confidence} | ${persona} | ${family} | ${since} |`,
    '',
    why,
    '',
    '## Instead',
    '',
    instead,
    '',
    ...optionLines(id, rule.options),
    ...(falsePositives ? ['## When it may be wrong', '', falsePositives, ''] : []),
    ...examples,
    '## References',
    '',
    ...named('PCI DSS 4.0.1', pci),
    ...named('Weakness', cwe),
    ...named('Requirement', seed),
    '- [All rules](README.md)',
    '',
  ].join('\n');
}

/** Which rule serves which line of the documents that started the project. */
export function seedLines(rules, lines) {
  const known = new Set(lines.map(({ id }) => id));
  const stray = rules.flatMap(({ id, seed }) =>
    seed.filter((line) => !known.has(line)).map((line) => `${id}: ${line}`),
  );
  if (stray.length > 0) throw new Error(`rules that name seed lines that do not exist: ${stray.join(', ')}`);
  const served = ({ id, instead }) => {
    const serving = rules.filter(({ seed }) => seed.includes(id)).map((rule) => `[${rule.id}](rules/${rule.id}.md)`);
    return [...serving, ...(instead ? [instead] : [])].join('<br>');
  };
  const documents = [...new Set(lines.map(({ document }) => document))];
  const sections = documents.flatMap((document) => [
    `## ${document}`,
    '',
    '| line | what is said about a flow | said by |',
    '|---|---|---|',
    ...lines
      .filter((line) => line.document === document)
      .map((line) => `| ${line.id} | ${cell(line.says)} | ${served(line) || '(nothing yet)'} |`),
    '',
  ]);
  const open = lines.filter((line) => served(line) === '').length;
  return [
    '# Seed lines',
    '',
    'What the documents that started the project ask for, and what says it. Written by `npm run generate`; do not edit.',
    `${lines.length} lines, ${open} of them open.`,
    '',
    ...sections,
  ].join('\n');
}

/** What `keytrace.json` may say about the rule besides its severity. */
function optionLines(id, options = {}) {
  const rows = Object.entries(options).map(([name, { description, default: value }]) => {
    return `| \`${name}\` | ${cell(description)} | \`${cell(JSON.stringify(value))}\` |`;
  });
  if (rows.length === 0) return [];
  const [first, { default: value }] = Object.entries(options)[0];
  return [
    '## Options',
    '',
    '| option | what it says | default |',
    '|---|---|---|',
    ...rows,
    '',
    `In \`keytrace.json\`: \`"rules": { "${id}": { "${first}": ${JSON.stringify(value)} } }\``,
    '',
  ];
}

function named(title, ids) {
  return ids.length === 0 ? [] : [`- ${title}: ${ids.join(', ')}`];
}

function code(text) {
  return ['```yaml', text.trimEnd(), '```', ''];
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
