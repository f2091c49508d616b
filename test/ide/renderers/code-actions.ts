import { type CodeAction, codeActions } from '../../../server/core/ide/code-actions.js';
import type { IdeContext } from '../../../server/core/ide/context.js';
import { findingsIn } from '../../../server/core/ide/findings-at.js';
import { suppressEdit } from '../../../server/core/ide/suppress.js';
import { LineIndex } from '../../../server/core/text/line-index.js';
import { applyEdits, type Edit } from '../../../server/core/text/span.js';
import type { Marks } from '../../support/ide-cases.js';

/** Every action with what it does; the argument `suppress <reason>` shows what that command would write. */
export function render(context: IdeContext, { start, end }: Marks, argument: string): string {
  if (argument.startsWith('suppress'))
    return renderSuppress(context, { start, end }, argument.slice('suppress'.length));
  return codeActions(context, { start, end })
    .flatMap((action) => renderAction(context, action))
    .join('\n');
}

function renderAction(context: IdeContext, action: CodeAction): string[] {
  const { title, kind, isPreferred, findings } = action;
  const head = `${kind}: ${title}${isPreferred ? ' (preferred)' : ''}${findings.length > 1 ? ` for ${findings.length} findings` : ''}`;
  if ('command' in action) {
    const { name, arguments: args } = action.command;
    return [head, `  ${name} ${args.map((text) => (/^[0-9a-f]{16}/.test(text) ? '<finding>' : text)).join(' ')}`];
  }
  const created = [...(action.newFiles ?? [])].flatMap(([uri, text]) => [
    `  new ${uri}`,
    ...text.split('\n').map((line) => `  + ${line}`),
  ]);
  return [head, ...[...action.edits].flatMap(([uri, edits]) => renderEdits(context, uri, edits)), ...created];
}

function renderSuppress(context: IdeContext, range: { start: number; end: number }, reason: string): string {
  const [finding] = findingsIn(context, range);
  const edit = finding && suppressEdit(context, finding, reason);
  return edit ? renderEdits(context, context.file.uri, [edit]).join('\n') : 'nothing';
}

/** The lines that change, before and after. */
function renderEdits({ workspace }: IdeContext, uri: string, edits: readonly Edit[]): string[] {
  const text = workspace.flows.find((file) => file.uri === uri)!.text;
  const before = text.split('\n');
  const after = applyEdits(text, edits).split('\n');
  const lines = new LineIndex(text);
  let first = 0;
  while (before[first] === after[first] && first < before.length) first++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - first && before.at(-1 - same) === after.at(-1 - same)) same++;
  const line = lines.positionAt(Math.min(...edits.map(({ span }) => span.start))).line + 1;
  return [
    `  ${uri}:${line}`,
    ...before.slice(first, before.length - same).map((one) => `  - ${one}`),
    ...after.slice(first, after.length - same).map((one) => `  + ${one}`),
  ];
}
