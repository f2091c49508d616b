import { findAction } from '../catalog/actions.js';
import type { Action, Container, ContainerKind, Flow, Output, Variable } from '../model/flow.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { shownName } from './shown-name.js';

export type DocumentSymbolKind = 'flow' | 'variable' | ContainerKind | 'action' | 'output';

/** One line of the outline. A child lies inside its parent; siblings stand in document order. */
export interface DocumentSymbol {
  readonly name: string;
  /** A type, an action's title, a reference id: what an outline shows greyed. */
  readonly detail: string;
  readonly kind: DocumentSymbolKind;
  readonly span: Span;
  /** The name, inside `span`. */
  readonly selection: Span;
  /** Switched off, or the platform says that nothing reaches it. */
  readonly isOff: boolean;
  readonly children: readonly DocumentSymbol[];
}

/** The flow of the file with everything that it names. */
export function documentSymbols({ file: { flow } }: IdeContext): readonly DocumentSymbol[] {
  const parts = [
    ...flow.variables.map(variableSymbol),
    ...flow.containers.map(containerSymbol),
    ...flow.actions.map(actionSymbol),
    // A way out that leads elsewhere holds nothing.
    ...flow.actions.flatMap(({ outputs }) => outputs.filter(({ to }) => to === undefined).map(outputSymbol)),
  ];
  const root = flowSymbol(flow);
  nest(root, parts);
  return [root];
}

type Draft = DocumentSymbol & { readonly children: DocumentSymbol[] };

/**
 * Puts every part into the smallest one around it. The document decides, not the model: JSON lists the actions of an
 * output beside their owner, and a YAML alias shows what is written elsewhere.
 */
function nest(root: Draft, parts: Draft[]): void {
  parts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const open: Draft[] = [root];
  let last: Draft | undefined;
  for (const part of parts) {
    if (part.span.start < root.span.start || part.span.end > root.span.end) continue;
    if (last?.kind === part.kind && last.span.start === part.span.start) continue;
    while (open.length > 1 && open.at(-1)!.span.end < part.span.end) open.pop();
    open.at(-1)!.children.push(part);
    open.push(part);
    last = part;
  }
}

function draft(
  kind: DocumentSymbolKind,
  name: string,
  detail: string,
  span: Span,
  selection: Span,
  isOff = false,
): Draft {
  const start = Math.max(span.start, Math.min(selection.start, span.end));
  const end = Math.max(start, Math.min(selection.end, span.end));
  return { name, detail, kind, span, selection: { start, end }, isOff, children: [] };
}

function flowSymbol({ name, type, span, nameSpan }: Flow): Draft {
  return draft('flow', shownName(name) || type, type, span, nameSpan);
}

function variableSymbol({ name, type, isSecure, isInput, isOutput, span, nameSpan }: Variable): Draft {
  const words = [
    type === '?' ? '' : type,
    isSecure ? 'secure' : '',
    isInput ? 'input' : '',
    isOutput ? 'output' : '',
  ].filter((word) => word !== '');
  return draft('variable', shownName(name) || 'variable', words.join(', '), span, nameSpan);
}

function containerSymbol({ kind, name, id, span, nameSpan, unreachable }: Container): Draft {
  return draft(kind, shownName(name) || kind, shownName(id), span, nameSpan, unreachable);
}

function actionSymbol({ kind, name, span, nameSpan, enabled, unreachable }: Action): Draft {
  const title = findAction(kind)?.name ?? shownName(kind);
  return draft('action', shownName(name) || title, title, span, nameSpan, !enabled || unreachable);
}

function outputSymbol({ name, kind, span, enabled }: Output): Draft {
  const selection = { start: span.start, end: span.start };
  return draft('output', shownName(name) || 'output', kind === 'fixed' ? '' : kind, span, selection, !enabled);
}
