import type { IdeContext } from '../../../server/core/ide/context.js';
import { signatureHelp } from '../../../server/core/ide/signature-help.js';
import type { Marks } from '../../support/ide-cases.js';

/** Every way to call it, the active one with an arrow and its active parameter in brackets; then what it does. */
export function render(context: IdeContext, { offset }: Marks): string {
  const help = signatureHelp(context, offset);
  if (!help) return 'nothing';
  const { signatures, activeSignature, activeParameter } = help;
  const active = signatures[activeSignature]!;
  const parameter = active.parameters[activeParameter];
  const lines = signatures.map(({ label, parameters }, index) => {
    const span = index === activeSignature ? parameters[activeParameter]?.span : undefined;
    const shown = span
      ? `${label.slice(0, span.start)}[${label.slice(span.start, span.end)}]${label.slice(span.end)}`
      : label;
    return `${index === activeSignature ? '>' : ' '} ${shown}`;
  });
  return [...lines, ...(parameter?.documentation ? [parameter.documentation] : []), active.documentation].join('\n');
}
