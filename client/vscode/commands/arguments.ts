import * as vscode from 'vscode';
import type { FoundFinding, Place } from '../../findings.js';

/** The finding behind a node of the tree; undefined for whatever else a command was called with. */
export function findingOf(given: unknown): FoundFinding | undefined {
  if (typeof given !== 'object' || given === null || !('finding' in given)) return undefined;
  // Only nodes of our own tree have it.
  return given.finding as FoundFinding;
}

/** A place as the server sent it. */
export function placeOf(given: unknown): Place | undefined {
  if (typeof given !== 'object' || given === null || !('uri' in given && 'range' in given)) return undefined;
  return typeof given.uri === 'string' ? (given as Place) : undefined;
}

export function placesOf(given: unknown): Place[] {
  return Array.isArray(given) ? given.flatMap((one) => placeOf(one) ?? []) : [];
}

/** A file from a menu, a link or another extension; else the one in front. */
export function fileOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given === 'string') return vscode.Uri.parse(given);
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const input: unknown = activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isFile ? input.uri : vscode.window.activeTextEditor?.document.uri;
}
