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

/** A script of CXone Studio that collects a PIN, says it and traces it, as small as its JSON gets. */
export function scriptJson(): string {
  const actions = {
    1: { name: 'BEGIN', label: 'Begin' },
    2: { name: 'CAPTURE', label: 'Take it' },
    3: { name: 'SNIPPET', label: 'Do it' },
    4: { name: 'HANGUP', label: 'Bye' },
  };
  const properties = {
    2: { 0: { name: 'Variable', value: 'customerPin' } },
    3: { 0: { name: 'Data', value: 'IF a = "{b}" {\r\n  TRACE customerPin // why\r\n}' } },
  };
  const to = (id: number) => [{ to: id, label: '', type: 'default' }];
  const header = { scriptName: 'Bank\\Pin', variableRedaction: 'customerPin' };
  return JSON.stringify(
    { scriptContent: { header, actions, properties, branches: { 1: to(2), 2: to(3), 3: to(4) } } },
    null,
    1,
  );
}

/** The same in desktop XML. */
export function scriptXml(): string {
  const action = (id: number, type: string, next: string, parameters: string) =>
    `<ActionStruct><ActionID>${id}</ActionID><Action>${type}</Action><Parameters>${parameters}</Parameters>${next}</ActionStruct>`;
  const to = (id: number) => `<DefaultNextAction><ActionID>${id}</ActionID></DefaultNextAction>`;
  return [
    '<ScriptContainer BusNo="1"><Actions>',
    action(1, 'BEGIN', to(2), ''),
    action(2, 'CAPTURE', to(3), '<string>customerPin</string>'),
    action(3, 'SNIPPET', to(4), '<string>IF a &lt; "{b}" {\n  TRACE customerPin // why\n}</string>'),
    action(4, 'HANGUP', '', ''),
    '</Actions><LibraryItem Name="Pin" VariableRedaction="customerPin"/></ScriptContainer>',
  ].join('\n');
}
