import * as vscode from 'vscode';
import type { KeytraceApi } from '../../../client/client.js';
import type { Tdd } from './mocha.js';
import { api, EXTENSION, equal, fileUri, open, run, sleep, until } from './support.js';

/** Long enough for a server that should not start to start nevertheless. */
const MOMENT = 5_000;

const START = new vscode.Position(0, 0);

/** A folder without any flow. */
export function plainCases({ suite, test }: Tdd): void {
  suite('a folder without flows', () => {
    test('nothing is said about a YAML file that is no flow', async () => {
      const document = await open('prices.yaml');
      equal(document.languageId, 'yaml', 'its language stays');
      await sleep(MOMENT);
      equal(vscode.languages.getDiagnostics(document.uri).length, 0, 'findings');
    });

    test('the extension has looked, and has not started its server', async () => {
      await open('prices.yaml');
      await sleep(MOMENT);
      const { isActive, exports } = vscode.extensions.getExtension<KeytraceApi>(EXTENSION)!;
      equal(isActive && exports.client !== undefined, false, 'a server runs');
      const places = await run<vscode.Hover[]>('vscode.executeHoverProvider', fileUri('prices.yaml'), START);
      equal(places, [], 'hovers');
    });

    test('a flow that is written into it starts the server', async () => {
      const lines = ['secureCall:', '  name: New', '  startUpRef: "/secureCall/tasks/task[Main]"', '  tasks: []', ''];
      const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: lines.join('\n') });
      await vscode.window.showTextDocument(document);
      await until('the server runs', async () => (await api<KeytraceApi>()).client?.isRunning());
    });
  });
}
