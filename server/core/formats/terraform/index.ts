import { readHcl } from '../../syntax/hcl/read.js';
import { readHclJson } from '../../syntax/hcl/read-json.js';
import type { SourceFile } from '../format.js';
import type { ResourceContent, ResourceFormat } from '../resource.js';
import { readJsonValue } from '../values/json-text.js';
import { folderOf, pathOf } from '../values/paths.js';
import { textProblems } from '../values/problems.js';
import { property } from '../values/read-value.js';
import { knownText } from '../values/value.js';
import { isVariablesFile } from './module.js';
import type { InstalledModules } from './resolve.js';

const NAMED = /\.(?:tf|tfvars)(?:\.json)?$/i;
const INSTALLED = /(?:^|\/)\.terraform\/modules\/modules\.json$/;

/** Terraform: data actions, deployed flows, and everything that their values are worked out from. */
export const terraform: ResourceFormat = {
  id: 'terraform',
  label: 'Terraform',
  // No other language has these names, and a file of nothing but locals is as good as one with resources.
  recognises: (uri) => (NAMED.test(uri) || INSTALLED.test(pathOf(uri)) ? 'yes' : 'no'),
  read: readTerraform,
};

function readTerraform({ uri, text }: SourceFile): ResourceContent {
  if (INSTALLED.test(pathOf(uri))) return readInstalled(uri, text);
  const hcl = /\.json$/i.test(uri) ? readHclJson(text, isVariablesFile(uri)) : readHcl(text);
  return { problems: textProblems(hcl.problems), terraform: { uri, hcl } };
}

/** `{"Modules": [{"Key": "pay", "Source": "git::...", "Dir": ".terraform/modules/pay"}]}`, written by `terraform init`. */
function readInstalled(uri: string, text: string): ResourceContent {
  const { value, problems } = readJsonValue(uri, text);
  const list = property(value, 'Modules');
  const folders = new Map<string, string>();
  for (const item of list?.kind === 'list' ? list.items : []) {
    const [key, folder] = [knownText(property(item, 'Key')), knownText(property(item, 'Dir'))];
    if (key && folder !== undefined) folders.set(key, folder);
  }
  const installed: InstalledModules = { root: folderOf(folderOf(folderOf(pathOf(uri)))), folders };
  return { problems: textProblems(problems), installed };
}
