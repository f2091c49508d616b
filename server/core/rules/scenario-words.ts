import type { SecureScenario } from '../graph/secure-scenario.js';

/** What is recognised of how a secure flow is used, in one sentence. */
export const SCENARIO_WORDS: Readonly<Record<SecureScenario['kind'], string>> = {
  'agent-referred': 'Scenario: agent-referred, every way gives the caller back to an agent',
  'IVR-only': 'Scenario: IVR-only, no agent waits, and every way lets go of the call',
  mixed: 'Scenario: not clear, some ways give the caller back to an agent and others let go of the call',
  'without an end': 'Scenario: not recognised, no way gives the caller back or lets go of the call',
};
