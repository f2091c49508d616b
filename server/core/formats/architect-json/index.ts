import type { FlowFormat } from '../format.js';
import { decodeI3, isI3 } from './i3.js';
import { readArchitectJson } from './read.js';

const OBJECT = /^\uFEFF?\s*[{[]/;
const LIST = /"flowSequenceItemList"\s*:\s*\[\s*[{\]]/;
const REFERENCE = /"initialSequence"\s*:\s*"/;
const MANIFEST = /"manifest"\s*:\s*\{/;
const TYPE = /"type"\s*:\s*"[a-z]+"/i;

/** The flow configuration as the platform's API gives it. */
export const architectJson: FlowFormat = {
  id: 'architect-json',
  label: 'Genesys Cloud Architect (JSON configuration)',
  recognises: (_uri, text) =>
    OBJECT.test(text.slice(0, 1_000)) &&
    LIST.test(text) &&
    TYPE.test(text) &&
    (REFERENCE.test(text) || MANIFEST.test(text))
      ? 'yes'
      : 'no',
  read: (file) => readArchitectJson(file, 'architect-json'),
};

/** An export from the Architect editor: the same configuration, encoded. Spans count in the decoded text. */
export const architectI3: FlowFormat = {
  id: 'architect-i3',
  label: 'Genesys Cloud Architect (.i3 export)',
  recognises: (_uri, text) => (isI3(text) ? 'yes' : 'no'),
  decode: decodeI3,
  read: (file) => readArchitectJson(file, 'architect-i3'),
};
