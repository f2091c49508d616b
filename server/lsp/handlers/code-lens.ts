import { type CodeLensCommand, codeLenses } from '../../core/ide/code-lens.js';
import { guard } from '../guard.js';
import { SHOW_PATHS, SHOW_PLACES } from '../protocol.js';
import type { AskedFlow, Session } from '../session.js';
import { toLocation } from '../to-lsp.js';

const COMMANDS = { 'show-places': SHOW_PLACES, 'show-paths': SHOW_PATHS } as const;

export function onCodeLens(session: Session): void {
  session.connection.onCodeLens(
    guard(session.watch, 'code lens', [], ({ textDocument: { uri } }) => {
      const asked = session.asked(uri);
      if (!asked) return [];
      return codeLenses(asked.context).map(({ span, title, command }) => ({
        range: asked.positions.range(span),
        command:
          command && session.clientCommands.has(COMMANDS[command.name])
            ? toCommand(title, command, asked, session)
            : { title, command: '' },
      }));
    }),
  );
}

function toCommand(
  title: string,
  { name, arguments: [uri, at, places] }: CodeLensCommand,
  asked: AskedFlow,
  session: Session,
) {
  const locations = places.map((place) => toLocation(session, place));
  return { title, command: COMMANDS[name], arguments: [uri, asked.positions.position(at.start), locations] };
}
