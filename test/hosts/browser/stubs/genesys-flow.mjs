// A payment flow as the platform's API answers it, made for tests; the fields of SecureAction are inferred.

export const FLOW = 'aaaaaaaa-0000-4000-8000-000000000001';
export const CALLED_FLOW = 'aaaaaaaa-0000-4000-8000-000000000002';

const value = (text, mode = 2) => ({ text, type: 'str', config: {}, uiMetaData: { mode }, version: 2 });
const path = (outputId, nextActionId) => ({ outputId, label: outputId, ...(nextActionId ? { nextActionId } : {}) });

const calling = (id, type, actionId, actionName, nextAction) => ({
  __type: type,
  id,
  name: actionName,
  actionId,
  actionName,
  category: { id: 'payments', name: 'Payments' },
  inputs: [{ name: 'pan', value: value('Flow.CardNumber') }],
  outputs: [],
  nextAction,
  paths: [path('__SUCCESS__'), path('__FAILURE__'), path('__TIMEOUT__')],
});

const ACTIONS = [
  {
    __type: 'CollectInputAction',
    id: 'a1',
    name: 'Ask for the card number',
    resultData: value('Flow.CardNumber'),
    paths: [path('__SUCCESS__', 'a2'), path('__FAILURE__')],
  },
  calling('a2', 'SecureAction', 'custom_-_1', 'Charge card', 'a3'),
  calling('a3', 'SecureAction', 'custom_-_2', 'Score card', 'a4'),
  calling('a4', 'DataAction', 'custom_-_3', 'Look up customer', 'a5'),
  {
    __type: 'TransferFlowAction',
    id: 'a5',
    name: 'Leave',
    flowId: CALLED_FLOW,
    flowName: 'Main menu',
    paths: [path('__FAILURE__')],
  },
];

export const CONFIGURATION = {
  name: 'Card payment',
  type: 'securecall',
  isSecure: true,
  defaultLanguage: 'en-us',
  supportedLanguages: ['en-us'],
  initialSequence: 't1',
  manifest: { dataAction: [{ id: 'custom_-_3', name: 'Look up customer' }] },
  variables: [
    {
      __type: 'StringVariable',
      id: 'v1',
      name: 'Flow.CardNumber',
      isSecure: true,
      isCollection: false,
      isInput: false,
      isOutput: false,
      initialValue: value('', 3),
    },
  ],
  flowSequenceItemList: [
    {
      __type: 'Task',
      id: 't1',
      name: 'Pay',
      startAction: 'a1',
      variables: [],
      paths: [path('__DEFAULT__')],
      actionList: ACTIONS,
    },
  ],
};

/** What the API says about the flow itself. */
export const ABOUT = {
  id: FLOW,
  name: 'Card payment',
  type: 'SECURECALL',
  publishedVersion: { id: '4.0', secure: true },
  savedVersion: { id: '5.0', secure: true },
};

const dataAction = (id, name, secure) => ({
  id,
  name,
  integrationId: '55555555-0000-4000-8000-000000000001',
  category: 'Payments',
  version: 3,
  secure,
  contract: {
    input: { inputSchema: { type: 'object', properties: { pan: { type: 'string' } } } },
    output: { successSchema: { type: 'object', properties: { approved: { type: 'boolean' } } } },
  },
  config: {
    timeoutSeconds: 20,
    request: { requestUrlTemplate: 'https://pay.example.test/charge', requestType: 'POST', headers: {} },
    response: { translationMap: {}, translationMapDefaults: {} },
  },
});

/** `Score card` is called as a secure one and is none. */
export const DATA_ACTIONS = new Map(
  [
    dataAction('custom_-_1', 'Charge card', true),
    dataAction('custom_-_2', 'Score card', false),
    dataAction('custom_-_3', 'Look up customer', false),
  ].map((action) => [action.id, action]),
);
