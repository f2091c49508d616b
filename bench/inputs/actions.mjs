import { quoted } from './page.mjs';
import { actionName, CATEGORIES, capital, QUEUES, SENTENCES, THINGS, VERBS, variableName } from './words.mjs';

/**
 * Writers of harmless actions. A scope is `{ page, random, strings, integers, callees, attributes }`: the variables
 * that may be read and written where the action stands. `body(scope)` writes what a branch does.
 */
export const LEAVES = [
  [playAudio, 5],
  [updateData, 6],
  [setParticipantData, 2],
  [getParticipantData, 1],
  [callTask, 2],
];
export const BRANCHES = [
  [decision, 7],
  [callData, 5],
  [switchOn, 2],
  [collectInput, 3],
  [loop, 2],
  [lookUp, 1],
];

export function pickWriter(random, weighted) {
  let rest = random.below(weighted.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [writer, weight] of weighted) {
    rest -= weight;
    if (rest < 0) return writer;
  }
  throw new Error('weights have to be positive');
}

function playAudio({ page, random, strings, integers }) {
  page.action('playAudio', actionName(random), () => {
    if (random.chance(0.3)) page.value('audio', 'tts', saying(random));
    else page.value('audio', 'exp', quoted(spoken(random, strings, integers)));
  });
}

function saying(random) {
  return `${random.pick(SENTENCES)} ${random.pick(SENTENCES)}`;
}

function spoken(random, strings, integers) {
  const sentence = saying(random);
  switch (random.below(3)) {
    case 0:
      return `ToAudioTTS(Append(\n    "${sentence}", \n    " The \\"state\\" is ", ${random.pick(strings)}, \n    "."))`;
    case 1:
      return `If(${random.pick(integers)} > ${random.between(1, 9)}, ToAudioTTS("${sentence}"), ToAudioTTS("Hold on."))`;
    default:
      return `ToAudioTTS(Append("${sentence}", " ", ToString(${random.pick(integers)}), " minutes."))`;
  }
}

function updateData({ page, random, strings, integers }) {
  page.action('updateData', actionName(random), () =>
    page.under('statements', () => {
      for (let count = random.between(1, 3); count > 0; count--) {
        const isText = random.chance(0.7);
        page.entry(isText ? 'string' : 'integer', () => {
          page.put(`variable: ${random.pick(isText ? strings : integers)}`);
          page.value('value', 'exp', isText ? textOf(random, strings, integers) : numberOf(random, strings, integers));
        });
      }
    }),
  );
}

function textOf(random, strings, integers) {
  const text = random.pick(strings);
  switch (random.below(5)) {
    case 0:
      return quoted(`If(IsNotSetOrEmpty(${text}), "none", Trim(${text}))`);
    case 1:
      return quoted(
        `Append(\n    ToString(${random.pick(strings)}), \n    " / ", \n    If(IsNotSetOrEmpty(${text}), "none", ToString(${random.pick(integers)})))`,
      );
    case 2:
      return `Lower(${text}) + "-" + ToString(${random.pick(integers)} + 1)`;
    case 3:
      return `Replace(${text}, "-", "")`;
    default:
      return `'"${random.pick(THINGS)}"'`;
  }
}

function numberOf(random, strings, integers) {
  switch (random.below(3)) {
    case 0:
      return `${random.pick(integers)} + ${random.between(1, 5)}`;
    case 1:
      return `Length(${random.pick(strings)}) * 2`;
    default:
      return String(random.below(60));
  }
}

function setParticipantData({ page, random, strings, attributes }) {
  page.action('setParticipantData', actionName(random), () =>
    page.under('attributes', () => {
      for (let count = random.between(1, 3); count > 0; count--) {
        page.entry('attribute', () => {
          page.value('name', 'lit', random.pick(attributes));
          page.value('value', 'exp', random.pick(strings));
        });
      }
    }),
  );
}

function getParticipantData({ page, random, strings, attributes }) {
  page.action('getParticipantData', actionName(random), () =>
    page.under('attributes', () =>
      page.entry('attribute', () => {
        page.value('name', 'lit', random.pick(attributes));
        page.put(`variable: ${random.pick(strings)}`);
      }),
    ),
  );
}

function callTask(scope) {
  const { page, random, strings, callees } = scope;
  if (callees.length === 0) {
    updateData(scope);
    return;
  }
  const callee = random.pick(callees);
  page.action('callTask', `Run ${callee.name}`, () => {
    page.put(`targetTaskRef: "${callee.reference}"`);
    page.under('taskInputs', () => page.value(callee.input, 'exp', random.pick(strings)));
    page.under('taskOutputs', () => page.value(callee.output, 'var', random.pick(strings)));
  });
}

function decision({ page, random, strings, integers }, body) {
  page.action('decision', `Is it the ${random.pick(THINGS)}?`, () => {
    page.value('condition', 'exp', conditionOf(random, strings, integers));
    page.under('outputs', () => {
      const [yes, no] = random.chance(0.5) ? ['"yes"', '"no"'] : ['yes', 'no'];
      page.output(yes, body);
      if (random.chance(0.7)) page.output(no, body);
    });
  });
}

function conditionOf(random, strings, integers) {
  const text = random.pick(strings);
  switch (random.below(4)) {
    case 0:
      return `${text} == "${random.pick(THINGS)}" OR ${text} == "${capital(random.pick(THINGS))}"`;
    case 1:
      return `${random.pick(integers)} >= ${random.between(1, 9)} and IsSet(${text})`;
    case 2:
      return quoted(`Contains(Lower(${text}), "${random.pick(THINGS)}")`);
    default:
      return quoted(`!IsSet(${text}) or ${random.pick(integers)} < ${random.between(1, 9)}`);
  }
}

function switchOn({ page, random, strings }, body) {
  page.action('switch', `Which ${random.pick(THINGS)}?`, () =>
    page.under('evaluate', () =>
      page.under('firstTrue', () => {
        page.under('default', () => page.under('actions', body));
        page.under('cases', () => {
          for (let count = random.between(1, 3); count > 0; count--) {
            page.entry('case', () => {
              page.value('value', 'exp', `${random.pick(strings)}=="${random.pick(THINGS)}"`);
              page.under('actions', body);
            });
          }
        });
      }),
    ),
  );
}

function loop({ page, random, integers, strings }, body) {
  page.action('loop', `Each ${random.pick(THINGS)}`, () => {
    page.value('currentIndex', 'var', random.pick(integers));
    page.value('loopCount', 'lit', random.between(2, 9));
    page.under('outputs', () =>
      page.output('loop', () => {
        body();
        page.action('decision', 'Enough?', () => {
          page.value('condition', 'exp', `${random.pick(strings)} == "done"`);
          page.under('outputs', () => page.output('yes', () => page.action('loopExit', 'Leave')));
        });
      }),
    );
  });
}

function callData({ page, random, strings, integers }, body) {
  const thing = random.pick(THINGS);
  page.action('callData', `${random.pick(VERBS)} ${thing}`, () => {
    page.literal('timeout', 'seconds', random.between(5, 30));
    page.under('category', () =>
      page.under(random.pick(CATEGORIES), () =>
        page.under('dataAction', () =>
          page.under(`${random.pick(VERBS)} ${thing} details`, () => {
            page.under('inputs', () => {
              page.value(`${thing}Reason`, 'exp', random.pick(strings));
              if (random.chance(0.6)) page.value(`${thing}Amount`, 'exp', random.pick(integers));
            });
            page.under('successOutputs', () => {
              page.value(`${thing}.status`, 'var', random.pick(strings));
              if (random.chance(0.5)) page.value(`${thing}.city`, 'var', random.pick(strings));
            });
            page.under('failureOutputs', () => page.nothing('errorCode', 'errorMessage', 'correlationId'));
          }),
        ),
      ),
    );
    page.under('outputs', () => {
      page.output('success', body);
      page.output('failure', () => page.action('disconnect', 'Give up'));
      page.output('timeout', () => playAudio({ page, random, strings, integers }));
    });
  });
}

function collectInput({ page, random, strings, integers }, body) {
  page.action('collectInput', 'Ask for a choice', () => {
    page.value('inputData', 'var', random.pick(strings));
    page.under('digits', () => page.put('exact: 1'));
    page.nothing('interDigitTimeout', 'noEntryTimeout');
    page.value('inputAudio', 'tts', `${SENTENCES[3]} ${random.pick(SENTENCES)}`);
    page.value('acceptJustStar', 'lit', 'false');
    page.value('acceptJustPound', 'lit', 'false');
    page.put('verificationType: none');
    page.under('outputs', () => {
      page.output('success', body);
      page.output('failure', () => playAudio({ page, random, strings, integers }));
    });
  });
}

function lookUp({ page, random, strings, integers }, body) {
  page.action('dataTableLookup', `Look up the ${random.pick(THINGS)}`, () => {
    page.value('lookupValue', 'exp', random.pick(strings));
    page.under('dataTable', () =>
      page.under('Opening Hours', () =>
        page.under('foundOutputs', () => page.value(variableName(random), 'var', random.pick(strings))),
      ),
    );
    page.under('outputs', () => {
      page.output('found', body);
      page.output('notFound', () => transferToAcd({ page, random, strings, integers }));
    });
  });
}

function transferToAcd({ page, random }) {
  page.action('transferToAcd', 'Transfer to a colleague', () => {
    page.literal('targetQueue', 'name', random.pick(QUEUES));
    page.value('priority', 'lit', '0');
    page.value('preTransferAudio', 'tts', random.pick(SENTENCES));
    page.nothing('failureTransferAudio', 'preferredAgents', 'languageSkill', 'directAgent');
    page.under('failureOutputs', () => page.nothing('errorType', 'errorMessage'));
  });
}
