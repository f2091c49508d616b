import type { ResourceFormat } from '../resource.js';
import { readDataActions } from './read.js';

const OBJECT = /^\uFEFF?\s*[{[]/;
const CONTRACT = /"contract"\s*:\s*\{/;
const CONFIG = /"config"\s*:\s*\{/;
const SECURE = /"secure"\s*:/;
const INTEGRATION = /"integrationId"\s*:/;
const CATEGORY = /"category"\s*:/;

/** Data actions as the platform exports them, one in a file, or as its API lists them. */
export const dataActionJson: ResourceFormat = {
  id: 'data-action',
  label: 'Genesys Cloud data action (JSON)',
  recognises: (_uri, text) =>
    OBJECT.test(text.slice(0, 1_000)) &&
    ((CONTRACT.test(text) && CONFIG.test(text)) || (SECURE.test(text) && INTEGRATION.test(text) && CATEGORY.test(text)))
      ? 'yes'
      : 'no',
  read: readDataActions,
};
