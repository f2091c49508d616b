import { allFlowTypes } from '../../catalog/flow-types.js';
import type { FlowFormat } from '../format.js';
import { readArchitectYaml } from './read.js';
import { editArchitectYaml } from './write.js';

const TYPES = allFlowTypes()
  .map(({ yaml }) => yaml)
  .join('|');
const ROOT = new RegExp(`^(?:\\uFEFF)?["']?(?:${TYPES})["']?[ \\t]*:[ \\t]*(?:#.*)?\\r?$`, 'm');
const BODY_KEYS =
  'startUpRef|startUpTaskActions|defaultLanguage|supportedLanguages|initialGreeting|tasks|menus|states|bots|settings[A-Za-z]+';
const BODY = new RegExp(`^[ \\t]+["']?(?:${BODY_KEYS})["']?[ \\t]*:`, 'm');
/** The same in brackets: a document or its root is written in flow style. */
const FLOW_STYLE_ROOT = new RegExp(
  `^(?:\\uFEFF)?(?:\\{\\s{0,99})?["']?(?:${TYPES})["']?[ \\t]{0,99}:\\s{0,99}\\{`,
  'm',
);
const FLOW_STYLE_BODY = new RegExp(`[{,]\\s{0,99}["']?(?:${BODY_KEYS})["']?[ \\t]{0,99}:`);
const JSON_FILE = /\.json$/i;

/** Archy YAML, also as Archy or Terraform template. */
export const architectYaml: FlowFormat = {
  id: 'architect-yaml',
  label: 'Genesys Cloud Architect (Archy YAML)',
  recognises: (uri, text) => (isBlockStyle(text) || isFlowStyle(uri, text) ? 'yes' : 'no'),
  read: readArchitectYaml,
  editor: editArchitectYaml,
};

function isBlockStyle(text: string): boolean {
  return ROOT.test(text) && BODY.test(text);
}

/** JSON with the words of Archy is no file of Archy. */
function isFlowStyle(uri: string, text: string): boolean {
  return !JSON_FILE.test(uri) && FLOW_STYLE_ROOT.test(text) && FLOW_STYLE_BODY.test(text);
}
