import { diagnosticCases } from './diagnostics.js';
import { editingCases } from './editing.js';
import { extensionCases } from './extension.js';
import { graphCases } from './graph.js';
import type { Tdd } from './mocha.js';
import { plainCases } from './plain.js';
import { readingCases } from './reading.js';
import { exists } from './support.js';

/** The cases for the folder that is open: the one with flows, or the one without any. */
export async function casesHere(): Promise<(tdd: Tdd) => void> {
  const hasFlows = await exists('pay-by-card.yaml');
  const hasCorpus = await exists('EventOrchestrator_Secure_Flow.tftpl');
  return (tdd) => {
    if (!hasFlows) return plainCases(tdd);
    diagnosticCases(tdd, hasCorpus);
    readingCases(tdd);
    editingCases(tdd);
    extensionCases(tdd);
    graphCases(tdd);
  };
}
