import * as monaco from 'monaco-editor/editor/editor.api';
import { ICommandService } from 'monaco-editor/platform/commands/common/commands';
import type * as lsp from 'vscode-languageserver';
import { COMMANDS, SHOW_PATHS, SHOW_PLACES } from '../../../server/lsp/protocol.js';
import type { Workbench } from '../workbench.js';
import { toPosition, toRange } from './convert.js';

/** What lenses, quick fixes and links of the server may call. */
export function registerCommands(workbench: Workbench): void {
  const { registerCommand } = monaco.editor;
  const findingOf = (fingerprint: unknown) =>
    workbench.store.get().view?.findings.find((one) => one.fingerprint === fingerprint);

  registerCommand(SHOW_PLACES, async (accessor, uri: string, position: lsp.Position, places: lsp.Location[]) => {
    const commands = accessor.get(ICommandService);
    await workbench.load(places.map((place) => place.uri));
    const locations = places.map((place) => ({ uri: monaco.Uri.parse(place.uri), range: toRange(place.range) }));
    await commands.executeCommand(
      'editor.action.showReferences',
      monaco.Uri.parse(uri),
      toPosition(position),
      locations,
    );
  });
  registerCommand(SHOW_PATHS, (_accessor, _uri: string, _position: lsp.Position, places: lsp.Location[]) => {
    const isMeant = ({ place }: { place: { uri: string; line: number } }) =>
      places.some(({ uri, range }) => uri === place.uri && range.start.line + 1 === place.line);
    const finding = workbench.store.get().view?.findings.find((one) => one.path !== undefined && isMeant(one));
    if (finding) workbench.light(finding);
  });
  registerCommand('keytrace.showPath', (_accessor, _uri: string, fingerprint: string) => {
    const finding = findingOf(fingerprint);
    if (finding) workbench.light(finding);
  });
  registerCommand('keytrace.explainRule', (_accessor, rule: string) => void workbench.explain(rule).catch(() => {}));
  registerCommand(COMMANDS.suppress, (_accessor, { fingerprint }: { fingerprint: string }) => {
    const finding = findingOf(fingerprint);
    if (finding) workbench.store.dispatch({ dialog: { kind: 'reason', finding } });
  });
  monaco.editor.registerLinkOpener({
    open(resource) {
      const rule = /^https:\/\/keytrace\.invalid\/docs\/rules\/([a-z0-9-]+)\.md$/.exec(resource.toString())?.[1];
      if (rule === undefined) return false;
      void workbench.explain(rule).catch(() => {});
      return true;
    },
  });
}
