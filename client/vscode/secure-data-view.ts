import * as vscode from 'vscode';
import { COMMANDS } from '../../server/lsp/protocol.js';
import type { FoundFinding, Severity } from '../findings.js';
import {
  childrenOf,
  findPath,
  type PathNode,
  type SourceNode,
  secureDataTree,
  type TreeNode,
} from '../secure-data-tree.js';
import type { LanguageServer } from './language-server.js';
import { t } from './translate.js';

const VIEW = 'keytrace.secureData';
/** Findings of several files come one after the other. */
const PAUSE_MS = 250;

const SEVERITY_ICONS: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('info'),
};

/** The tree "Secure data": where values enter, and where each of them goes. */
export class SecureDataView implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #subscriptions: vscode.Disposable[];
  readonly #parents = new Map<TreeNode, TreeNode>();
  #roots: readonly SourceNode[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The newest answer counts, whichever order they come in. */
  #round = 0;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#view.onDidChangeVisibility(() => this.#soon()),
      server.onDidDiagnose(() => this.#soon()),
      server.onDidChangeState(() => this.#soon()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? childrenOf(node) : this.#roots)];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.kind === 'step' ? None : Collapsed);
    item.id = node.id;
    item.description = node.description;
    item.contextValue = node.kind;
    item.iconPath = iconOf(node);
    item.tooltip = node.kind === 'path' ? node.finding.message : node.label;
    item.command = { title: t('Go to'), command: 'keytrace.goToPlace', arguments: [node.place] };
    return item;
  }

  /** The sources as they are known now. */
  get roots(): readonly SourceNode[] {
    return this.#roots;
  }

  /** Shows the path of the first finding that is wanted; undefined when there is none. */
  async reveal(isWanted: (finding: FoundFinding) => boolean): Promise<PathNode | undefined> {
    await this.refresh();
    const path = findPath(this.#roots, isWanted);
    if (path) await this.#view.reveal(path, { select: true, focus: true, expand: true });
    return path;
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  async refresh(): Promise<void> {
    const round = ++this.#round;
    const { findings } = await this.#server.run<{ findings: FoundFinding[] }>(COMMANDS.check, {});
    if (round !== this.#round) return;
    this.#roots = secureDataTree(findings, t);
    this.#parents.clear();
    for (const source of this.#roots) this.#adopt(source);
    this.#changed.fire();
  }

  #adopt(node: TreeNode): void {
    for (const child of childrenOf(node)) {
      this.#parents.set(child, node);
      this.#adopt(child);
    }
  }

  #soon(): void {
    if (!this.#view.visible || this.#server.state !== 'running') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A server that stops meanwhile has said so in the log.
      this.refresh().catch(() => {});
    }, PAUSE_MS);
  }
}

function iconOf(node: TreeNode): vscode.ThemeIcon {
  if (node.kind === 'source') return new vscode.ThemeIcon('key');
  if (node.kind === 'path') return SEVERITY_ICONS[node.finding.severity];
  return node.role === 'sink' ? SEVERITY_ICONS[node.severity] : new vscode.ThemeIcon('circle-small');
}
