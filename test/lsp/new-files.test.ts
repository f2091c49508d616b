import { expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver';
import { Positions } from '../../server/lsp/positions.js';
import { canApply, toWorkspaceEdit } from '../../server/lsp/to-lsp.js';

const TEXT = 'secureCall:\n';
const NEW = new Map([['file:///b.yaml', TEXT]]);
const EDITS = new Map([['file:///a.yaml', [{ span: { start: 0, end: 1 }, newText: 'x' }]]]);

function sessionWith(workspaceEdit: NonNullable<ClientCapabilities['workspace']>['workspaceEdit']) {
  return {
    client: { workspace: { workspaceEdit } } as ClientCapabilities,
    positions: () => new Positions('abc', 'utf-16'),
    version: () => 3,
  };
}

test('a new file is made before the edits, and never over another one', () => {
  const session = sessionWith({ documentChanges: true, resourceOperations: ['create'] });
  expect(canApply(session, { edits: EDITS, newFiles: NEW })).toBe(true);
  const start = { line: 0, character: 0 };
  expect(toWorkspaceEdit(session, EDITS, NEW).documentChanges).toEqual([
    { kind: 'create', uri: 'file:///b.yaml', options: { overwrite: false, ignoreIfExists: false } },
    {
      textDocument: { uri: 'file:///b.yaml', version: null },
      edits: [{ range: { start, end: start }, newText: TEXT }],
    },
    {
      textDocument: { uri: 'file:///a.yaml', version: 3 },
      edits: [{ range: { start, end: { line: 0, character: 1 } }, newText: 'x' }],
    },
  ]);
});

test('a client that makes no files is offered none', () => {
  for (const session of [sessionWith({ documentChanges: true }), sessionWith({ resourceOperations: ['create'] })]) {
    expect(canApply(session, { edits: EDITS, newFiles: NEW })).toBe(false);
    expect(canApply(session, { edits: EDITS })).toBe(true);
  }
});
