import * as vscode from 'vscode';
import { readText } from '../../server/cli/read-text.js';
import type { FileOnDisk, ReadFileAnswer, ReadFileParams } from '../../server/lsp/protocol.js';
import { candidatesBelow, type Files, LISTING } from '../search.js';

/** Flows are far smaller; a dump or a recording must not be brought over the network. */
const LARGEST = 20 * 1024 * 1024;
const TOO_LARGE = 'the file is above 20 MB and was not brought over the network';

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
    return (await fileOnDisk(file))?.text;
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

export async function readFile({ uri, wantsFacts = false }: ReadFileParams): Promise<ReadFileAnswer> {
  const file = await fileOnDisk(vscode.Uri.parse(uri));
  return (wantsFacts ? file : file?.text) ?? null;
}

/** Undefined when it is gone, or not allowed. */
async function fileOnDisk(file: vscode.Uri): Promise<FileOnDisk | undefined> {
  const failed = (failure: string, bytes: number) => ({ text: undefined, bytes, failure, repair: '' });
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) return failed(TOO_LARGE, size);
    const content = await vscode.workspace.fs.readFile(file);
    const read = readText(content);
    if ('failure' in read) return failed(read.failure, content.length);
    return { text: read.text, bytes: content.length, failure: '', repair: read.problem };
  } catch {
    return undefined;
  }
}
