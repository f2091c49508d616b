import { allFlowTypes } from '../../catalog/flow-types.js';
import type { FlowFormat } from '../format.js';
import { readArchitectYaml } from './read.js';
import { editArchitectYaml } from './write.js';

const ROOT = new RegExp(
  `^(?:\\uFEFF)?["']?(?:${allFlowTypes()
    .map(({ yaml }) => yaml)
    .join('|')})["']?[ \\t]*:[ \\t]*(?:#.*)?\\r?$`,
  'm',
);
const BODY =
  /^[ \t]+["']?(?:startUpRef|startUpTaskActions|defaultLanguage|supportedLanguages|initialGreeting|tasks|menus|states|bots|settings[A-Za-z]+)["']?[ \t]*:/m;

/** Archy YAML, also as Archy or Terraform template. */
export const architectYaml: FlowFormat = {
  id: 'architect-yaml',
  label: 'Genesys Cloud Architect (Archy YAML)',
  recognises: (_uri, text) => (ROOT.test(text) && BODY.test(text) ? 'yes' : 'no'),
  read: readArchitectYaml,
  editor: editArchitectYaml,
};
