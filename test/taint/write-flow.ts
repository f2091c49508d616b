import { INPUTS, type MadeFlow, OUTPUTS, type Read, type Step, VARIABLES } from './random-flow.js';

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A made-up flow as Archy YAML, which JSON is. */
export function writeFlow({ tasks }: MadeFlow): string {
  const body = {
    name: 'Made up',
    startUpRef: '/inboundCall/tasks/task[Task_0]',
    variables: VARIABLES.filter((name) => name.startsWith('Flow.')).map((name) => declared(name)),
    tasks: tasks.map((steps, index) => ({
      task: {
        name: `Task ${index}`,
        refId: `Task_${index}`,
        variables: VARIABLES.filter((name) => name.startsWith('Task.')).map((name) => declared(name)),
        actions: steps.map(write),
      },
    })),
  };
  return `inboundCall: ${JSON.stringify(body, null, 1)}\n`;
}

function declared(name: string): Json {
  const flags = { isInput: INPUTS.includes(name), isOutput: OUTPUTS.includes(name) || INPUTS.includes(name) };
  return { stringVariable: { name, initialValue: { noValue: true }, ...flags } };
}

function exp({ text }: Read): Json {
  return { exp: text };
}

function actions(steps: readonly Step[]): Json {
  return { actions: steps.map(write) };
}

function write(step: Step): Json {
  switch (step.kind) {
    case 'collect': {
      const [success, failure] = step.bodies ?? [];
      return {
        collectInput: {
          name: step.name,
          inputData: { var: step.into },
          digits: { exact: '16' },
          inputAudio: { tts: 'Please enter your card number.' },
          verificationType: 'none',
          ...(success && failure ? { outputs: { success: actions(success), failure: actions(failure) } } : {}),
        },
      };
    }
    case 'assign':
      return { updateData: { name: 'Set', statements: [{ string: { variable: step.into, value: exp(step.from) } }] } };
    case 'show':
      return { setWhisperAudio: { name: step.name, whisperAudio: { exp: `ToAudioTTS(${step.from.text})` } } };
    case 'either':
      return decision('Hour(GetCurrentDateTimeUtc()) > 12', {
        yes: actions(step.bodies[0]),
        no: actions(step.bodies[1]),
      });
    case 'never':
      return decision(step.literal, { [step.literal === 'true' ? 'no' : 'yes']: actions(step.body) });
    case 'loop':
      return { loop: { name: 'Rounds', loopCount: { lit: '3' }, outputs: { loop: actions(step.body) } } };
    case 'ask':
      return writeAsk(step.into, step.bodies);
    case 'keep': {
      const attribute = { name: { lit: step.attribute }, value: exp(step.from) };
      return { setParticipantData: { name: step.name, attributes: [{ attribute }] } };
    }
    case 'get': {
      const attribute = { name: { lit: step.attribute }, variable: step.into };
      return { getParticipantData: { name: 'Get', attributes: [{ attribute }] } };
    }
    case 'call':
      return {
        callTask: {
          name: 'Call',
          targetTaskRef: `/inboundCall/tasks/task[Task_${step.task}]`,
          taskInputs: Object.fromEntries([...step.inputs].map(([name, read]) => [name, exp(read)])),
          taskOutputs: Object.fromEntries([...step.outputs].map(([name, into]) => [name, { var: into }])),
        },
      };
    default:
      return { [step.kind]: { name: 'End' } };
  }
}

function decision(condition: string, outputs: Json): Json {
  return { decision: { name: 'Which', condition: { exp: condition }, outputs } };
}

const WAYS = ['success', 'failure', 'timeout'];

function writeAsk(into: string, bodies: readonly (readonly Step[] | undefined)[]): Json {
  const outputs = Object.fromEntries(bodies.flatMap((body, at) => (body ? [[WAYS[at]!, actions(body)]] : [])));
  const dataAction = { Find: { successOutputs: { balance: { var: into } } } };
  return { callData: { name: 'Find', category: { CRM: { dataAction } }, outputs } };
}
