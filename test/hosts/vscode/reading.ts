import * as vscode from 'vscode';
import { LEAKS } from './diagnostics.js';
import type { Tdd } from './mocha.js';
import { equal, fail, fileUri, labelOf, ok, open, placeOf, run, textOf, until, untilCodes } from './support.js';

export function readingCases({ suite, test }: Tdd): void {
  suite('reading', () => {
    test('the key of the platform stands at the secure variable, at what reads it and around that', async () => {
      const document = await open('sealed.yaml');
      const range = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await until('there are inlay hints', async () => {
        const list = await run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range);
        return list.some(({ label }) => labelOf(label).includes('🔑')) && list;
      });
      const keys = hints.filter(({ label }) => labelOf(label).includes('🔑'));
      const lines = keys.map(({ position, label }) => `${document.lineAt(position).text.trim()} ${labelOf(label)}`);
      ok(lines.includes('secureCall: 🔑↓'), `the flow shows the key of something inside: ${JSON.stringify(lines)}`);
      ok(lines.includes('name: Task.cardNumber 🔑'), `the variable shows the key: ${JSON.stringify(lines)}`);
      ok(lines.includes('- callDataSecure: 🔑'), `the action shows the key: ${JSON.stringify(lines)}`);
    });

    test('a secure variable is coloured as one wherever it is named', async () => {
      const document = await open('sealed.yaml');
      const secure = await until('a token is secure', async () => {
        const tokens = await tokensOf(document);
        return tokens.some(({ modifiers }) => modifiers.includes('secure')) && tokens;
      });
      const texts = secure.filter(({ modifiers }) => modifiers.includes('secure')).map(({ text }) => text);
      const [variable, action] = ['Task.cardNumber', 'callDataSecure'];
      equal(texts, [variable, variable, action, variable], 'declared, written to, and read by a secure action');
    });

    test('a variable that carries a card number is coloured as sensitive', async () => {
      const document = await open('pay-by-card.yaml');
      await until('a token is sensitive', async () =>
        (await tokensOf(document)).some(
          ({ text, modifiers }) => text === 'Task.cardNumber' && modifiers.includes('sensitive'),
        ),
      );
    });

    test('the pointer on a variable says what it is and where it leaks', async () => {
      const document = await open('pay-by-card.yaml');
      await untilCodes(document.uri, LEAKS);
      const place = placeOf(document, 'Task.cardNumber', 'var: Task.cardNumber');
      const hovers = await run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place);
      const text = hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
      ok(text.includes('Task.cardNumber'), `it names the variable: ${text}`);
      ok(/card number/i.test(text), `it names what the variable holds: ${text}`);
    });

    test('a use leads to the declaration', async () => {
      const document = await open('pay-by-card.yaml');
      const place = placeOf(document, 'Task.cardNumber', '"You entered ", Task.cardNumber');
      const [target] = await definitions(document, place);
      equal(target?.uri.path, document.uri.path, 'the file');
      equal(document.lineAt(target!.line).text.trim(), 'name: Task.cardNumber', 'the line');
    });

    test('a transfer leads to the flow in the other file', async () => {
      const document = await open('front-desk.yaml');
      const [target] = await until('the target is known', async () => {
        const list = await definitions(document, placeOf(document, 'Pay By Card'));
        return list.length > 0 && list;
      });
      equal(target?.uri.path, fileUri('pay-by-card.yaml').path, 'the file');
    });

    test('all uses of a variable are found', async () => {
      const document = await open('pay-by-card.yaml');
      const place = placeOf(document, 'Task.cardNumber', 'var: Task.cardNumber');
      const list = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, place);
      equal(
        list.map(({ range }) => document.getText(range)),
        Array(5).fill('Task.cardNumber'),
        'the uses',
      );
    });

    test('the outline shows flow, tasks and actions', async () => {
      const document = await open('pay-by-card.yaml');
      const outline = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      const flow = find(outline, 'Pay By Card');
      const names = find(flow.children, 'Pay').children.map(({ name }) => name);
      ok(
        ['Ask for the card', 'Charge', 'Keep the note'].every((name) => names.includes(name)),
        names.join(', '),
      );
      find(flow.children, 'Goodbye');
    });

    test('lenses count leaks and calls', async () => {
      const document = await open('pay-by-card.yaml');
      const titles = await until('lenses count the leaks', async () => {
        const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
        const list = lenses.map(
          ({ range, command }) => `${document.lineAt(range.start).text.trim()} ${command?.title}`,
        );
        return list.some((title) => title.includes('leak')) && list;
      });
      ok(
        titles.some((title) => /^name: Pay By Card .*\b3\b.*leak/.test(title)),
        `3 leaks: ${JSON.stringify(titles)}`,
      );
      ok(
        titles.some((title) => /^name: Goodbye .*call/.test(title)),
        `called once: ${JSON.stringify(titles)}`,
      );
    });
  });
}

interface Token {
  readonly text: string;
  readonly modifiers: readonly string[];
}

async function tokensOf(document: vscode.TextDocument): Promise<Token[]> {
  const [legend, tokens] = await Promise.all([
    run<vscode.SemanticTokensLegend | undefined>('vscode.provideDocumentSemanticTokensLegend', document.uri),
    run<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri),
  ]);
  if (!legend || !tokens) return [];
  const found: Token[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < tokens.data.length; at += 5) {
    const [lines, characters, length, , bits] = tokens.data.subarray(at, at + 5);
    character = lines === 0 ? character + characters! : characters!;
    line += lines!;
    const text = document.getText(new vscode.Range(line, character, line, character + length!));
    found.push({ text, modifiers: legend.tokenModifiers.filter((_, bit) => (bits! >> bit) & 1) });
  }
  return found;
}

async function definitions(document: vscode.TextDocument, place: vscode.Position) {
  const list = await run<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    place,
  );
  return list.map((one) =>
    'targetUri' in one
      ? { uri: one.targetUri, line: (one.targetSelectionRange ?? one.targetRange).start.line }
      : { uri: one.uri, line: one.range.start.line },
  );
}

function find(symbols: readonly vscode.DocumentSymbol[], name: string): vscode.DocumentSymbol {
  return (
    symbols.find((symbol) => symbol.name === name) ??
    fail(`"${name}" is in the outline: ${symbols.map((symbol) => symbol.name).join(', ')}`)
  );
}
