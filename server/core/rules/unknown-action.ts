import { allActions } from '../catalog/actions.js';
import { platformOf } from '../catalog/platforms.js';
import type { FormatId } from '../model/flow.js';
import { nearestName } from '../syntax/expression/nearest.js';
import { isTemplated } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Unknown action',
  family: 'reference',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'The catalogue of actions has no such kind, so nothing is known about what it says, stores or sends. Values are followed past it as if it did nothing with them.',
  instead: 'Correct the spelling. If the platform has the action, it is newer than the catalogue of this version.',
  falsePositives: 'New actions of the platform are unknown until the catalogue learns them.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `inboundCall:
  tasks: [ { task: { actions: [ { playAudoi: { name: Hello, audio: { tts: Hello } } } ] } } ]
`,
      fixed: `inboundCall:
  tasks: [ { task: { actions: [ { playAudio: { name: Hello, audio: { tts: Hello } } } ] } } ]
`,
    },
  ],

  check({ file, report }) {
    const { actions, format } = file.flow;
    for (const { known, kind, kindSpan, index } of actions) {
      if (known || kind === '' || isTemplated(kind)) continue;
      const nearest = nearestName(wordOf(kind), knownKinds(format));
      report({
        span: kindSpan,
        message: `"${wordOf(kind)}" is no known action${nearest === undefined ? '' : `; "${nearest}" has a similar name`}`,
        action: index,
        ...(nearest === undefined ? {} : { severity: 'warning' }),
      });
    }
  },
});

/** Keys of every platform but the first have its name in front. */
function wordOf(kind: string): string {
  return kind.slice(kind.indexOf(':') + 1);
}

function* knownKinds(format: FormatId): Generator<string> {
  for (const { key, jsonType } of allActions(platformOf(format))) yield format === 'architect-yaml' ? key : jsonType;
}
