import { assign, remember } from './leaks.mjs';
import { Page, quoted } from './page.mjs';
import { randomOf } from './random.mjs';

/** What is collected once, and how; every kind of secret stays among the variables of its own colour. */
const SECRETS = [
  ['Flow.cardNumber', 'Please enter your card number.', 16],
  ['Flow.securityCode', 'Please enter the security code of your card.', 3],
  ['Flow.memberPin', 'Please enter your PIN.', 4],
  ['Flow.oneTimeCode', 'Please enter the one-time code.', 6],
  ['Flow.bankAccountNumber', 'Please enter your account number.', 10],
  ['Flow.socialSecurityNumber', 'Please enter your social security number.', 9],
];
const COLOURS = SECRETS.length + 1;
const SHARED_PER_COLOUR = 14;

/**
 * A flow of about `tasks` times `actionsPerTask` actions that call each other, with a known number of leaks.
 * `secretShare` says how many of the copies are among variables that hold secrets: few in real flows; at 1 secrets are
 * nearly everywhere. The last colour of variables holds nothing secret.
 */
export function writeCallGraph({ seed, name, tasks: taskCount, actionsPerTask, leaks, secretShare }) {
  const random = randomOf(seed);
  const page = new Page();
  const tasks = Array.from({ length: taskCount }, (_, index) => planTask(index));
  const sources = new Map();
  const found = [];
  page.under('inboundCall', () => {
    page.put(`name: ${name}`);
    page.put('division: Home');
    page.put(`startUpRef: "${tasks[0].reference}"`);
    page.put('defaultLanguage: en-us');
    page.under('variables', () => {
      for (const [variable] of SECRETS) declare(page, variable);
      for (let colour = 0; colour < COLOURS; colour++) for (const variable of sharedOf(colour)) declare(page, variable);
    });
    page.under('tasks', () => {
      for (const task of tasks) {
        const isLeaky =
          task.index > 0 && task.index % Math.floor((taskCount - 1) / leaks) === 0 && found.length < leaks;
        writeTask({
          page,
          random,
          tasks,
          task,
          sources,
          found,
          isLeaky,
          secretShare,
          until: page.actions + actionsPerTask,
        });
      }
    });
  });
  const { text, lines, actions, expressions } = page;
  return { text, lines, actions, expressions, tasks: taskCount, leaks: found };
}

function planTask(index) {
  const reference = `/inboundCall/tasks/task[Step ${index}_${index + 10}]`;
  return { index, name: `Step ${index}`, reference, colour: index % COLOURS };
}

function sharedOf(colour) {
  return Array.from({ length: SHARED_PER_COLOUR }, (_, i) => `Flow.shade${colour}x${i}`);
}

function writeTask(plan) {
  const { page, random, task, tasks, until } = plan;
  page.entry('task', () => {
    page.put(`name: ${task.name}`);
    page.put(`refId: ${task.name}_${task.index + 10}`);
    page.under('variables', () => {
      declare(page, 'Task.taken', 'isInput');
      declare(page, 'Task.given', 'isOutput');
      declare(page, 'Task.turn');
    });
    page.under('actions', () => {
      if (task.index === 0) collectSecrets(plan);
      if (plan.isLeaky) leak(plan);
      for (const next of [task.index * 2 + 1, task.index * 2 + 2]) if (tasks[next]) call(plan, tasks[next]);
      while (page.actions < until - 1) writeStep(plan, random.between(1, 4));
      assign(page, 'Answer', [['Task.given', pick(plan, task.colour)]]);
    });
  });
}

function collectSecrets({ page, sources }) {
  for (const [variable, prompt, digits] of SECRETS) {
    page.action('collectInput', 'Ask the caller', () => {
      page.under('inputData', () => sources.set(variable, page.put(`var: ${variable}`)));
      page.under('digits', () => page.put(`exact: ${digits}`));
      page.value('inputAudio', 'tts', prompt);
      page.put('verificationType: none');
    });
  }
}

function leak({ page, task, sources, found }) {
  const [secret] = SECRETS[found.length % SECRETS.length];
  const [shade] = sharedOf(found.length % SECRETS.length);
  assign(page, 'Take', [[shade, secret]]);
  const line = remember(page, `step${task.index}`, shade);
  found.push({ sink: 'participant-data', source: sources.get(secret), line });
}

function writeStep(plan, depth) {
  const { random, task, tasks } = plan;
  const branch = () => {
    copy(plan);
    for (let count = random.below(3); depth > 1 && count > 0; count--) writeStep(plan, depth - 1);
  };
  const choice = random.below(12);
  if (choice < 6) copy(plan);
  else if (choice < 9) decide(plan, branch);
  else if (choice < 10) repeat(plan, branch);
  else if (choice < 11 || random.chance(0.8)) {
    const callee = tasks[task.index + random.between(1, 20)];
    if (callee) call(plan, callee);
  } else decide(plan, () => call(plan, tasks[random.below(task.index + 1)]), false);
}

/** Variables take over from variables of the same colour only; now and then one is cleaned. */
function copy(plan) {
  const { page, random, secretShare } = plan;
  const colour = random.chance(secretShare) ? random.below(COLOURS) : COLOURS - 1;
  const statements = Array.from({ length: random.between(1, 2) }, () => [
    random.pick(sharedOf(colour)),
    copied(random, pick(plan, colour), pick(plan, colour)),
  ]);
  assign(page, 'Take over', statements);
}

function copied(random, one, other) {
  switch (random.below(6)) {
    case 0:
      return quoted(`Append(${one}, " ", ${other})`);
    case 1:
      return `If(IsSet(${one}), ${one}, ${other})`;
    case 2:
      return `Right(${one}, 4)`;
    case 3:
      return quoted('""');
    default:
      return one;
  }
}

/** Something to read of a colour: what the task was given, a secret itself, or a shared variable. */
function pick({ random, task }, colour) {
  if (colour === task.colour && random.chance(0.3)) return 'Task.taken';
  if (colour < SECRETS.length && random.chance(0.1)) return SECRETS[colour][0];
  return random.pick(sharedOf(colour));
}

/** Without the second branch the action falls through, so that a task that calls itself also comes back. */
function decide(plan, branch, hasElse = plan.random.chance(0.5)) {
  const { page, random } = plan;
  page.action('decision', 'Which way?', () => {
    page.value('condition', 'exp', `${pick(plan, random.below(COLOURS))} == "go"`);
    page.under('outputs', () => {
      page.output('yes', branch);
      if (hasElse) page.output('no', branch);
    });
  });
}

function repeat(plan, branch) {
  const { page, random } = plan;
  page.action('loop', 'Again', () => {
    page.value('currentIndex', 'var', 'Task.turn');
    page.value('loopCount', 'lit', random.between(2, 9));
    page.under('outputs', () => page.output('loop', branch));
  });
}

function call(plan, callee) {
  const { page, random } = plan;
  page.action('callTask', `Run ${callee.name}`, () => {
    page.put(`targetTaskRef: "${callee.reference}"`);
    page.under('taskInputs', () => page.value('Task.taken', 'exp', pick(plan, callee.colour)));
    page.under('taskOutputs', () => page.value('Task.given', 'var', random.pick(sharedOf(callee.colour))));
  });
}

function declare(page, variable, flag) {
  page.entry('stringVariable', () => {
    page.put(`name: ${variable}`);
    if (flag) page.put(`${flag}: true`);
  });
}
