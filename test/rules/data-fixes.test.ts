import { describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../server/core/model/finding.js';
import { applyEdits } from '../../server/core/text/span.js';
import { analyse } from '../../server/core/workspace.js';

interface FixCase {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  readonly safe: boolean;
  readonly flow: 'secureCall' | 'inboundCall';
  readonly variables?: readonly string[];
  readonly actions: readonly string[];
  /** What stands in the text afterwards instead of before; everything else has to stay. */
  readonly changes: ReadonlyArray<readonly [before: string, after: string]>;
}

const CARD = '- collectInput: { name: Ask, inputData: { var: Task.cardNumber } } # first';

const CASES: readonly FixCase[] = [
  {
    name: 'a plain variable becomes secure',
    rule: 'sensitive-input-in-plain-variable',
    title: 'Make the variable secure',
    safe: false,
    flow: 'secureCall',
    variables: ['- stringVariable: { name: Task.cardNumber }'],
    actions: [CARD],
    changes: [['{ name: Task.cardNumber }', '{ name: Task.cardNumber, isSecure: true }']],
  },
  {
    name: 'the ending key is left out',
    rule: 'terminating-digit-in-sensitive-input',
    title: 'Leave it out of the result',
    safe: true,
    flow: 'inboundCall',
    actions: [
      '- collectInput:',
      '    name: Ask',
      '    inputData: { var: Task.pin }',
      '    includeTerminatingDtmfInResultData: true # why',
    ],
    changes: [['ResultData: true', 'ResultData: false']],
  },
  {
    name: 'a lone star is no answer',
    rule: 'terminating-digit-in-sensitive-input',
    title: 'Leave it out of the result',
    safe: true,
    flow: 'inboundCall',
    actions: [
      '- collectInput:',
      '    name: Ask',
      '    inputData: { var: Task.pin }',
      '    acceptJustStar: { lit: true }',
    ],
    changes: [['lit: true', 'lit: false']],
  },
  {
    name: 'an amount is spoken as money',
    rule: 'amount-without-currency',
    title: 'Speak it as money',
    safe: false,
    flow: 'inboundCall',
    variables: ['- decimalVariable: { name: Task.balance }'],
    actions: [
      '- playAudio:',
      '    name: Say',
      '    audio:',
      '      exp: ToAudioTTS("You have ") + ToAudioTTS(ToString(Task.balance))',
    ],
    changes: [['ToAudioTTS(ToString(Task.balance))', 'ToAudioCurrency(ToCurrency(Task.balance))']],
  },
  {
    name: 'stars give way to the last four digits',
    rule: 'home-made-mask',
    title: 'Keep only the last four digits',
    safe: false,
    flow: 'inboundCall',
    actions: [
      CARD,
      '- updateData:',
      '    name: Mask',
      '    statements:',
      '      - string:',
      '          variable: Task.shown',
      '          value:',
      '            exp: Replace(Task.cardNumber, "4", "*")',
    ],
    changes: [['Replace(Task.cardNumber, "4", "*")', 'Right(Task.cardNumber, 4)']],
  },
  {
    name: 'a value goes out of participant data',
    rule: 'secure-value-in-participant-data',
    title: 'Take it out of participant data',
    safe: false,
    flow: 'inboundCall',
    actions: [
      CARD,
      '- setParticipantData:',
      '    name: Keep',
      '    attributes:',
      '      - attribute:',
      '          name: { lit: card }',
      '          value: { exp: Task.cardNumber }',
      '      - attribute:',
      '          name: { lit: kind }',
      '          value: { lit: visa }',
    ],
    changes: [
      [
        '- attribute:\n                    name: { lit: card }\n                    value: { exp: Task.cardNumber }\n                ',
        '',
      ],
    ],
  },
  {
    name: 'a token goes out of participant data, and with it the action that did nothing else',
    rule: 'secure-value-in-participant-data',
    title: 'Take the token out of participant data',
    safe: false,
    flow: 'inboundCall',
    actions: [
      '- callData: { name: Get, category: { B: { dataAction: { Log in: { successOutputs: { auth_token: { var: Task.auth } } } } } } }',
      '- setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: auth }, value: { exp: Task.auth } } } ] }',
      '- disconnect: { name: End }',
    ],
    changes: [
      [
        '          - setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: auth }, value: { exp: Task.auth } } } ] }\n',
        '',
      ],
    ],
  },
  {
    name: 'a value goes out of a request',
    rule: 'secure-value-in-plain-data-action',
    title: 'Take it out of the request',
    safe: false,
    flow: 'inboundCall',
    actions: [
      CARD,
      '- callData:',
      '    name: Pay',
      '    category:',
      '      Bank:',
      '        dataAction:',
      '          Pay:',
      '            inputs:',
      '              card: { exp: Task.cardNumber }',
      '              id: { exp: Call.Ani }',
    ],
    changes: [['card: { exp: Task.cardNumber }\n                        ', '']],
  },
  {
    name: 'the last four digits are taken out of a secure variable',
    rule: 'secure-variable-in-refused-input',
    title: 'Use Extract Secure Data and show only the last four digits',
    safe: false,
    flow: 'secureCall',
    variables: ['- stringVariable: { name: Task.cardNumber, isSecure: true }'],
    actions: [CARD, '- setScreenPop: { name: P, screenPopScript: { S: { inputs: { a: { exp: Task.cardNumber } } } } }'],
    changes: [
      [
        '{ name: Task.cardNumber, isSecure: true }\n',
        '{ name: Task.cardNumber, isSecure: true }\n          - stringVariable:\n              name: Task.cardNumberLastFour\n              initialValue:\n                noValue: true\n',
      ],
      [
        '- setScreenPop',
        '- extractSecureData:\n              name: Take out the last four digits\n              statements:\n                - string:\n                    variable: Task.cardNumberLastFour\n                    value:\n                      exp: "Right(Task.cardNumber, 4)"\n          - setScreenPop',
      ],
      ['a: { exp: Task.cardNumber }', 'a: { exp: Task.cardNumberLastFour }'],
    ],
  },
  {
    name: 'a written card number is masked',
    rule: 'literal-card-number',
    title: 'Mask the number',
    safe: false,
    flow: 'inboundCall',
    variables: ['- stringVariable: { name: Task.sample, initialValue: { lit: 4111 1111 1111 1111 } }'],
    actions: ['- disconnect: { name: End }'],
    changes: [['4111 1111 1111 1111', 'XXXX XXXX XXXX 1111']],
  },
];

function flowText({ flow, variables = [], actions }: FixCase): string {
  return [
    '# keep me',
    `${flow}:`,
    '  name: Pay   # and me',
    '  tasks:',
    '    - task:',
    '        name: Main',
    ...(variables.length > 0 ? ['        variables:', ...variables.map((line) => `          ${line}`)] : []),
    '        actions:',
    ...actions.map((line) => `          ${line}`),
    '',
  ].join('\n');
}

describe.each([
  ['\n', 'Unix lines'],
  ['\r\n', 'Windows lines'],
])('with %j', (eol) => {
  test.each(CASES)('$name', (one) => {
    const before = flowText(one).replaceAll('\n', eol);
    const fix = fixOf(before, one.rule, one.title);
    expect(fix?.safe).toBe(one.safe);
    const after = applyEdits(before, fix?.edits.get('a.yaml') ?? []);
    const wanted = one.changes.reduce((text, [from, to]) => replaceLast(text, from, to), flowText(one));
    expect(after).toBe(wanted.replaceAll('\n', eol));
    expect(findings(after).filter(({ rule }) => rule === one.rule)).toEqual([]);
    expect(newProblems(before, after)).toEqual([]);
    expect(fixOf(after, one.rule, one.title)).toBeUndefined();
  });
});

function findings(text: string): readonly Finding[] {
  return analyse([{ uri: 'a.yaml', text }]).findings;
}

function fixOf(text: string, rule: string, title: string): Fix | undefined {
  const found = findings(text).filter((finding) => finding.rule === rule);
  return found.flatMap(({ fixes }) => fixes).find((fix) => fix.title === title);
}

/** Errors and warnings that were not there before. */
function newProblems(before: string, after: string): string[] {
  const serious = (text: string) =>
    findings(text)
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ rule, message }) => `${rule}: ${message}`);
  const known = serious(before);
  return serious(after).filter((problem) => !known.includes(problem));
}

function replaceLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  if (at < 0) throw new Error(`${from} is not there`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
