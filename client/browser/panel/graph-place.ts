import type { PlaceView } from '../../../server/core/ide/graph-view/graph-view.js';
import { pageHost } from '../../../webview/host.js';
import type { FromView, ThemeKind } from '../../../webview/messages.js';
import { mount } from '../../../webview/mount.js';
import type { Places } from '../../../webview/parts/graph-context.js';
import type { Analysed } from './analysis.js';

/** What the graph may ask of the panel. It changes no file. */
export interface GraphNeeds {
  /** A place that is looked at; `isWanted` when somebody wants to see its text. */
  looked(place: PlaceView, isWanted: boolean): void;
  explain(rule: string): void;
  /** A flow that was not fetched. */
  missing(flow: string | undefined): void;
  save(name: string, content: string | Uint8Array): void;
}

export interface DrawnGraph {
  light(fingerprint: string): void;
  theme(kind: ThemeKind): void;
  end(): void;
}

/** Draws one state, which never changes, into an element. */
export function drawGraph(element: HTMLElement, analysed: Analysed, places: Places, needs: GraphNeeds): DrawnGraph {
  const host = pageHost((message) => take(message, needs));
  const { view, content, madeWith } = analysed;
  host.post({ type: 'settings', settings: { canEdit: false, showsFilters: false, content, madeWith } });
  host.post({ type: 'view', version: 1, view });
  const { unmount } = mount(element, host, places);
  return {
    light: (fingerprint) => host.post({ type: 'light', fingerprint }),
    theme: (kind) => host.post({ type: 'theme', kind }),
    end: unmount,
  };
}

function take(message: FromView, needs: GraphNeeds): void {
  switch (message.type) {
    case 'reveal':
      needs.looked(message.place, !message.keepsFocus);
      break;
    case 'explainRule':
      needs.explain(message.rule);
      break;
    case 'openFlow':
      needs.missing(message.name);
      break;
    case 'saveExport':
      needs.save(message.name, message.content);
      break;
    default:
      // What changes files is not offered, and nothing is kept: the next result is another one.
      break;
  }
}
