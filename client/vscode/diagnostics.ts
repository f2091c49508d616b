import * as vscode from 'vscode';
import type { Severity } from '../findings.js';

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, Severity>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** Our own diagnostics of a file. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'keytrace');
}

export function severityOf({ severity }: vscode.Diagnostic): Severity {
  return SEVERITIES[severity];
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** The diagnostic under the cursor; the first of the line when the cursor is beside all of them. */
export function diagnosticAtCursor(editor: vscode.TextEditor): vscode.Diagnostic | undefined {
  const { active } = editor.selection;
  const found = ownDiagnostics(editor.document.uri);
  return (
    found.find(({ range }) => range.contains(active)) ?? found.find(({ range }) => range.start.line === active.line)
  );
}
