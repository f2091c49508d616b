import { BRANCHES, LEAVES, pickWriter } from './actions.mjs';
import { LEAKS, NEAR_MISSES, writeHelperBody } from './leaks.mjs';
import { Page } from './page.mjs';
import { randomOf } from './random.mjs';
import { capital, THINGS, variableName } from './words.mjs';

const TASK_LINES = 200;
/** Branches inside branches; the deepest tasks reach column 100, as real exports do. */
const DEPTHS = [4, 6, 7, 8, 8, 9, 9, 9, 10, 10];

/**
 * An inbound call flow of about `lines` lines with exactly `leaks` leaks. Gives the text and where the leaks are:
 * the kind of sink, the line where the value leaves and the line where it is born.
 */
export function writeFlow({ seed, name, lines, leaks }) {
  const random = randomOf(seed);
  const page = new Page();
  const flowVariables = namesOf(random, 'Flow', Math.min(100, lines / 50));
  const tasks = planTasks(random, Math.max(3, Math.round((lines - flowVariables.length * 4) / TASK_LINES)));
  const found = [];
  page.under('inboundCall', () => {
    writeHead(page, name, tasks);
    page.under('variables', () => {
      for (const variable of flowVariables) declare(page, variable);
    });
    writeSettings(page);
    writeMenu(page, tasks);
    page.under('tasks', () => {
      const plan = { random, tasks, flowVariables, specials: planSpecials(leaks, tasks.length), found };
      for (let index = tasks.length - 1; index >= 0; index--) {
        const left = lines - page.lines;
        writeTask(page, plan, index, page.lines + Math.round(left / (index + 1)));
      }
    });
  });
  const { text, actions, expressions } = page;
  return { text, lines: page.lines, actions, expressions, tasks: tasks.length, leaks: found };
}

function planTasks(random, count) {
  return Array.from({ length: count }, (_, index) => {
    const name = index === 0 ? 'Main' : `${capital(random.pick(THINGS))} ${index}`;
    const reference = `/inboundCall/tasks/task[${name}_${index + 10}]`;
    return { index, name, reference, input: 'Task.reference', output: 'Task.answer' };
  });
}

/** Which task gets which leak or near miss: evenly spread, a near miss behind every leak. */
function planSpecials(leaks, tasks) {
  const specials = new Map();
  const add = (index, special) => specials.set(index, [...(specials.get(index) ?? []), special]);
  for (let i = 0; i < leaks; i++) {
    add(Math.floor((i * tasks) / leaks), LEAKS[i % LEAKS.length]);
    add(Math.floor((i * tasks) / leaks), NEAR_MISSES[i % NEAR_MISSES.length]);
  }
  return specials;
}

/** Later tasks stand first in the file, so that a task is written before those that call it. */
function writeTask(page, { random, tasks, flowVariables, specials, found }, index, until) {
  const task = tasks[index];
  const mine = specials.get(index) ?? [];
  const helpers = new Map();
  for (const special of mine) if (special.helper) helpers.set(special, writeHelper(page, special, index));
  const own = namesOf(random, 'Task', 8);
  const callees = tasks.filter((other) => other.index > index && (other.index - 1) >> 1 !== index).slice(0, 6);
  const scope = {
    page,
    random,
    strings: [...own.filter(isText), ...flowVariables.filter(isText), task.input],
    integers: [...own, ...flowVariables].filter((variable) => !isText(variable)),
    attributes: THINGS.map((thing) => `${thing}Note`),
    callees,
  };
  page.entry('task', () => {
    page.put(`name: ${task.name}`);
    page.put(`refId: ${task.name}_${index + 10}`);
    page.under('variables', () => {
      for (const variable of own) declare(page, variable);
      declare(page, task.input, 'isInput');
      declare(page, task.output, 'isOutput');
      for (const variable of mine.flatMap(({ variables }) => variables)) declare(page, variable);
    });
    page.under('actions', () => {
      for (const special of mine) {
        const leak = special.write(page, helpers.get(special));
        if (leak) found.push(leak);
      }
      for (const callee of [tasks[index * 2 + 1], tasks[index * 2 + 2]])
        if (callee) call(page, callee, flowVariables[0]);
      const depth = random.pick(DEPTHS);
      while (page.lines < until) writeBranch(scope, depth, Math.min(until, page.lines + random.between(110, 220)));
      page.action('endTask', 'Done');
    });
  });
}

function writeBranch(scope, depth, until) {
  const { page, random } = scope;
  const body = () => {
    if (depth <= 1 || random.chance(0.15)) pickWriter(random, LEAVES)(scope);
    if (depth > 1 && page.lines < until) writeBranch(scope, depth - 1, until);
    while (page.lines < until && random.chance(0.2 + page.column / 120)) pickWriter(random, LEAVES)(scope);
  };
  const isLeaf = depth <= 1 || random.chance(0.04);
  pickWriter(random, isLeaf ? LEAVES : BRANCHES)(scope, body);
}

function call(page, { name, reference, input, output }, value) {
  page.action('callTask', `Run ${name}`, () => {
    page.put(`targetTaskRef: "${reference}"`);
    page.under('taskInputs', () => page.value(input, 'exp', value));
    page.under('taskOutputs', () => page.value(output, 'var', value));
  });
}

/** A task of its own, called with a secret once; gives where it is and the line of its sink. */
function writeHelper(page, { helper }, index) {
  const name = `Hand over ${index}`;
  let line = 0;
  page.entry('task', () => {
    page.put(`name: ${name}`);
    page.put(`refId: ${name}_9`);
    page.under('variables', () => declare(page, helper.input, 'isInput'));
    page.under('actions', () => {
      line = writeHelperBody(page);
    });
  });
  return { reference: `/inboundCall/tasks/task[${name}_9]`, line };
}

function namesOf(random, scope, count) {
  const names = new Set();
  while (names.size < count) names.add(`${scope}.${variableName(random)}${names.size}`);
  return [...names];
}

/** Every fourth variable is an integer. */
function isText(variable) {
  return Number(/\d+$/.exec(variable)?.[0] ?? 0) % 4 !== 3;
}

function declare(page, variable, flag) {
  page.entry(isText(variable) ? 'stringVariable' : 'integerVariable', () => {
    page.put(`name: ${variable}`);
    if (variable.startsWith('Flow.')) page.nothing('initialValue');
    if (flag) page.put(`${flag}: true`);
  });
}

function writeHead(page, name, [main]) {
  page.put(`name: ${name}`);
  page.put('division: Home');
  page.put(`startUpRef: "${main.reference}"`);
  page.put('defaultLanguage: en-us');
  page.under('supportedLanguages', () => page.under('en-us', () => page.nothing('defaultLanguageSkill')));
  page.value('initialGreeting', 'tts', 'Welcome to the delivery and repair line.');
}

function writeSettings(page) {
  page.put('# Defaults of this flow; the numbers come from the contact centre team.');
  page.under('settingsActionDefaults', () => {
    for (const action of ['playAudioOnSilence', 'detectSilence']) {
      page.under(action, () => page.literal('timeout', 'seconds', 40));
    }
    page.under('collectInput', () => page.literal('noEntryTimeout', 'seconds', 5));
  });
  page.under('settingsErrorHandling', () => {
    page.under('errorHandling', () => page.under('disconnect', () => page.put('none: true')));
    page.value('preHandlingAudio', 'tts', 'Sorry, something went wrong. Please call again.');
  });
}

function writeMenu(page, tasks) {
  page.under('menus', () =>
    page.entry('menu', () => {
      page.put('name: Main menu');
      page.put('refId: Main menu_1');
      page.value('audio', 'tts', 'Press 1 for deliveries, 2 for repairs, 9 to end the call.');
      page.under('choices', () => {
        tasks.slice(0, 8).forEach((task, digit) => {
          page.action('menuJumpToTask', task.name, () => {
            page.put(`dtmf: digit_${digit + 1}`);
            page.put(`targetTaskRef: "${task.reference}"`);
          });
        });
      });
    }),
  );
}
