// Flows that nobody would write by hand, in Architect's YAML.

const HEAD = `inboundCall:
  name: Made up
  division: Home
  startUpRef: /inboundCall/tasks/task[t0]
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      defaultLanguageSkill:
        noValue: true
  tasks:
`;

const task = (id, name, actions) => `    - task:
        name: ${JSON.stringify(name)}
        refId: ${id}
        actions:
${actions.join('')}`;

const say = (name) => `          - playAudio:
              name: ${JSON.stringify(name)}
              audio:
                tts: ${JSON.stringify(name)}
`;

/** One action per name, in a task of the first name. */
export function named(names) {
  return HEAD + task('t0', names[0], names.map(say));
}

/** One switch with so many cases, each of which says something. */
export function manyCases(count) {
  const cases = Array.from(
    { length: count },
    (_, at) => `                  - case:
                      value:
                        exp: Flow.choice == ${at}
                      actions:
                        - playAudio:
                            name: Say ${at}
                            audio:
                              tts: Number ${at}
`,
  );
  return `${HEAD}${task('t0', 'Choose', [
    `          - switch:
              name: Which one
              evaluate:
                firstTrue:
                  cases:
${cases.join('')}`,
  ])}`;
}

/** Every task calls the next one, and the last one the first. */
export function cyclicCalls(count) {
  const tasks = Array.from({ length: count }, (_, at) => {
    const call = `          - callTask:
              name: On to the next
              targetTaskRef: /inboundCall/tasks/task[t${(at + 1) % count}]
`;
    return task(`t${at}`, `Task ${at}`, [say(`Here is ${at}`), call]);
  });
  return HEAD + tasks.join('');
}

const TASK = 40;

/** Tasks of forty actions, each calling the next two. */
export function manyActions(count) {
  const tasks = Math.ceil(count / TASK);
  const made = Array.from({ length: tasks }, (_, at) => {
    const calls = [at * 2 + 1, at * 2 + 2]
      .filter((to) => to < tasks)
      .map(
        (to) => `          - callTask:
              name: Call ${to}
              targetTaskRef: /inboundCall/tasks/task[t${to}]
`,
      );
    const said = Array.from({ length: TASK - calls.length }, (_, number) => say(`Say ${at} ${number}`));
    return task(`t${at}`, `Task ${at}`, [...said, ...calls]);
  });
  return HEAD + made.join('');
}
