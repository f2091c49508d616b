// What the extension has to do in every browser.
import { BRINGING_IN } from './bringing-in.mjs';
import { FOLDERS } from './folders.mjs';
import { FULL_PAGE } from './full-page.mjs';
import { GENESYS } from './genesys.mjs';
import { GITHUB } from './github.mjs';
import { LOOKS } from './looks.mjs';

export const CASES = [...FULL_PAGE, ...LOOKS, ...BRINGING_IN, ...FOLDERS, ...GITHUB, ...GENESYS];
