import type { IdeContext } from '../../../server/core/ide/context.js';
import { type Diagnostic, diagnostics, diagnosticsOf } from '../../../server/core/ide/diagnostics.js';
import { type Render, type RenderResource, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context) => renderAll(context, diagnostics(context));

export const renderResource: RenderResource = (context) =>
  renderAll(context, diagnosticsOf(context.findings.filter(({ uri }) => uri === context.file.uri)));

function renderAll(
  context: Pick<IdeContext, 'workspace'> & { readonly file: { readonly uri: string } },
  found: readonly Diagnostic[],
): string {
  return found
    .flatMap(({ span, severity, code, message, helpPath, tags, related }) => [
      renderPlace(context, context.file.uri, span),
      `  ${severity} ${code}${tags.map((tag) => ` (${tag})`).join('')}: ${message}`,
      `  ${helpPath}`,
      ...related.map((step) => `  - ${renderPlace(context, step.uri, step.span)}: ${step.message}`),
    ])
    .join('\n');
}
