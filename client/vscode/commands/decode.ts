import * as vscode from 'vscode';
import { openDecoded } from '../decoded-exports.js';
import { t } from '../translate.js';
import { fileOf } from './arguments.js';
import type { Command } from './command.js';

/** Shows what is encoded in an export. */
export const decode: Command = {
  id: 'keytrace.decode',
  async run(_parts, given) {
    const file = fileOf(given);
    if (!file) return;
    try {
      await openDecoded(file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      await vscode.window.showErrorMessage(t('The export cannot be shown. {0}', reason));
    }
  },
};
