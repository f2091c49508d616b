// What the extension has to do in every browser.
import { FULL_PAGE } from './full-page.mjs';
import { GENESYS } from './genesys.mjs';
import { GITHUB } from './github.mjs';

export const CASES = [...FULL_PAGE, ...GITHUB, ...GENESYS];
