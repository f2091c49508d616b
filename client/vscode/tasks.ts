import * as vscode from 'vscode';
import { t } from './translate.js';

const TYPE = 'keytrace';

interface Definition extends vscode.TaskDefinition {
  /** Files, folders and globs; without any the folder itself. */
  readonly paths?: readonly string[];
  readonly failOn?: string;
}

/** Runs the command line that comes with the extension. Desktop only: the web has no processes. */
export function provideTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const cli = context.asAbsolutePath('dist/cli.cjs');
  return vscode.tasks.registerTaskProvider(TYPE, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map((folder) => checkTask({ type: TYPE }, folder, cli)),
    resolveTask: ({ definition, scope }) =>
      typeof scope === 'object' ? checkTask(definition as Definition, scope, cli) : undefined,
  });
}

function checkTask(definition: Definition, folder: vscode.WorkspaceFolder, cli: string): vscode.Task {
  const { paths = ['.'], failOn } = definition;
  const words = ['check', ...paths, '--no-color', ...(failOn === undefined ? [] : ['--fail-on', failOn])];
  // The editor's own program is a Node when it is told so.
  const execution = new vscode.ProcessExecution(process.execPath, [cli, ...words], {
    cwd: folder.uri.fsPath,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new vscode.Task(definition, folder, t('check flows'), TYPE, execution, '$keytrace');
  task.group = vscode.TaskGroup.Test;
  return task;
}
