import { MarkupKind } from 'vscode-languageserver';
import { type Signature, signatureHelp } from '../../core/ide/signature-help.js';
import { placeOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

export const SIGNATURE_TRIGGERS = ['(', ','];

export function onSignatureHelp(session: Session): void {
  session.connection.onSignatureHelp(
    guard(session.watch, 'signature help', null, (params) => {
      const asked = placeOf(session, params);
      const help = asked && signatureHelp(asked.context, asked.offset);
      if (!help) return null;
      const { activeSignature, activeParameter } = help;
      const signatures = help.signatures.map((signature) => toSignature(signature, session));
      // Behind the last parameter none is active: an index out of range says so.
      const parameters = signatures[activeSignature]?.parameters.length ?? 0;
      return { signatures, activeSignature, activeParameter: activeParameter < 0 ? parameters : activeParameter };
    }),
  );
}

function toSignature({ label, documentation, parameters }: Signature, { client }: Session) {
  const knowsOffsets =
    client.textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true;
  return {
    label,
    documentation: { kind: MarkupKind.Markdown, value: documentation },
    parameters: parameters.map(({ span, documentation: text }) => ({
      label: knowsOffsets ? ([span.start, span.end] as [number, number]) : label.slice(span.start, span.end),
      documentation: text,
    })),
  };
}
