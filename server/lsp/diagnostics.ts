import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics, diagnosticsOf } from '../core/ide/diagnostics.js';
import { placeOf } from './guard.js';
import { Positions } from './positions.js';
import type { Session } from './session.js';
import { toDiagnostic } from './to-lsp.js';
import { afterNextMessage } from './turn.js';

/**
 * In files with more lines, edits that come faster than they can be analysed wait: as long as the last analysis took,
 * but not longer than this. A single edit never waits.
 */
const LARGE_LINES = 5_000;
const LONGEST_WAIT_MS = 150;

/** The diagnostics of one file, as they were last made. */
interface Report {
  readonly items: readonly Diagnostic[];
  /** The same as text: equal texts mean that nothing has to be sent. */
  readonly text: string;
  readonly resultId: string;
}

const NOTHING = '[]';

/**
 * Makes the diagnostics of every file, and sends those that have changed. A burst of edits that is already queued is
 * analysed once, in its latest text.
 */
export class Diagnostics {
  readonly #session: Session;
  readonly #reports = new Map<string, Report>();
  readonly #edited = new Set<string>();
  #changes = 0;
  #isPlanned = false;
  #lastMs = 0;
  #lastEdit = Number.NEGATIVE_INFINITY;
  #resultIds = 0;
  /** False: the client asks for them. */
  isPush = true;
  /** Called when files have other diagnostics than before although nobody edited them. */
  onOthersChanged: () => void = () => {};

  constructor(session: Session) {
    this.#session = session;
  }

  /** An opened document has changed: its diagnostics are sent for this version, changed or not. */
  edited(uri: string): void {
    this.#edited.add(uri);
    this.#plan(this.#waitFor(uri));
  }

  /** Files, settings or folders have changed. */
  refresh(): void {
    this.#plan(0);
  }

  /** The diagnostics of one file, for a client that asks. */
  report(uri: string): { readonly items: readonly Diagnostic[]; readonly resultId: string } {
    const spelled = this.#session.uris.spelled(uri);
    return this.#update(spelled);
  }

  /** Every file that has something to say, or had. */
  get files(): readonly string[] {
    const { settings } = this.#session;
    const configs = settings.configFiles().map(({ uri }) => uri);
    return [...new Set([...this.#session.files, ...configs, ...this.#reports.keys()])];
  }

  #waitFor(uri: string): number {
    const now = performance.now();
    const isFast = now - this.#lastEdit < this.#lastMs;
    this.#lastEdit = now;
    const lines = this.#session.documents.get(uri)?.lineCount ?? 0;
    return isFast && lines > LARGE_LINES ? Math.min(this.#lastMs, LONGEST_WAIT_MS) : 0;
  }

  #plan(waitMs: number): void {
    this.#changes++;
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    if (waitMs > 0) setTimeout(() => this.#settle(), waitMs);
    else this.#settle();
  }

  /** Runs as soon as no further change is queued. */
  #settle(): void {
    const seen = this.#changes;
    afterNextMessage(() => {
      if (seen !== this.#changes) this.#settle();
      else this.#guardedRun();
    });
  }

  /** Nobody asked, so nobody would hear of a defect; the next edit tries again. */
  #guardedRun(): void {
    try {
      this.#run();
    } catch (error) {
      this.#session.watch.log(`[diagnostics] ${placeOf(error)}`);
    }
  }

  #run(): void {
    this.#isPlanned = false;
    const start = performance.now();
    this.#session.findings();
    this.#lastMs = performance.now() - start;
    const edited = new Set(this.#edited);
    this.#edited.clear();
    let haveOthersChanged = false;
    for (const uri of new Set([...this.files, ...edited])) {
      const before = this.#reports.get(uri)?.text ?? NOTHING;
      const { items, text } = this.#update(uri);
      const hasChanged = text !== before;
      if (hasChanged && !edited.has(uri)) haveOthersChanged = true;
      if (this.isPush && (hasChanged || edited.has(uri))) this.#send(uri, items);
    }
    if (haveOthersChanged) this.onOthersChanged();
  }

  #send(uri: string, items: readonly Diagnostic[]): void {
    const version = this.#session.version(uri);
    const params = { uri, diagnostics: [...items], ...(version === null ? {} : { version }) };
    void this.#session.connection.sendDiagnostics(params);
  }

  #update(uri: string): Report {
    const items = this.#itemsFor(uri);
    const text = items.length === 0 ? NOTHING : JSON.stringify(items);
    const known = this.#reports.get(uri);
    if (known?.text === text) return known;
    const report = { items, text, resultId: String(++this.#resultIds) };
    // A file without diagnostics is only remembered while somebody may still hold an older answer.
    this.#reports.set(uri, report);
    return report;
  }

  #itemsFor(uri: string): Diagnostic[] {
    const config = this.#session.settings.configFiles().find((file) => file.uri === uri);
    if (config) return configDiagnostics(config, this.#session);
    const asked = this.#session.asked(uri);
    if (!asked && !this.#session.positions(uri)) return this.#unread(uri);
    // A finding may stand in a file that holds no flow, and even in one that others only refer to.
    const found = asked ? diagnostics(asked.context) : diagnosticsOf(this.#session.findingsOf(uri));
    if (!asked && found.length === 0) return this.#unread(uri);
    return found.map((one) => toDiagnostic(this.#session, uri, one));
  }

  /** "Not understood" must not look like "nothing found". */
  #unread(uri: string): Diagnostic[] {
    const file = this.#session.snapshot().analysis.files.find((one) => one.uri === uri);
    if (file?.status !== 'failed') return [];
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return [
      {
        range,
        severity: 2,
        source: 'keytrace',
        code: 'unreadable-file',
        message: `This flow could not be read: ${file.reason}`,
      },
    ];
  }
}

function configDiagnostics(
  { text, problems }: ReturnType<Session['settings']['configFiles']>[number],
  session: Session,
): Diagnostic[] {
  const positions = new Positions(text, session.encoding);
  return problems.map(({ span, message }) => ({
    range: positions.range(span),
    severity: 2,
    source: 'keytrace',
    code: 'configuration',
    message,
  }));
}
