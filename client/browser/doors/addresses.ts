import { REGIONS, type Region } from './genesys/regions.js';

// Where the services live. A build for tests puts a module with the addresses of stubs in the place of this one.

export const GITHUB = {
  web: 'https://github.com',
  api: 'https://api.github.com',
  raw: 'https://raw.githubusercontent.com',
};

export const GENESYS: readonly Region[] = REGIONS;
