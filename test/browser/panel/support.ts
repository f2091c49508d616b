import type { Fetched, WebPlace } from '../../../client/browser/doors/door.js';
import type { Analysed } from '../../../client/browser/panel/analysis.js';
import type { FindingView, GraphView } from '../../../server/core/ide/graph-view/graph-view.js';

export const EMPTY: GraphView = { flows: [], links: [], paths: [], findings: [], stops: [], unread: [] };
export const FETCHED: Fetched = { title: 'card.yaml', files: [], before: undefined, left: [] };

export function placeNamed(title: string, kind: WebPlace['kind'] = 'file'): WebPlace {
  const origins = ['https://api.github.com/*', 'https://raw.githubusercontent.com/*'];
  return { door: 'github', kind, title, key: `key of ${title}`, origins, detail: {} };
}

export function analysed(view: Partial<GraphView> = {}): Analysed {
  return { view: { ...EMPTY, ...view }, content: '', madeWith: 'Keytrace', pages: new Map() };
}

export function finding(fingerprint: string, more: Partial<FindingView> = {}): FindingView {
  return {
    rule: 'secure-value-in-log',
    severity: 'error',
    confidence: 'high',
    message: 'A card number is logged',
    title: 'Card number is logged',
    place: { uri: 'keytrace:/fetched/card.yaml', start: 0, end: 1, line: 7 },
    labels: ['card number'],
    fingerprint,
    fixes: [],
    isSuppressed: false,
    why: 'why',
    instead: 'instead',
    ...more,
  };
}
