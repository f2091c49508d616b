import { type CompletionItem, complete, resolveCompletion } from '../../../server/core/ide/completion/complete.js';
import type { IdeContext } from '../../../server/core/ide/context.js';
import type { Marks } from '../../support/ide-cases.js';

/** Without a number this many items are shown. */
const SHOWN = 8;

/** `complete` shows the first items, `complete 20` more of them, `complete playAudio` one of them in full. */
export function render(context: IdeContext, { offset }: Marks, argument: string): string {
  const { items } = complete(context, offset);
  if (argument !== '' && !/^\d+$/.test(argument)) {
    const found = items.find(({ label }) => label === argument);
    return found ? renderOne(context, found) : `no item ${argument}`;
  }
  const shown = items.slice(0, argument === '' ? SHOWN : Number(argument));
  const more = items.length - shown.length;
  const [first] = shown;
  if (!first) return 'nothing';
  return [
    ...shown.map(({ label, kind, detail }) => `${label} (${kind})${detail === '' ? '' : ` ${detail}`}`),
    ...(more > 0 ? [`... ${more} more`] : []),
    ...renderInsert(context, first),
  ].join('\n');
}

function renderOne(context: IdeContext, item: CompletionItem): string {
  const { label, kind, detail, documentation = '' } = resolveCompletion(item);
  const lines = [`${label} (${kind})${detail === '' ? '' : ` ${detail}`}`, ...renderInsert(context, item)];
  return [...lines, ...(documentation === '' ? [] : ['docs:', documentation])].join('\n');
}

/** A dot shows a space at the begin of a line, so that editors do not eat it. */
function renderInsert({ file }: IdeContext, { replace, insertText }: CompletionItem): string[] {
  const replaced = JSON.stringify(file.text.slice(replace.start, replace.end));
  const text = insertText.replace(/^ +/gm, (spaces) => '.'.repeat(spaces.length));
  return [`replaces ${replaced} with`, ...text.split('\n').map((line) => `  ${line}`)];
}
