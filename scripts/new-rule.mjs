// Writes a new rule with its first cases and brings it into the index. Usage: npm run new-rule <what-is-wrong>
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Why a word is no id of a rule; undefined when it is one. */
export function mistakeIn(id) {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
    return 'the id says what is wrong in words with dashes, for example secure-value-in-email';
  }
  return undefined;
}

/** Pairs of path and text. The rule is a sentence that is not true yet: it reports actions called "Replace me". */
export function newRuleFiles(id) {
  const title = `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;
  const cases = CASES.map(([name, prose, file, expected]) => {
    const findings = expected.map((place) => `${place} warning ${id}: "Replace me" has to be replaced\n`).join('');
    return [`test/rules/${id}/${name}.txt`, `${prose}\n\n-- flow.yaml --\n${file}-- expect --\n${findings}`];
  });
  return [[`server/core/rules/${id}.ts`, ruleText(title)], ...cases];
}

const flow = (...actions) => `workflow:
  tasks:
    - task:
        name: Main
        actions:
${actions.map((line) => `          ${line}\n`).join('')}`;

const BAD = flow('- endWorkflow: { name: Replace me }');
const FIXED = flow('- endWorkflow: { name: End }');
const INSIDE = flow(
  '- decision:',
  '    name: Ask',
  '    outputs: { yes: { actions: [ { endWorkflow: { name: Replace me } } ] } }',
);
const SECOND_TASK = `${FIXED}    - task: { name: Other, actions: [ { endWorkflow: { name: Replace me } } ] }\n`;

/** One line of prose says why a case exists; replace the flows, then let UPDATE=1 write what is expected. */
const CASES = [
  ['bad', 'The plainest way to do it wrong.', BAD, ['flow.yaml:6:34']],
  ['nearest-good', 'What looks most like it and is right.', flow('- endWorkflow: { name: Replaced }'), []],
  ['on-a-detour', 'The same, one step further away.', INSIDE, ['flow.yaml:8:67']],
  ['in-another-task', 'The same across the border of a task.', SECOND_TASK, ['flow.yaml:7:62']],
  ['fixed', 'What the rule wants instead.', FIXED, []],
];

function ruleText(title) {
  return `import { defineRule } from './rule.js';

export default defineRule({
  title: '${title}',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Say what happens to whom when nobody changes it.',
  instead: 'Say what to do, in the words of the platform.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: \`${BAD}\`,
      fixed: \`${FIXED}\`,
    },
  ],

  check({ file, report }) {
    for (const { index, name, nameSpan } of file.flow.actions) {
      if (name !== 'Replace me') continue;
      report({ span: nameSpan, action: index, message: \`"\${name}" has to be replaced\` });
    }
  },
});
`;
}

function main(id) {
  const mistake = id === undefined ? 'usage: npm run new-rule <what-is-wrong>' : mistakeIn(id);
  const files = mistake === undefined ? newRuleFiles(id) : [];
  const taken = files.find(([path]) => existsSync(`${ROOT}${path}`))?.[0];
  if (mistake !== undefined || taken !== undefined) {
    console.error(mistake ?? `${taken} is already there`);
    return 1;
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(`${ROOT}${path}`), { recursive: true });
    writeFileSync(`${ROOT}${path}`, text);
    console.log(path);
  }
  return spawnSync(process.execPath, [`${ROOT}scripts/generate.mjs`], { stdio: 'inherit' }).status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv[2]);
