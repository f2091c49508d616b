import { archyOptions } from './archy-options/index.js';
import { dataActionJson } from './data-action-json/index.js';
import { inventory } from './inventory/index.js';
import { platformSettings } from './platform-settings/index.js';
import type { ResourceFormat } from './resource.js';
import { terraform } from './terraform/index.js';

/** Every kind of file that is no flow and is read all the same, in the order they are asked. */
export const RESOURCE_FORMATS: readonly ResourceFormat[] = [
  terraform,
  inventory,
  dataActionJson,
  archyOptions,
  ...platformSettings,
];
