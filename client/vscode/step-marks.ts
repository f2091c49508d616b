import * as vscode from 'vscode';
import type { StepView } from '../../server/core/ide/graph-view/graph-view.js';
import { exportUri } from './addresses.js';

/** A soft ground on the lines of the lit path, and its colour in the ruler. */
const LINE = vscode.window.createTextEditorDecorationType({
  isWholeLine: true,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  light: { backgroundColor: '#5540d414', overviewRulerColor: '#5540d4' },
  dark: { backgroundColor: '#a596ff1f', overviewRulerColor: '#a596ff' },
  overviewRulerLane: vscode.OverviewRulerLane.Center,
});

/** The numbers stand behind the lines: a gutter takes pictures only, and has other marks already. */
const NUMBER = vscode.window.createTextEditorDecorationType({
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
});

/** Marks the steps of a path in every editor that shows one of its files; no steps take the marks away. */
export function showSteps(steps: readonly StepView[]): void {
  for (const editor of vscode.window.visibleTextEditors) {
    const { document } = editor;
    const uri = exportUri(document.uri).toString();
    const own = steps.flatMap(({ place }, index) => (place.uri === uri ? [{ place, number: index + 1 }] : []));
    const lines = own.map(({ place }) => document.lineAt(document.positionAt(place.start)).range);
    editor.setDecorations(LINE, lines);
    editor.setDecorations(
      NUMBER,
      own.map(({ number }, index) => ({ range: lines[index]!, renderOptions: { after: badge(number) } })),
    );
  }
}

function badge(number: number): vscode.ThemableDecorationAttachmentRenderOptions {
  return {
    contentText: ` ${number} `,
    margin: '0 0 0 1.5em',
    color: new vscode.ThemeColor('badge.foreground'),
    backgroundColor: new vscode.ThemeColor('badge.background'),
  };
}
