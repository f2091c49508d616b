import type { IdeContext } from '../../../server/core/ide/context.js';
import { diagnostics } from '../../../server/core/ide/diagnostics.js';
import { renderPlace } from '../../support/ide-cases.js';

export function render(context: IdeContext): string {
  return diagnostics(context)
    .flatMap(({ span, severity, code, message, helpPath, tags, related }) => [
      renderPlace(context, context.file.uri, span),
      `  ${severity} ${code}${tags.map((tag) => ` (${tag})`).join('')}: ${message}`,
      `  ${helpPath}`,
      ...related.map((step) => `  - ${renderPlace(context, step.uri, step.span)}: ${step.message}`),
    ])
    .join('\n');
}
