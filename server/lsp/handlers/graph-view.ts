import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { GraphView } from '../../core/ide/graph-view/graph-view.js';
import { graphViewOf } from '../../core/ide/graph-view/graph-view-of.js';
import type { Finding } from '../../core/model/finding.js';
import type { Diagnostics } from '../diagnostics.js';
import { guard } from '../guard.js';
import { GRAPH_VIEW, GRAPH_VIEW_CHANGED, type GraphViewAnswer } from '../protocol.js';
import type { Session } from '../session.js';
import { letMessagesThrough } from '../turn.js';

/** A pause in typing that is worth a new drawing. */
const IDLE_MS = 120;

const NO_VIEW: GraphView = { flows: [], links: [], paths: [], findings: [], stops: [], unread: [] };

interface Drawn {
  /** One and the same list as long as neither a file nor a setting has changed. */
  readonly from: readonly Finding[];
  readonly view: GraphView;
  readonly content: Promise<string>;
  readonly version: number;
}

/** Draws the workspace, and says when the drawing is out of date. */
export function onGraphView(session: Session, diagnostics: Diagnostics): void {
  let drawn: Drawn | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = async (): Promise<GraphViewAnswer> => {
    const from = session.findings();
    if (drawn?.from !== from) {
      const version = (drawn?.version ?? 0) + 1;
      drawn = { from, view: viewOf(session, from), content: contentOf(session), version };
    }
    const { version, view, content } = drawn;
    return { version, documents: versionsOf(session), view, content: await content };
  };
  diagnostics.onConcluded = () => {
    if (!drawn || drawn.from === session.findings()) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A client that has gone needs no news.
      session.connection.sendNotification(GRAPH_VIEW_CHANGED).catch(() => {});
    }, IDLE_MS);
  };
  const nothing: GraphViewAnswer = { version: 0, documents: [], content: '', view: NO_VIEW };
  session.connection.onRequest(GRAPH_VIEW, async (_params: unknown, token: CancellationToken) => {
    // Edits and cancellations that wait already make this answer useless.
    await letMessagesThrough();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'graph view cancelled');
    return guard(session.watch, 'graph view', nothing, draw)(undefined, token);
  });
}

function viewOf(session: Session, findings: readonly Finding[]): GraphView {
  const workspace = session.snapshot();
  return graphViewOf({ workspace, findings, files: workspace.analysis.files });
}

/** Tells two states of the flows apart, and shows that two drawings are of the same one. */
async function contentOf(session: Session): Promise<string> {
  const texts = session.snapshot().flows.map(({ text }) => text);
  // Pages that did not come over a safe connection have no digests; a drawing is worth more than its number.
  if (!globalThis.crypto?.subtle) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(texts.join('')));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function versionsOf({ documents }: Session): GraphViewAnswer['documents'] {
  return documents.all().map(({ uri, version }) => ({ uri, version }));
}
