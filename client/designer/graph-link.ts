import type { FindingView, PathView, PlaceView } from '../../server/core/ide/graph-view/graph-view.js';
import { GRAPH_VIEW, GRAPH_VIEW_CHANGED, type GraphViewAnswer } from '../../server/lsp/protocol.js';
import { pageHost } from '../../webview/host.js';
import type { FromView, GraphSettings, ThemeKind, ToView } from '../../webview/messages.js';
import { mount } from '../../webview/mount.js';
import type { Running } from './bridge/language-server.js';
import type { Rpc } from './rpc.js';

/** What the graph may ask of the page. */
export interface GraphNeeds {
  reveal(place: PlaceView, takesFocus: boolean): void;
  applyFix(finding: FindingView, fix: number): void;
  suppress(finding: FindingView): void;
  explain(rule: string): void;
  openFile(uri: string): void;
  /** A flow is wanted that is not among the files, or any flow. */
  missing(flow: string | undefined): void;
  examples(): void;
  saveExport(name: string, content: string | Uint8Array): void;
  lit(fingerprint: string | undefined, step: number): void;
  remember(state: unknown): void;
  drawn(answer: GraphViewAnswer): void;
}

type Lasting = Extract<ToView, { readonly type: 'settings' | 'theme' | 'restore' }>;

/** The conversation between the graph and the page. */
export class GraphLink {
  readonly host = pageHost((message) => this.#take(message));
  readonly #needs: GraphNeeds;
  #rpc: Rpc | undefined;
  #findings = new Map<string, FindingView>();
  #isAsking = false;
  #isOutdated = false;
  #wasMounted = false;
  /** What a graph has to be told that is drawn again, by the type of the message. */
  readonly #lasting = new Map<Lasting['type'], Lasting>();

  constructor(needs: GraphNeeds) {
    this.#needs = needs;
    // The findings stand in a list of their own, and the text beside the graph takes the room of the filters.
    this.#settle({ canEdit: true, showsFilters: false });
  }

  start({ rpc, name }: Running): void {
    this.#rpc = rpc;
    this.#settle({ madeWith: name });
    rpc.on(GRAPH_VIEW_CHANGED, () => this.refresh());
    this.refresh();
  }

  /** Asks for the view; a change that comes meanwhile is asked for afterwards. */
  refresh(): void {
    this.#isOutdated = true;
    if (!this.#isAsking) void this.#ask();
  }

  /** Draws the graph into one place of the page, and its lists into another; returns how to end it. */
  mount(place: HTMLElement, lists: HTMLElement): () => void {
    // The first graph gets all that was said before it was there; a later one knows nothing of what the first was told.
    if (this.#wasMounted) {
      for (const message of this.#lasting.values()) this.host.post(message);
      // What was drawn before may be closed by now.
      this.refresh();
    }
    this.#wasMounted = true;
    return mount(place, this.host, { lists }).unmount;
  }

  theme(kind: ThemeKind): void {
    this.#tell({ type: 'theme', kind });
  }

  restore(state: unknown): void {
    if (state !== undefined) this.#tell({ type: 'restore', state });
  }

  #settle(settings: Partial<GraphSettings>): void {
    const before = this.#lasting.get('settings');
    this.host.post({ type: 'settings', settings });
    this.#lasting.set('settings', {
      type: 'settings',
      settings: { ...(before?.type === 'settings' ? before.settings : {}), ...settings },
    });
  }

  #tell(message: Lasting): void {
    this.#lasting.set(message.type, message);
    this.host.post(message);
  }

  /** Says how many files there are to read, until there is something to draw. */
  announce(files: number): void {
    this.host.post({ type: 'progress', done: 0, total: files });
  }

  /** Offers what the drawing can be exported as. */
  offerExport(): void {
    this.host.post({ type: 'export' });
  }

  cursor(uri: string, offset: number): void {
    this.host.post({ type: 'cursor', uri, offset });
  }

  light(fingerprint: string): void {
    this.host.post({ type: 'light', fingerprint });
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#isOutdated && this.#rpc) {
        this.#isOutdated = false;
        const answer = await this.#rpc.request<GraphViewAnswer>(GRAPH_VIEW, {});
        this.#findings = new Map(answer.view.findings.map((finding) => [finding.fingerprint, finding]));
        this.#needs.drawn(answer);
        this.#settle({ content: answer.content });
        this.host.post({ type: 'view', version: answer.version, view: answer.view });
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #take(message: FromView): void {
    const needs = this.#needs;
    switch (message.type) {
      case 'reveal':
        needs.reveal(message.place, !message.keepsFocus);
        break;
      case 'applyFix':
        this.#withFinding(message.fingerprint, (finding) => needs.applyFix(finding, message.fix));
        break;
      case 'suppress':
        this.#withFinding(message.fingerprint, (finding) => needs.suppress(finding));
        break;
      case 'explainRule':
        needs.explain(message.rule);
        break;
      case 'saveExport':
        needs.saveExport(message.name, message.content);
        break;
      case 'openFile':
        needs.openFile(message.uri);
        break;
      case 'lit':
        needs.lit(message.fingerprint, message.step ?? 0);
        break;
      case 'stateChanged':
        this.#lasting.set('restore', { type: 'restore', state: message.state });
        needs.remember(message.state);
        break;
      case 'openFlow':
        needs.missing(message.name);
        break;
      case 'openExamples':
        needs.examples();
        break;
      case 'ready':
        break;
    }
  }

  #withFinding(fingerprint: string, act: (finding: FindingView) => void): void {
    const finding = this.#findings.get(fingerprint);
    if (finding) act(finding);
  }
}

/** The path of a finding, in a view that holds it. */
export function pathOf(
  view: { readonly findings: readonly FindingView[]; readonly paths: readonly PathView[] },
  fingerprint: string,
): PathView | undefined {
  const finding = view.findings.find((one) => one.fingerprint === fingerprint);
  return finding?.path === undefined ? undefined : view.paths[finding.path];
}
