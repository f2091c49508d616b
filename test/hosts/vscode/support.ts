import * as vscode from 'vscode';

export const EXTENSION = 'keytrace.keytrace';

/** Milliseconds until a thing has to be there; a busy machine takes its time. */
const PATIENCE = 30_000;

export function fail(text: string): never {
  throw new Error(text);
}

export function ok(value: unknown, text: string): asserts value {
  if (!value) fail(text);
}

export function equal(found: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) fail(`${what}\n  found    ${a}\n  expected ${b}`);
}

/** Asks until there is an answer; `what` is the sentence that is not true otherwise. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | null | Promise<T | undefined | false | null>,
) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) return fail(`not within ${PATIENCE / 1000} s: ${what}`);
    await sleep(100);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function folder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? fail('there is a workspace folder');
}

export function fileUri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), name);
}

/** Shows a file in an editor, and makes it as it is on disk again. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return document;
}

export async function exists(name: string): Promise<boolean> {
  return vscode.workspace.fs.stat(fileUri(name)).then(
    () => true,
    () => false,
  );
}

/** The range of a text; `mark` is a longer text around it that occurs once. */
export function rangeOf(document: vscode.TextDocument, text: string, mark = text): vscode.Range {
  const all = document.getText();
  const start = all.indexOf(mark);
  ok(start >= 0, `"${mark}" is in ${document.uri.path}`);
  const at = start + mark.indexOf(text);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export function placeOf(document: vscode.TextDocument, text: string, mark = text): vscode.Position {
  return rangeOf(document, text, mark).start.translate(0, 1);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Our findings in a file, by their line. */
export function found(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'keytrace')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The leaks among them; what else is said about a file is tested without an editor. */
function leaks(uri: vscode.Uri): vscode.Diagnostic[] {
  return found(uri).filter((one) => codeOf(one).startsWith('secure-value-in-'));
}

export function codes(uri: vscode.Uri): string[] {
  return leaks(uri).map(codeOf);
}

/** Waits until the leaks of a file are these rules, in the order of their lines. */
export async function untilCodes(uri: vscode.Uri, expected: readonly string[]): Promise<vscode.Diagnostic[]> {
  const wanted = JSON.stringify(expected);
  return until(`the leaks are ${wanted}`, () => JSON.stringify(codes(uri)) === wanted && leaks(uri)).catch(() =>
    fail(`the leaks are ${wanted}, but there are ${JSON.stringify(codes(uri))}`),
  );
}

/** Replaces a text in a document, as typing does. */
export async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  ok(await vscode.workspace.applyEdit(edit), 'the edit is applied');
}

export function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

export async function run<T>(command: string, ...words: unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...words);
}

/** What our extension gives to others, once it is active. */
export async function api<T>(): Promise<T> {
  const extension = vscode.extensions.getExtension<T>(EXTENSION) ?? fail('the extension is there');
  return extension.activate();
}

export function labelOf(label: vscode.InlayHint['label']): string {
  return (typeof label === 'string' ? label : label.map(({ value }) => value).join('')).trim();
}
