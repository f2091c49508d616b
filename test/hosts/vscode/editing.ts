import * as vscode from 'vscode';
import { LEAKS } from './diagnostics.js';
import type { Tdd } from './mocha.js';
import { codeOf, equal, fail, found, ok, open, placeOf, rangeOf, replace, run, until, untilCodes } from './support.js';

export function editingCases({ suite, test }: Tdd): void {
  suite('editing', () => {
    test('variables are offered inside an expression', async () => {
      const document = await open('pay-by-card.yaml');
      const place = rangeOf(document, 'Task.', 'Task.cardNumber))').end;
      const labels = await until('variables are offered', async () => {
        const list = await run<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place);
        const names = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
        return names.includes('Task.cardNumber') && names;
      });
      ok(labels.includes('Task.transactionId'), labels.join(', '));
    });

    test('functions are offered, with what they take', async () => {
      const document = await open('pay-by-card.yaml');
      await replace(document, rangeOf(document, 'Append("You entered ", Task.cardNumber)'), 'Rig');
      const place = rangeOf(document, 'ToAudioTTS(Rig').end;
      const item = await until('the function is offered', async () => {
        const list = await run<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place);
        return list.items.find(({ label }) => (typeof label === 'string' ? label : label.label) === 'Right');
      });
      equal(item.kind, vscode.CompletionItemKind.Function, 'its kind');
      await revert();
    });

    test('the parameters of a function are shown while it is typed', async () => {
      const document = await open('pay-by-card.yaml');
      const place = rangeOf(document, 'Append(').end;
      const help = await run<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', document.uri, place);
      ok(help.signatures[0]?.label.includes('Append'), JSON.stringify(help.signatures));
    });

    test('a quick fix cuts the spoken number to its last four digits', async () => {
      const document = await open('pay-by-card.yaml');
      await applyFix(document, 'secure-value-in-speech', /last four/);
      ok(document.getText().includes('Append("You entered ", Right(Task.cardNumber, 4))'), 'the text is changed');
      await untilCodes(document.uri, LEAKS.slice(1));
      await revert();
      await untilCodes(document.uri, LEAKS);
    });

    test('a quick fix makes the data action a secure one', async () => {
      const document = await open('pay-by-card.yaml');
      await applyFix(document, 'secure-value-in-plain-data-action', /^Use Call Secure Data/);
      ok(document.getText().includes('- callDataSecure:'), 'the text is changed');
      await until('the finding is gone', () =>
        found(document.uri).every((one) => codeOf(one) !== 'secure-value-in-plain-data-action'),
      );
      await revert();
      await untilCodes(document.uri, LEAKS);
    });

    test('a renamed variable changes everywhere, and the findings follow', async () => {
      const document = await open('pay-by-card.yaml');
      const edit = await rename(document, 'Task.cardNumber', 'Task.pan');
      equal(edit.get(document.uri).length, 5, 'the places that change');
      ok(await vscode.workspace.applyEdit(edit), 'the edit is applied');
      ok(!document.getText().includes('Task.cardNumber'), 'the old name is gone');
      const [speech] = await untilCodes(document.uri, LEAKS);
      await until('the message has the new name', () => found(document.uri)[0]?.message.includes('Task.pan'));
      ok(speech, 'there is a finding');
      await revert();
    });

    test('a renamed flow changes in the files that call it', async () => {
      const document = await open('pay-by-card.yaml');
      const edit = await rename(document, 'Pay By Card', 'Pay Now');
      const files = edit.entries().map(([uri]) => uri.path.split('/').at(-1));
      equal(files.sort(), ['front-desk.yaml', 'pay-by-card.yaml'], 'the files');
    });

    test('a name that is taken is refused with a sentence', async () => {
      const document = await open('pay-by-card.yaml');
      const refusal = await rename(document, 'Task.cardNumber', 'Task.transactionId').then(
        () => fail('the rename is refused'),
        (error: Error) => error.message,
      );
      ok(refusal.includes('Task.transactionId'), refusal);
    });
  });
}

function rename(document: vscode.TextDocument, name: string, newName: string): Promise<vscode.WorkspaceEdit> {
  const place = placeOf(document, name, `name: ${name}`);
  return run('vscode.executeDocumentRenameProvider', document.uri, place, newName);
}

async function applyFix(document: vscode.TextDocument, rule: string, title: RegExp): Promise<void> {
  const diagnostics = await untilCodes(document.uri, LEAKS);
  const { range } = diagnostics.find((one) => codeOf(one) === rule) ?? fail(`there is a finding of ${rule}`);
  const kind = vscode.CodeActionKind.QuickFix.value;
  const actions = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
  const titles = actions.map((action) => action.title);
  const action = actions.find((one) => title.test(one.title)) ?? fail(`${title} is among ${JSON.stringify(titles)}`);
  ok(action.edit && (await vscode.workspace.applyEdit(action.edit)), 'the edit is applied');
}

function revert(): Promise<void> {
  return run('workbench.action.files.revert');
}
