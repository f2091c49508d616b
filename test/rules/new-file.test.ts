import { expect, test } from 'vitest';
import { newFileBeside } from '../../server/core/rules/fixes/new-file.js';
import { Workspace } from '../../server/core/workspace.js';
import { PAY } from '../lsp/flows.js';

const workspaceOf = (...uris: readonly string[]) => {
  const workspace = new Workspace();
  for (const uri of uris) workspace.set({ uri, text: PAY });
  return workspace.snapshot();
};

test.each([
  ['flows/pay.yaml', 'Pay by Card', [], 'flows/pay-by-card.yaml'],
  ['file:///c%3A/flows/pay.yml', '../../etc/passwd', [], 'file:///c%3A/flows/etc-passwd.yml'],
  ['pay', '', [], 'flow'],
  ['pay.yaml', 'Card', ['card.yaml', 'card-2.yaml'], 'card-3.yaml'],
])('beside %s a flow "%s" goes to its own file', (uri, name, taken, expected) => {
  expect(newFileBeside(uri, name, workspaceOf(uri, ...taken))).toBe(expected);
});
