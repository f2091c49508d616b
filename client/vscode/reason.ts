import * as vscode from 'vscode';
import { t } from './translate.js';

/** Why a finding is accepted; undefined when somebody has thought better of it. */
export async function askForReason(): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title: t('Ignore this finding'),
    prompt: t('Why is it accepted? The reason stands in the file, above the finding.'),
    placeHolder: t('for example: the number is a test card'),
    validateInput: (text) => (text.trim() === '' ? t('A reason is needed.') : undefined),
  });
  return reason?.trim();
}
