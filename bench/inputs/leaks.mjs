import { quoted } from './page.mjs';

/**
 * Stretches of a task that hold exactly one leak, and near misses that hold none. A leak gives the kind of its sink
 * and the lines where the value is born and where it leaves; the variables it needs are named in `variables`.
 */
export const LEAKS = [
  {
    variables: ['Task.cardNumber'],
    write(page) {
      const source = collect(page, 'Task.cardNumber', 'Please enter your card number.', 13, 19);
      let line = 0;
      page.action('playAudio', 'Read it back', () => {
        line = page.value('audio', 'exp', quoted('ToAudioTTS(Append("You entered ", Task.cardNumber, "."))'));
      });
      return { sink: 'speech', source, line };
    },
  },
  {
    variables: ['Task.memberPin', 'Task.copied', 'Task.packed'],
    write(page) {
      const source = collect(page, 'Task.memberPin', 'Please enter your PIN.', 4, 6);
      assign(page, 'Copy', [['Task.copied', 'Trim(Task.memberPin)']]);
      assign(page, 'Pack', [['Task.packed', quoted('Append("v1:", Replace(Task.copied, "0", "O"))')]]);
      return { sink: 'participant-data', source, line: remember(page, 'supportContext', 'Task.packed') };
    },
  },
  {
    variables: ['Task.securityCode', 'Task.attempt'],
    write(page) {
      let source = 0;
      page.action('loop', 'Three attempts', () => {
        page.value('currentIndex', 'var', 'Task.attempt');
        page.value('loopCount', 'lit', '3');
        page.under('outputs', () =>
          page.output('loop', () => {
            source = collect(page, 'Task.securityCode', 'Please enter the security code of your card.', 3, 4);
          }),
        );
      });
      return { sink: 'data-action', source, line: send(page, 'callData', 'codeText', 'Task.securityCode') };
    },
  },
  {
    variables: ['Task.memberCard', 'Task.shown'],
    write(page) {
      const source = collect(page, 'Task.memberCard', 'Please key the number on the front of your card.', 16, 16);
      page.action('decision', 'Show it all?', () => {
        page.value('condition', 'exp', 'IsSet(Task.shown)');
        page.under('outputs', () => {
          page.output('yes', () => assign(page, 'All of it', [['Task.shown', 'Task.memberCard']]));
          page.output('no', () => assign(page, 'Last four', [['Task.shown', 'Right(Task.memberCard, 4)']]));
        });
      });
      let line = 0;
      page.action('setScreenPop', 'Show the agent', () => {
        page.under('screenPopScript', () =>
          page.under('Agent Desk', () =>
            page.under('ver_latestPublished', () =>
              page.under('inputs', () => {
                line = page.value('shownText', 'exp', 'Task.shown');
              }),
            ),
          ),
        );
      });
      return { sink: 'screen-pop', source, line };
    },
  },
  {
    variables: ['Task.accessToken'],
    write(page) {
      let source = 0;
      page.action('callData', 'Sign in', () => {
        dataAction(page, 'Partner Backend', 'Open session', () => {
          page.under('inputs', () => page.value('channel', 'lit', 'voice'));
          page.under('successOutputs', () => {
            source = page.value('access_token', 'var', 'Task.accessToken');
          });
        });
      });
      return { sink: 'participant-data', source, line: remember(page, 'partnerSession', 'Task.accessToken') };
    },
  },
  {
    variables: ['Task.bankAccountNumber'],
    helper: { input: 'Task.handed', sink: 'data-action' },
    write(page, helper) {
      const source = collect(page, 'Task.bankAccountNumber', 'Please enter your account number.', 8, 12);
      page.action('callTask', 'Hand it on', () => {
        page.put(`targetTaskRef: "${helper.reference}"`);
        page.under('taskInputs', () => page.value('Task.handed', 'exp', 'Task.bankAccountNumber'));
      });
      return { sink: 'data-action', source, line: helper.line };
    },
  },
];

/** Harmless by a hair: a cut to the last four, a secure data action, a value that is overwritten before it is stored. */
export const NEAR_MISSES = [
  {
    variables: ['Task.clubCardNumber'],
    write(page) {
      collect(page, 'Task.clubCardNumber', 'Please enter your card number.', 13, 19);
      page.action('playAudio', 'Say the last four', () =>
        page.value('audio', 'exp', quoted('ToAudioTTS(Append("It ends in ", Right(Task.clubCardNumber, 4)))')),
      );
    },
  },
  {
    variables: ['Task.oneTimeCode'],
    write(page) {
      collect(page, 'Task.oneTimeCode', 'Please enter the one-time code.', 6, 6);
      send(page, 'callDataSecure', 'codeText', 'Task.oneTimeCode');
      assign(page, 'Forget it', [['Task.oneTimeCode', quoted('""')]]);
      remember(page, 'codeState', 'Task.oneTimeCode');
    },
  },
];

/** The called task of a leak that goes through a call; gives the line of its sink. */
export function writeHelperBody(page) {
  return send(page, 'callData', 'payload', 'Task.handed');
}

function collect(page, variable, prompt, min, max) {
  let line = 0;
  page.action('collectInput', 'Ask the caller', () => {
    page.under('inputData', () => {
      line = page.put(`var: ${variable}`);
    });
    page.under('digits', () =>
      page.under('range', () => {
        page.put(`min: ${min}`);
        page.put(`max: ${max}`);
      }),
    );
    page.nothing('interDigitTimeout', 'noEntryTimeout');
    page.value('inputAudio', 'tts', prompt);
    page.put('verificationType: none');
  });
  return line;
}

export function assign(page, name, statements) {
  page.action('updateData', name, () =>
    page.under('statements', () => {
      for (const [variable, value] of statements) {
        page.entry('string', () => {
          page.put(`variable: ${variable}`);
          page.value('value', 'exp', value);
        });
      }
    }),
  );
}

export function remember(page, attribute, value) {
  let line = 0;
  page.action('setParticipantData', `Remember ${attribute}`, () =>
    page.under('attributes', () =>
      page.entry('attribute', () => {
        page.value('name', 'lit', attribute);
        line = page.value('value', 'exp', value);
      }),
    ),
  );
  return line;
}

function send(page, kind, input, value) {
  let line = 0;
  page.action(kind, 'Hand over', () =>
    dataAction(page, 'Partner Backend', 'Take over', () => {
      page.under('inputs', () => {
        line = page.value(input, 'exp', value);
      });
      page.under('failureOutputs', () => page.nothing('errorCode', 'errorMessage'));
    }),
  );
  return line;
}

function dataAction(page, category, name, fill) {
  page.under('category', () => page.under(category, () => page.under('dataAction', () => page.under(name, fill))));
}
