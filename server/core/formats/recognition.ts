import { FORMATS } from './registry.js';
import { RESOURCE_FORMATS } from './resource-registry.js';

/** Contracts are small; a larger file that only might be one is not worth to be kept. */
const LARGEST_CONTRACT = 100_000;
const SCHEMA = /"properties"\s{0,20}:\s{0,20}\{/;

/** For people; undefined when the text holds no flow. */
export function flowLabel(uri: string, text: string): string | undefined {
  return FORMATS.find(({ recognises }) => recognises(uri, text) === 'yes')?.label;
}

/** Whether a file is worth reading: it holds a flow, says something about what flows use, or may be referred to. */
export function isWorthReading(uri: string, text: string): boolean {
  return (
    flowLabel(uri, text) !== undefined ||
    RESOURCE_FORMATS.some(({ recognises }) => recognises(uri, text) === 'yes') ||
    (/\.json$/i.test(uri) && text.length <= LARGEST_CONTRACT && SCHEMA.test(text))
  );
}

/** Whether a file tells that its folder is about flows; any Terraform does not. */
export function concernsFlows(uri: string, text: string): boolean {
  if (flowLabel(uri, text) !== undefined) return true;
  const format = RESOURCE_FORMATS.find(({ recognises }) => recognises(uri, text) === 'yes');
  return format !== undefined && (format.id !== 'terraform' || text.includes('genesyscloud_'));
}
