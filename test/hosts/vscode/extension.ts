import * as vscode from 'vscode';
import type { KeytraceApi } from '../../../client/client.js';
import type { SourceNode } from '../../../client/secure-data-tree.js';
import { LEAKS } from './diagnostics.js';
import type { Tdd } from './mocha.js';
import {
  api,
  codeOf,
  codes,
  EXTENSION,
  equal,
  fail,
  fileUri,
  found,
  labelOf,
  ok,
  open,
  placeOf,
  rangeOf,
  run,
  sleep,
  textOf,
  until,
  untilCodes,
} from './support.js';

export function extensionCases({ suite, test }: Tdd): void {
  suite('extension', () => {
    test('a flow starts the server', async () => {
      await open('pay-by-card.yaml');
      const { client } = await until('the server runs', async () => {
        const exports = await api<KeytraceApi>();
        return exports.client && exports;
      });
      ok(client?.isRunning(), 'it answers');
    });

    test('every command of the manifest is there', async () => {
      const known = new Set(await vscode.commands.getCommands(true));
      const { contributes } = vscode.extensions.getExtension(EXTENSION)!.packageJSON;
      const missing = contributes.commands.filter(({ command }: { command: string }) => !known.has(command));
      equal(missing, [], 'missing commands');
    });

    test('the tree has the source of the card number, and its three ways with every step', async () => {
      await open('pay-by-card.yaml');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
      const { secureData } = await api<KeytraceApi>();
      const source = sourceIn(await secureData(), 'pay-by-card.yaml');
      equal(source.label, 'Card number collected here by "Ask for the card"', 'the source');
      equal(source.paths.length, 3, 'its ways');
      const steps = source.paths.map((path) => path.steps.map(({ place }) => place.range.start.line + 1));
      equal(steps.map((lines) => lines.length).sort(), [2, 2, 3], 'the steps');
      ok(
        steps.every(([first]) => first === 41),
        `each begins at line 41: ${JSON.stringify(steps)}`,
      );
    });

    test('a click on a lens shows the path that it counts', async () => {
      const { uri } = await open('pay-by-card.yaml');
      const command = await until('a lens counts leaks', async () => {
        const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
        return lenses.find((lens) => lens.command?.title.includes('leak'))?.command;
      });
      ok(await run<string>(command.command, ...(command.arguments ?? [])), 'a path is shown');
    });

    test('a quick fix shows the path of its finding', async () => {
      const { uri } = await open('pay-by-card.yaml');
      const [speech] = await untilCodes(uri, LEAKS);
      const kind = vscode.CodeActionKind.QuickFix.value;
      const actions = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, speech!.range, kind);
      const { command } = actions.find(({ title }) => title.includes('path')) ?? fail('the path is offered');
      ok(command, 'it runs a command');
      ok(await run<string>(command.command, ...(command.arguments ?? [])), 'a path is shown');
    });

    test('a path can be copied as text', async () => {
      const document = await open('pay-by-card.yaml');
      await untilCodes(document.uri, LEAKS);
      const editor = vscode.window.activeTextEditor ?? fail('an editor is in front');
      const { start } = rangeOf(document, 'Flow.note', 'exp: Flow.note');
      editor.selection = new vscode.Selection(start, start);
      const text = await run<string>('keytrace.copyPath');
      ok(text?.includes('copied to Flow.note by "Prepare the note"'), text);
    });

    test('an export is decoded, and its findings are where the text is', async () => {
      const { uri, document } = await decoded(() => run('keytrace.decode', fileUri('pay-by-card.i3SecureFlow')));
      ok(document.getText().startsWith('{\n'), 'it shows JSON, one value per line');
      await until('there are findings', () => found(uri).length > 0);
      const refused = found(uri).find((one) => codeOf(one) === 'secure-variable-in-refused-input');
      ok(refused, `the findings are ${JSON.stringify(codes(uri))}`);
      const text = document.lineAt(refused.range.start).text;
      ok(text.includes('Right(Flow.card, 4)'), `it is at what it is about: ${text}`);
    });

    test('a decoded export answers like any flow, and never leads to the encoded file', async () => {
      const { uri, document } = await decoded(() => run('keytrace.decode', fileUri('pay-by-card.i3SecureFlow')));
      const place = placeOf(document, 'Flow.card', 'Right(Flow.card, 4)');
      const hovers = await until('there is a hover', async () => {
        const list = await run<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
        return list.length > 0 && list;
      });
      const text = hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
      ok(text.includes('Flow.card'), text);
      const [target] = await run<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        uri,
        place,
      );
      const found = target && ('targetUri' in target ? target.targetUri : target.uri);
      equal(found?.toString(), uri.toString(), 'where the definition is');
    });

    test('an export that is opened like any file is shown decoded', async () => {
      await run('workbench.action.closeAllEditors');
      const { document } = await decoded(() => run('vscode.open', fileUri('pay-by-card.i3SecureFlow')));
      ok(document.getText().startsWith('{\n'), 'it shows JSON');
    });

    test('a decoded export cannot be changed', async () => {
      const { document } = await decoded(() => run('keytrace.decode', fileUri('pay-by-card.i3SecureFlow')));
      const text = document.getText();
      await run('type', { text: 'x' });
      equal(document.getText() === text, true, 'the text is as it was');
    });

    test('the page about a rule says why and what to do', async () => {
      const document = await open('pay-by-card.yaml');
      const [speech] = await untilCodes(document.uri, LEAKS);
      const { code } = speech ?? fail('there is a finding');
      ok(typeof code === 'object', 'it links to a page');
      const page = await vscode.workspace.openTextDocument(code.target);
      ok(/why/i.test(page.getText()) && /instead/i.test(page.getText()), page.getText().slice(0, 500));
    });

    test('a finding is accepted with a reason, in a comment', async () => {
      const document = await open('pay-by-card.yaml');
      const [speech] = await untilCodes(document.uri, LEAKS);
      const { fingerprint } = (speech as unknown as { data: { fingerprint: string } }).data;
      const [uri, reason] = [document.uri.toString(), 'the caller asked for it'];
      equal(await run('keytrace.suppress', { uri, fingerprint, reason }), { applied: true }, 'the answer');
      ok(document.getText().includes(reason), 'the reason is in the file');
      await untilCodes(document.uri, LEAKS.slice(1));
      await run('workbench.action.files.revert');
      await untilCodes(document.uri, LEAKS);
    });

    test('a report about the workspace is saved', async () => {
      await untilCodes((await open('pay-by-card.yaml')).uri, LEAKS);
      const file = fileUri('report.html');
      await run('keytrace.saveReport', 'html', file);
      const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      ok(page.startsWith('<!doctype html>') && page.includes('pay-by-card.yaml:'), page.slice(0, 500));
      for (const rule of LEAKS) ok(page.includes(`href="#rule-${rule}"`), `${rule} is in the report`);
      await vscode.workspace.fs.delete(file);
    });

    test('keytrace.json switches a rule off as soon as it is written', async () => {
      const { uri } = await open('pay-by-card.yaml');
      await untilCodes(uri, LEAKS);
      const file = fileUri('keytrace.json');
      const config = JSON.stringify({ rules: { 'secure-value-in-speech': 'off' } });
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(config));
      await untilCodes(uri, LEAKS.slice(1));
      await vscode.workspace.fs.delete(file);
      await untilCodes(uri, LEAKS);
    });

    test('a setting hides the keys', async () => {
      const document = await open('sealed.yaml');
      const range = new vscode.Range(0, 0, document.lineCount, 0);
      const hasKeys = async () => {
        const hints = await run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range);
        return hints.some(({ label }) => labelOf(label).includes('🔑'));
      };
      const settings = vscode.workspace.getConfiguration('keytrace');
      await until('there are keys', hasKeys);
      await settings.update('hints.keys', false, vscode.ConfigurationTarget.Global);
      await until('the keys are hidden', async () => !(await hasKeys()));
      await settings.update('hints.keys', undefined, vscode.ConfigurationTarget.Global);
      await until('the keys are back', hasKeys);
    });

    test('a file that another program changes is checked again', async () => {
      await run('workbench.action.closeAllEditors');
      const uri = fileUri('pay-by-card.yaml');
      const before = await vscode.workspace.fs.readFile(uri);
      await untilCodes(uri, LEAKS);
      const text = new TextDecoder().decode(before).replace('exp: Flow.note', 'lit: none');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await untilCodes(uri, LEAKS.slice(0, 2));
      await vscode.workspace.fs.writeFile(uri, before);
      await untilCodes(uri, LEAKS);
    });

    test('the server can be started again, and finds the same', async () => {
      const { uri } = await open('pay-by-card.yaml');
      await untilCodes(uri, LEAKS);
      await run('keytrace.restartServer');
      await sleep(500);
      await untilCodes(uri, LEAKS);
    });
  });
}

function sourceIn(roots: readonly SourceNode[], file: string): SourceNode {
  const names = roots.map(({ label, place }) => `${label} in ${place.uri}`);
  return roots.find(({ place }) => place.uri.endsWith(file)) ?? fail(`${file} is in the tree: ${names.join(', ')}`);
}

/** The document of an export, which is another one than the file. */
async function decoded(show: () => Promise<unknown>) {
  await show();
  const document = await until('the decoded text is in front', () => {
    const shown = vscode.window.activeTextEditor?.document;
    return shown?.uri.scheme === 'keytrace-i3' && shown;
  });
  return { document, uri: document.uri };
}
