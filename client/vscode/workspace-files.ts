import * as vscode from 'vscode';
import { readText } from '../../server/cli/read-text.js';
import { candidatesBelow, type Files, LISTING } from '../search.js';

/** Flows are far smaller; a dump or a recording must not be brought over the network. */
const LARGEST = 20 * 1024 * 1024;

/** Files through the editor, which knows how to read what is not on disk. Links are not followed. */
export const workspaceFiles: Files<vscode.Uri> = {
  async entries(folder) {
    try {
      const found = await vscode.workspace.fs.readDirectory(folder);
      return found
        .filter(([, type]) => type === vscode.FileType.File || type === vscode.FileType.Directory)
        .map(([name, type]) => ({
          name,
          isFolder: type === vscode.FileType.Directory,
          address: vscode.Uri.joinPath(folder, name),
        }));
    } catch {
      return [];
    }
  },
  async text(file) {
    try {
      if ((await vscode.workspace.fs.stat(file)).size > LARGEST) return undefined;
      const read = readText(await vscode.workspace.fs.readFile(file));
      return 'text' in read ? read.text : undefined;
    } catch {
      // Gone, or not allowed.
      return undefined;
    }
  },
};

/** For a server that cannot read files itself. */
export async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of candidatesBelow([vscode.Uri.parse(folder)], workspaceFiles, LISTING)) {
    found.push(file.toString());
  }
  return found;
}

export async function readFile(uri: string): Promise<string | null> {
  return (await workspaceFiles.text(vscode.Uri.parse(uri))) ?? null;
}
