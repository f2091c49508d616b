import { describe, expect, test } from 'vitest';
import { flowAddress, flowPlace, placeAddress } from '../../../client/browser/doors/genesys/address.js';
import { genesysDoor } from '../../../client/browser/doors/genesys/genesys.js';
import { patternOf, REGIONS } from '../../../client/browser/doors/genesys/regions.js';

const ID = 'a1b2c3d4-0000-4000-8000-0000000000ff';

function told(address: string): string | undefined {
  const found = flowAddress(REGIONS, new URL(address));
  return found && [found.region.domain, found.flow, found.version ?? 'latest'].join(' ');
}

describe('an address of the editor', () => {
  test.each<[string, string]>([
    [`https://apps.mypurecloud.com/architect/#/inboundcall/flows/${ID}/latest`, `mypurecloud.com ${ID} latest`],
    [`https://apps.mypurecloud.de/architect/#/securecall/flows/${ID}/latest/menu/12`, `mypurecloud.de ${ID} latest`],
    [`https://apps.usw2.pure.cloud/architect/#/bot/flows/${ID}`, `usw2.pure.cloud ${ID} latest`],
    [`https://apps.usw2.pure.cloud/architect/#/flows/inboundCall/${ID}`, `usw2.pure.cloud ${ID} latest`],
    [`https://apps.usw2.pure.cloud/architect/#/flows/${ID}/edit`, `usw2.pure.cloud ${ID} latest`],
    [`https://apps.mypurecloud.ie/architect/#/call/flows/${ID.toUpperCase()}/4.0`, `mypurecloud.ie ${ID} 4.0`],
    [`https://apps.mypurecloud.ie/architect/#/call/flows/${ID}/versions/12.0/task/1`, `mypurecloud.ie ${ID} 12.0`],
    [`https://apps.mypurecloud.ie/architect/?lang=de#/call/flows/${ID}/latest?tab=1`, `mypurecloud.ie ${ID} latest`],
    [`https://apps.mypurecloud.ie/directory/#/admin/architect/call/flows/${ID}/latest`, `mypurecloud.ie ${ID} latest`],
    [`https://apps.edee1.eusc-pure.cloud/architect/#/x/flows/${ID}`, `edee1.eusc-pure.cloud ${ID} latest`],
  ])('%s', (address, expected) => {
    expect(told(address)).toBe(expected);
  });

  test.each([
    `https://apps.mypurecloud.com/architect/#/call/userprompts`,
    `https://apps.mypurecloud.com/architect/#/inboundcall/flows`,
    `https://apps.mypurecloud.com/architect/#/inboundcall/flows/new/latest`,
    `https://apps.mypurecloud.com/architect/#/call/userprompts/${ID}`,
    `https://apps.mypurecloud.com/directory/#/admin/routing/ivrs/${ID}`,
    `https://apps.mypurecloud.com/flows/architect/${ID}`,
    `https://apps.mypurecloud.com/`,
    `http://apps.mypurecloud.com/architect/#/inboundcall/flows/${ID}/latest`,
    `https://apps.mypurecloud.com:8443/architect/#/inboundcall/flows/${ID}/latest`,
    `https://api.mypurecloud.com/architect/#/inboundcall/flows/${ID}/latest`,
    `https://apps.mypurecloud.com.example.com/architect/#/inboundcall/flows/${ID}/latest`,
    `https://example.com/apps.mypurecloud.com/architect/#/inboundcall/flows/${ID}/latest`,
    `https://apps.mypurecloud.com/architect/#/inboundcall/flows/${ID}0/latest`,
    `https://apps.mypurecloud.com/architect/#/inboundcall/flows/..%2F..%2F${ID}/latest`,
    `https://apps.mypurecloud.com/architect/#/${'a/'.repeat(100_000)}flows/${ID}`,
    `https://apps.mypurecloud.com/architect/#/%E0%A4%A/flows/%`,
  ])('none: %.120s', (address) => {
    expect(told(address)).toBeUndefined();
  });
});

describe('a place', () => {
  const place = flowPlace(
    flowAddress(REGIONS, new URL(`https://apps.mypurecloud.de/architect/#/x/flows/${ID}/latest`))!,
  );

  test('needs the permission for one host, and is the same wherever in the flow somebody is', () => {
    expect(place.origins).toEqual(['https://api.mypurecloud.de/*']);
    const other = new URL(`https://apps.mypurecloud.de/architect/#/x/flows/${ID.toUpperCase()}/latest/task/3`);
    expect(genesysDoor(REGIONS, nobody).recognise(other)).toEqual(place);
  });

  test('is checked when it comes back', () => {
    const detail = (more: Record<string, string>) =>
      placeAddress(REGIONS, { ...place, detail: { ...place.detail, ...more } });
    expect(detail({})).toMatchObject({ flow: ID, region: { api: 'https://api.mypurecloud.de' } });
    expect(detail({ flow: '../oauth' })).toBeUndefined();
    expect(detail({ region: 'example.com' })).toBeUndefined();
    expect(detail({ region: '__proto__' })).toBeUndefined();
    expect(detail({ version: '1.0/../2' })).toBeUndefined();
    expect(placeAddress(REGIONS, { ...place, detail: {} })).toBeUndefined();
  });
});

test('every region has hosts of its own, all of them encrypted', () => {
  const hosts = REGIONS.flatMap(({ api, login, web }) => [api, login, web]);
  expect(hosts).toHaveLength(18 * 3);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(hosts.filter((host) => new URL(host).origin !== host || !host.startsWith('https://'))).toEqual([]);
  expect(patternOf('http://127.0.0.1:4321')).toBe('http://127.0.0.1/*');
});

const nobody = { current: async () => undefined, forget: async () => {} };
