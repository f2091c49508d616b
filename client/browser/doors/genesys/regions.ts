import table from './regions.json' with { type: 'json' };

/** One region of the platform, with the addresses of its services; none ends with a slash. */
export interface Region {
  /** What it is known by here, and to people: 'mypurecloud.de'. */
  readonly domain: string;
  /** Where people work. */
  readonly web: string;
  /** The only address that ever gets a token. */
  readonly api: string;
  readonly login: string;
}

/** Every region that the vendor's SDK knows. */
export const REGIONS: readonly Region[] = table.regions.map(({ domain }) => ({
  domain,
  web: `https://apps.${domain}`,
  api: `https://api.${domain}`,
  login: `https://login.${domain}`,
}));

export function findRegion(regions: readonly Region[], domain: string | undefined): Region | undefined {
  return regions.find((region) => region.domain === domain);
}

/** As the browser wants to be asked for a host; a pattern with a port is not understood everywhere. */
export function patternOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}
