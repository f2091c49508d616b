import * as vscode from 'vscode';
import { exportUri } from '../addresses.js';
import { t } from '../translate.js';
import { fileOf } from './arguments.js';
import type { Command } from './command.js';

/** Shows the paths that lead through a file. */
export const openGraph: Command = {
  id: 'keytrace.openGraph',
  async run({ view }, given) {
    const file = fileOf(given);
    const uri = file && exportUri(file).toString();
    await view.show();
    const path = await view.reveal(({ trace }) => trace.some((step) => step.uri === uri));
    if (!path) await vscode.window.showInformationMessage(t('No path leads through this file.'));
    return path?.id;
  },
};
