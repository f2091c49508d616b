import { describe, expect, test } from 'vitest';
import { decodedAddress, decodedText, exportAddress, isExport } from '../../client/decoded-export.js';

const encoded = (text: string) => Buffer.from(encodeURIComponent(text)).toString('base64');

describe('addresses', () => {
  test.each([
    { scheme: 'file', authority: '', path: '/flows/Pay by card.i3InboundFlow', query: '' },
    { scheme: 'file', authority: 'server', path: '/share/pay.i3SecureFlow', query: '' },
    { scheme: 'vscode-vfs', authority: 'github', path: '/o/r/pay.i3BotFlow', query: 'ref=a?b&c=d' },
  ])('$scheme://$authority$path and back', (address) => {
    const decoded = decodedAddress(address);
    expect(decoded).toMatchObject({ scheme: 'keytrace-i3', path: `${address.path}.json` });
    expect(exportAddress(decoded)).toEqual(address);
  });

  test('an address that somebody has typed is a file', () => {
    expect(exportAddress({ scheme: 'keytrace-i3', authority: '', path: '/a.i3Flow', query: '' })).toEqual({
      scheme: 'file',
      authority: '',
      path: '/a.i3Flow',
      query: '',
    });
  });

  test('exports are told by their name', () => {
    expect(['/a.i3InboundFlow', '/a.I3', '/b/a b.i3WorkFlow'].every(isExport)).toBe(true);
    expect(['/a.yaml', '/i3', '/a.i3/b', '/a.i3Flow.json'].some(isExport)).toBe(false);
  });
});

describe('texts', () => {
  test('an export is shown with one value per line', () => {
    expect(decodedText(encoded('{"name":"Zahlung \u{1f4b3}","a":[1]}'))).toEqual({
      text: '{\n  "name": "Zahlung \u{1f4b3}",\n  "a": [\n    1\n  ]\n}',
    });
  });

  test('a damaged export is said to be damaged', () => {
    expect(decodedText(encoded('{"a":"€"}').slice(0, -12))).toHaveProperty('problem');
    expect(decodedText('JTdC!!')).toHaveProperty('problem');
  });

  test('what is encoded but no JSON is shown as it is', () => {
    expect(decodedText(encoded('{ no'))).toEqual({ text: '{ no' });
  });

  test('what is not encoded is shown as it is', () => {
    expect(decodedText('{"name": "Pay"}')).toEqual({ text: '{"name": "Pay"}' });
  });
});
