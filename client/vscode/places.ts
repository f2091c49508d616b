import * as vscode from 'vscode';
import type { Place, Range } from '../findings.js';
import { toEditor } from './addresses.js';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toLocation({ uri, range }: Place): vscode.Location {
  return new vscode.Location(toEditor(uri), toRange(range));
}

/** Shows a place of the server's in an editor. */
export async function openPlace(place: Place): Promise<void> {
  const { uri, range } = toLocation(place);
  await vscode.window.showTextDocument(uri, { selection: range });
}
