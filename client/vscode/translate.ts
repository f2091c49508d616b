import { l10n } from 'vscode';
import type { Translate } from '../words.js';

/** In the language of the editor. */
export const t: Translate = (sentence, ...filled) => l10n.t(sentence, ...filled);
