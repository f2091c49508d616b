import * as vscode from 'vscode';
import { COMMANDS } from '../../server/lsp/protocol.js';
import { explanation, type RuleFacts } from '../explanation.js';
import type { LanguageServer } from './language-server.js';
import { t } from './translate.js';

/** Pages about rules: the server knows them, so they are there without a network and in every host. */
export const RULE_SCHEME = 'keytrace-rule';

/** As the server's links have it. */
const PAGE = /([a-z0-9-]+)\.md$/;

export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: RULE_SCHEME, path: `/docs/rules/${rule}.md` });
}

export function provideRulePages(server: LanguageServer): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, {
    async provideTextDocumentContent({ path }) {
      const rule = PAGE.exec(path)?.[1] ?? '';
      return explanation(await server.run<RuleFacts>(COMMANDS.explain, { rule }), t);
    },
  });
}
