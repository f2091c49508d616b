import { codeLenses } from '../../../server/core/ide/code-lens.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context) =>
  codeLenses(context)
    .flatMap(({ span, title, command }) => {
      const line = `${renderPlace(context, context.file.uri, span)}: ${title}`;
      if (!command) return [line];
      const [uri, at, places] = command.arguments;
      const isOwn = uri === context.file.uri && at.start === span.start;
      return [
        `${line} [${command.name}${isOwn ? '' : ' ELSEWHERE'}]`,
        ...places.map((place) => `  ${renderPlace(context, place.uri, place.span)}`),
      ];
    })
    .join('\n') || 'nothing';
