import { hover } from '../../core/ide/hover.js';
import { resourceHover } from '../../core/ide/resource-features.js';
import { placeOf, resourcePlaceOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toMarkup } from '../to-lsp.js';

export function onHover(session: Session): void {
  session.connection.onHover(
    guard(session.watch, 'hover', null, (params) => {
      const asked = placeOf(session, params);
      const other = asked ? undefined : resourcePlaceOf(session, params);
      const found = asked ? hover(asked.context, asked.offset) : other && resourceHover(other.context, other.offset);
      const positions = (asked ?? other)?.positions;
      if (!positions || !found) return null;
      return { range: positions.range(found.span), contents: toMarkup(session, found.markdown) };
    }),
  );
}
