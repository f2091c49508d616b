import * as vscode from 'vscode';
import { statusOf } from '../status.js';
import { ownDiagnostics, ruleOf, severityOf } from './diagnostics.js';
import type { FlowWatch, OpenFlow } from './flow-watch.js';
import type { LanguageServer } from './language-server.js';
import { t } from './translate.js';

const SEVERITIES = {
  none: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;

/** Says that the file in front is read as a flow, and what is known about it. Not there for other files. */
export class StatusItem implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #flows: FlowWatch;
  readonly #subscriptions: vscode.Disposable[];
  #item: vscode.LanguageStatusItem | undefined;

  constructor(server: LanguageServer, flows: FlowWatch) {
    this.#server = server;
    this.#flows = flows;
    this.#subscriptions = [
      flows.onDidChangeActive(() => this.#follow()),
      server.onDidChangeState(() => this.#show()),
      server.onDidDiagnose(() => this.#show()),
    ];
  }

  dispose(): void {
    this.#item?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #follow(): void {
    this.#item?.dispose();
    this.#item = undefined;
    const flow = this.#flows.active;
    if (!flow) return;
    const { uri, languageId } = flow.document;
    this.#item = vscode.languages.createLanguageStatusItem('keytrace.status', {
      scheme: uri.scheme,
      language: languageId,
    });
    this.#item.name = 'Keytrace';
    this.#show();
  }

  #show(): void {
    const flow = this.#flows.active;
    if (!this.#item || !flow) return;
    const { text, detail, severity, isBusy } = statusOf(this.#stateOf(flow), t);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = SEVERITIES[severity];
    this.#item.busy = isBusy;
    this.#item.command =
      this.#server.state === 'stopped'
        ? { title: t('Restart'), command: 'keytrace.restartServer' }
        : { title: t('Open the flow graph'), command: 'keytrace.openGraph' };
  }

  #stateOf({ document, format }: OpenFlow) {
    const { state } = this.#server;
    const problems = ownDiagnostics(document.uri).map((one) => ({ severity: severityOf(one), rule: ruleOf(one) }));
    return { format, server: state === 'idle' ? ('starting' as const) : state, problems };
  }
}
