/** A secure call flow in which a card number is collected and spoken; what `inside` holds stands between. */
export function cardFlow(inside: readonly string[] = [], name = 'Card', variables: readonly string[] = []): string {
  return [
    'secureCall:',
    `  name: ${name}`,
    '  startUpRef: "/secureCall/tasks/task[Main_10]"',
    '  defaultLanguage: en-us',
    '  tasks:',
    '    - task:',
    '        name: Main',
    '        refId: Main_10',
    '        variables:',
    '          - stringVariable: { name: Task.cardNumber, initialValue: { noValue: true } }',
    ...variables.map((line) => `          ${line}`),
    '        actions:',
    '          - collectInput:',
    '              name: Ask',
    '              inputData:',
    '                var: Task.cardNumber',
    '              inputAudio:',
    '                tts: Please enter your card number.',
    '              verificationType: none',
    ...inside.map((line) => `          ${line}`),
    '          - playAudio:',
    '              name: Say',
    '              audio:',
    '                exp: ToAudioTTS(Task.cardNumber)',
    '          - disconnect:',
    '              name: Disconnect',
    '',
  ].join('\n');
}

/** The same, as small as the JSON configuration gets. */
export function cardJson(): string {
  const variable = (text: string) => ({ text, type: 'str', uiMetaData: { mode: 2 } });
  const speech = { defaultAudio: { text: 'ToAudioTTS(Flow.cardNumber)', type: 'aud', uiMetaData: {} }, cases: [] };
  const actionList = [
    { __type: 'CollectInputAction', id: 'a1', name: 'Ask', nextAction: 'a2', resultData: variable('Flow.cardNumber') },
    { __type: 'PlayAudioAction', id: 'a2', name: 'Say', nextAction: 'a3', prompts: speech },
    { __type: 'DisconnectAction', id: 'a3', name: 'Disconnect' },
  ];
  const task = { __type: 'Task', id: 't1', name: 'Main', startAction: 'a1', variables: [], actionList };
  const flow = {
    name: 'Card',
    type: 'securecall',
    initialSequence: 't1',
    variables: [{ __type: 'StringVariable', id: 'v1', name: 'Flow.cardNumber', isSecure: true }],
    flowSequenceItemList: [task],
  };
  return JSON.stringify(flow, null, 1);
}
