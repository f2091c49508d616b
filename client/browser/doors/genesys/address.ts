import type { WebPlace } from '../door.js';
import { patternOf, type Region } from './regions.js';

/** What an address of the flow editor tells. */
export interface FlowAddress {
  readonly region: Region;
  /** A GUID, in small letters. */
  readonly flow: string;
  /** '4.0'; undefined for the latest. */
  readonly version: string | undefined;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const VERSION = /^\d{1,9}\.\d{1,9}$/;
/** An address of the editor has some ten parts. */
const LIMIT = 50;

/**
 * The flow that a page of the editor shows. Its address is
 * `https://apps.<domain>/architect/#/<type>/flows/<id>/latest/...`; the same route also stands behind `/directory/#/`,
 * where the editor is shown inside of the other pages, and links that people write put the type behind `flows`.
 */
export function flowAddress(regions: readonly Region[], address: URL): FlowAddress | undefined {
  const region = regions.find(({ web }) => web === address.origin);
  if (!region) return undefined;
  const route = [...partsOf(address.pathname), ...partsOf(address.hash.replace(/^#!?/, ''))].map(decoded);
  const editor = route.indexOf('architect');
  const flows = route.indexOf('flows', editor + 1);
  if (editor < 0 || flows < 0) return undefined;
  const at = [flows + 1, flows + 2].find((index) => GUID.test(route[index] ?? ''));
  if (at === undefined) return undefined;
  const version = route.slice(at + 1, at + 3).find((part) => VERSION.test(part));
  return { region, flow: route[at]!.toLowerCase(), version };
}

/** The place behind an address of the editor. */
export function flowPlace({ region, flow, version }: FlowAddress): WebPlace {
  return {
    door: 'genesys',
    kind: 'flow',
    title: `Architect flow in ${region.domain}`,
    key: `genesys ${region.domain} ${flow} ${version ?? 'latest'}`,
    origins: [patternOf(region.api)],
    detail: { region: region.domain, flow, ...(version === undefined ? {} : { version }) },
  };
}

/** What a place says, checked: it has crossed from another script. */
export function placeAddress(regions: readonly Region[], { detail }: WebPlace): FlowAddress | undefined {
  const { region: domain, flow = '', version } = detail;
  const region = regions.find((one) => one.domain === domain);
  if (!region || !GUID.test(flow) || (version !== undefined && !VERSION.test(version))) return undefined;
  return { region, flow: flow.toLowerCase(), version };
}

/** Without the query of a route, which says nothing about what is shown. */
function partsOf(path: string): readonly string[] {
  const [route = ''] = path.split('?', 1);
  return route.split('/', LIMIT).filter((part) => part !== '');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
