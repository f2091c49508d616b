import * as vscode from 'vscode';
import { toEditor } from '../addresses.js';
import { toLocation } from '../places.js';
import { placesOf } from './arguments.js';
import type { Command } from './command.js';

/** `(uri, position, places)`: shows the places in a peek window at the position. */
export const showPlaces: Command = {
  id: 'keytrace.showPlaces',
  async run(_parts, uri, at, given) {
    const places = placesOf(given);
    if (typeof uri !== 'string' || places.length === 0) return;
    const { line, character } = at as vscode.Position; // the server sends it with the two numbers
    const locations = places.map(toLocation);
    const position = new vscode.Position(line, character);
    await vscode.commands.executeCommand('editor.action.showReferences', toEditor(uri), position, locations);
  },
};
