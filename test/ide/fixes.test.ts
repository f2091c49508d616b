import { describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../server/core/model/finding.js';
import { makeVariableSecure, sealVariable } from '../../server/core/rules/fixes/make-variable-secure.js';
import { applyEdits } from '../../server/core/text/span.js';
import { analyse, Workspace } from '../../server/core/workspace.js';
import { hasFlowBench, readFlowBench } from '../support/flowbench.js';

interface FixCase {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  readonly safe: boolean;
  /** Lines of the actions behind the collection of a card number. */
  readonly actions: readonly string[];
  readonly variables?: readonly string[];
  /** What stands in the text afterwards instead of before; everything else has to stay. */
  readonly changes: ReadonlyArray<readonly [before: string, after: string]>;
}

function flowText({ actions, variables = [] }: Pick<FixCase, 'actions' | 'variables'>): string {
  return [
    '# keep me',
    'secureCall:',
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

const COLLECT = "- collectInput: { name: Ask, inputData: { var: Task.cardNumber } }  # don't touch";
const SHOW = 'Show only the last four digits';

const CASES: readonly FixCase[] = [
  {
    name: 'a spoken number',
    rule: 'secure-value-in-speech',
    title: SHOW,
    safe: true,
    actions: [COLLECT, '- playAudio: { name: Say, audio: { exp: ToAudioTTS(Task.cardNumber) } } # said'],
    changes: [['ToAudioTTS(Task.cardNumber)', '"ToAudioTTS(Right(Task.cardNumber, 4))"']],
  },
  {
    name: 'a spoken number in block style',
    rule: 'secure-value-in-speech',
    title: SHOW,
    safe: true,
    actions: [COLLECT, '- playAudio:', '    name: Say', '    audio:', '      exp: ToAudioTTS(Task.cardNumber) # said'],
    changes: [['ToAudioTTS(Task.cardNumber)', 'ToAudioTTS(Right(Task.cardNumber, 4))']],
  },
  {
    name: 'a spoken number over several lines',
    rule: 'secure-value-in-speech',
    title: SHOW,
    safe: true,
    actions: [
      COLLECT,
      '- playAudio:',
      '    name: Say',
      '    audio:',
      '      exp: "ToAudioTTS(Append(\\"Card \\",',
      '        Task.cardNumber))"',
    ],
    changes: [['Task.cardNumber))"', 'Right(Task.cardNumber, 4)))"']],
  },
  {
    name: 'a number that the agent hears',
    rule: 'secure-value-in-whisper',
    title: SHOW,
    safe: true,
    actions: [COLLECT, "- setWhisperAudio: { name: W, whisperAudio: { exp: 'ToAudioTTS(Task.cardNumber)' } }"],
    changes: [["'ToAudioTTS(Task.cardNumber)'", "'ToAudioTTS(Right(Task.cardNumber, 4))'"]],
  },
  {
    name: 'a number on the screen',
    rule: 'secure-value-in-screen-pop',
    title: SHOW,
    safe: true,
    actions: [
      COLLECT,
      '- setScreenPop: { name: P, screenPopScript: { S: { inputs: { a: { var: Task.cardNumber } } } } }',
    ],
    changes: [['a: { var: Task.cardNumber }', 'a: { exp: "Right(Task.cardNumber, 4)" }']],
  },
  {
    name: 'a number in participant data that nobody reads',
    rule: 'secure-value-in-participant-data',
    title: SHOW,
    safe: true,
    actions: [
      COLLECT,
      '- setParticipantData:',
      '    name: Keep',
      '    attributes:',
      '      - attribute:',
      '          name:',
      '            lit: card',
      '          value:',
      '            exp: Task.cardNumber',
    ],
    changes: [['exp: Task.cardNumber', 'exp: Right(Task.cardNumber, 4)']],
  },
  {
    name: 'a number in a log',
    rule: 'secure-value-in-log',
    title: SHOW,
    safe: true,
    actions: [COLLECT, '- setWrapupCode: { name: Wrap, wrapupCode: { exp: Task.cardNumber } }'],
    changes: [['exp: Task.cardNumber', 'exp: "Right(Task.cardNumber, 4)"']],
  },
  {
    name: 'a number in a SIP header',
    rule: 'secure-value-in-sip-header',
    title: SHOW,
    safe: false,
    actions: [COLLECT, '- setUUIData: { name: U, uuiData: { exp: Task.cardNumber } }'],
    changes: [['exp: Task.cardNumber', 'exp: "Right(Task.cardNumber, 4)"']],
  },
  {
    name: 'digits that are read back',
    rule: 'secure-value-in-speech',
    title: 'Switch the read-back off',
    safe: true,
    actions: [
      '- collectInput:',
      '    name: Ask',
      '    inputData: { var: Task.cardNumber }',
      '    verificationType: "individualDigits" # why',
    ],
    changes: [['"individualDigits"', '"none"']],
  },
  {
    name: 'a plain data action',
    rule: 'secure-value-in-plain-data-action',
    title: 'Use Call Secure Data instead',
    safe: false,
    actions: [
      COLLECT,
      '- callData: { name: P, category: { B: { dataAction: { Pay: { inputs: { a: { exp: Task.cardNumber } } } } } } }',
    ],
    changes: [['callData:', 'callDataSecure:']],
  },
  {
    name: 'a plain data action and the variable that goes in',
    rule: 'secure-value-in-plain-data-action',
    title: 'Make the variable secure and use Call Secure Data',
    safe: false,
    variables: [
      '- stringVariable:',
      '    name: Task.cardNumber # of the caller',
      '    initialValue: { noValue: true }',
    ],
    actions: [
      COLLECT,
      '- callData: { name: P, category: { B: { dataAction: { Pay: { inputs: { a: { exp: Task.cardNumber } } } } } } }',
    ],
    changes: [
      ['callData:', 'callDataSecure:'],
      ['# of the caller\n', '# of the caller\n              isSecure: true\n'],
    ],
  },
  {
    name: 'a plain data action and a variable in braces',
    rule: 'secure-value-in-plain-data-action',
    title: 'Make the variable secure and use Call Secure Data',
    safe: false,
    variables: ['- stringVariable: { name: Task.cardNumber, isSecure: false }'],
    actions: [
      COLLECT,
      '- callData: { name: P, category: { B: { dataAction: { Pay: { inputs: { a: { exp: Task.cardNumber } } } } } } }',
    ],
    changes: [
      ['callData:', 'callDataSecure:'],
      ['isSecure: false', 'isSecure: true'],
    ],
  },
];

describe.each([
  ['\n', 'Unix lines'],
  ['\r\n', 'Windows lines'],
])('with %j', (eol) => {
  test.each(CASES)('mends $name', ({ rule, title, safe, changes, ...parts }) => {
    const before = flowText(parts).replaceAll('\n', eol);
    const fix = fixOf(before, rule, title);
    expect(fix?.safe).toBe(safe);
    const after = apply(before, fix);
    expect(after).toBe(
      changes
        .reduce((text, [from, to]) => replaceLast(text, from, to), before.replaceAll('\r', ''))
        .replaceAll('\n', eol),
    );
    expect(findings(after).filter((finding) => finding.rule === rule)).toEqual([]);
    expect(newProblems(before, after)).toEqual([]);
    expect(fixOf(after, rule, title)).toBeUndefined();
  });
});

test('a collected variable can be sealed where the flow has secure variables', () => {
  const actions = [COLLECT];
  const variables = ['- stringVariable: { name: Task.cardNumber }'];
  const text = flowText({ actions, variables });
  const sealed = sealFirst(text);
  expect(sealed).toBe(text.replace('{ name: Task.cardNumber }', '{ name: Task.cardNumber, isSecure: true }'));
  expect(newProblems(text, sealed)).toEqual([]);
  expect(sealFirst(sealed)).toBe(sealed);
  const elsewhere = text.replace('secureCall', 'inboundCall');
  expect(sealFirst(elsewhere)).toBe(elsewhere);
});

test.each([
  [
    '- callDataSecure: { name: P, category: { B: { dataAction: { Pay: { inputs: { a: { exp: Task.cardNumber } } } } } } }',
    1,
  ],
  ['- callData: { name: P, category: { B: { dataAction: { Pay: { inputs: { a: { exp: Task.cardNumber } } } } } } }', 0],
])('a variable is sealed where all that read it may read secure data: %s', (reader, count) => {
  const workspace = new Workspace();
  const variables = ['- stringVariable: { name: Task.cardNumber }'];
  workspace.set({ uri: 'a.yaml', text: flowText({ actions: [COLLECT, reader], variables }) });
  const file = workspace.flow('a.yaml')!;
  expect(sealVariable(file, file.flow.variables[0]!)).toHaveLength(count);
});

test.skipIf(!hasFlowBench)('every fix that the benchmark is offered mends its finding and breaks nothing', () => {
  const wrong: string[] = [];
  for (const { id, files } of readFlowBench()) {
    const before = analyse(files).findings;
    for (const { finding, fix } of before.flatMap((one) => one.fixes.map((each) => ({ finding: one, fix: each })))) {
      const mended = files.map(({ uri, text }) => ({ uri, text: applyEdits(text, fix.edits.get(uri) ?? []) }));
      const after = analyse(mended).findings;
      const isLess = after.filter(isLike(finding)).length < before.filter(isLike(finding)).length;
      const added = after.filter((one) => isSerious(one) && !before.some(isLike(one)));
      if (!isLess || added.length > 0) wrong.push(`${id}: ${fix.title}: ${added.map(({ rule }) => rule).join()}`);
    }
  }
  expect(wrong).toEqual([]);
});

function isLike({ uri, rule, message }: Finding): (other: Finding) => boolean {
  return (other) => other.uri === uri && other.rule === rule && other.message === message;
}

function isSerious({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Offers the fix for the first variable of a flow, as a rule about collected values does. */
function sealFirst(text: string): string {
  const workspace = new Workspace();
  workspace.set({ uri: 'a.yaml', text });
  const file = workspace.flow('a.yaml')!;
  return apply(text, makeVariableSecure(file, file.flow.variables[0]!)[0]);
}

function findings(text: string): readonly Finding[] {
  return analyse([{ uri: 'a.yaml', text }]).findings;
}

function fixOf(text: string, rule: string, title: string): Fix | undefined {
  return findings(text)
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes }) => fixes)
    .find((fix) => fix.title === title);
}

function apply(text: string, fix: Fix | undefined): string {
  return applyEdits(text, fix?.edits.get('a.yaml') ?? []);
}

/** Errors and warnings that were not there before, wherever they stand. */
function newProblems(before: string, after: string): string[] {
  const serious = (text: string) =>
    findings(text)
      .filter(isSerious)
      .map(({ rule, message }) => `${rule}: ${message}`);
  const known = serious(before);
  return serious(after).filter((problem) => !known.includes(problem));
}

function replaceLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  if (at < 0) throw new Error(`${from} is not there`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
