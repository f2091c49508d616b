import * as vscode from 'vscode';
import type { KeytraceApi } from '../../../client/client.js';
import { LEAKS } from './diagnostics.js';
import type { Tdd } from './mocha.js';
import { api, equal, fileUri, ok, open, placeOf, replace, run, until, untilCodes } from './support.js';

/** The tabs that show the graph. */
function graphTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('keytrace.graph'));
}

async function shownVersion(): Promise<number | undefined> {
  return (await api<KeytraceApi>()).graphVersion;
}

export function graphCases({ suite, test }: Tdd): void {
  suite('graph', () => {
    test('it opens beside the text, and its page gets the flows', async () => {
      await open('pay-by-card.yaml');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
      ok(await run('keytrace.openGraph'), 'the command says so');
      await until('the page is ready and has a graph', async () => ((await shownVersion()) ?? 0) > 0);
      const [tab] = graphTabs();
      ok(tab, 'there is a tab');
      ok(tab.group.viewColumn !== vscode.window.activeTextEditor?.viewColumn, 'it is beside the text');
      equal(
        vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1),
        'pay-by-card.yaml',
        'what has the focus',
      );
    });

    test('there is one, however often it is asked for', async () => {
      await run('keytrace.openGraph');
      await run('keytrace.openGraph', fileUri('prices.yaml'));
      equal(graphTabs().length, 1, 'the tabs');
    });

    test('it follows what is typed', async () => {
      const document = await open('pay-by-card.yaml');
      await until('the graph is there', async () => ((await shownVersion()) ?? 0) > 0);
      const before = (await shownVersion()) ?? 0;
      const at = placeOf(document, 'Ask for the card', 'name: Ask for the card').translate(0, -1);
      await replace(document, new vscode.Range(at, at), 'First ');
      await until('there is a newer graph', async () => ((await shownVersion()) ?? 0) > before);
      await run('workbench.action.files.revert');
    });

    test('a finding opens it again when it was closed', async () => {
      await vscode.window.tabGroups.close(graphTabs());
      await until('it is closed', () => graphTabs().length === 0);
      equal(await shownVersion(), undefined, 'the graph that is shown');
      const uri = fileUri('pay-by-card.yaml');
      await open('pay-by-card.yaml');
      const found = await untilCodes(uri, LEAKS);
      const kind = vscode.CodeActionKind.QuickFix.value;
      const actions = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, found[0]!.range, kind);
      const command = actions.find(({ title }) => title.includes('path'))?.command;
      ok(command, 'the path is offered');
      await run(command.command, ...(command.arguments ?? []));
      await until('it is there again', async () => graphTabs().length === 1 && ((await shownVersion()) ?? 0) > 0);
    });

    test('a server that starts anew brings its graph back', async () => {
      await until('the graph is there', async () => ((await shownVersion()) ?? 0) > 0);
      await run('keytrace.restartServer');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
      await until('the graph is there', async () => ((await shownVersion()) ?? 0) > 0);
      await vscode.window.tabGroups.close(graphTabs());
    });
  });
}
