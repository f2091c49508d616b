import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { concernsFlows, formatOf, isCandidate, mayHoldFlow, schemesOf, selectorFor } from '../../client/recognition.js';
import { FORMATS } from '../../server/core/formats/registry.js';

const SCHEMES = schemesOf(['file', 'vscode-vfs']);
const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../formats/samples/${name}`, import.meta.url)), 'utf8');

describe('documents that are looked at', () => {
  test.each([
    ['yaml', 'file', '/flows/pay.yaml'],
    ['json', 'vscode-vfs', '/flows/pay.json'],
    ['jsonc', 'file', '/keytrace.json'],
    ['plaintext', 'file', '/flows/pay.yaml.tftpl'],
    ['terraform', 'file', '/deploy/main.tf'],
    ['plaintext', 'file', '/deploy/dev.auto.tfvars'],
    ['yaml', 'untitled', 'Untitled-1'],
    ['json', 'keytrace-i3', '/flows/pay.i3InboundFlow.json'],
  ])('%s of %s: %s', (languageId, scheme, path) => {
    expect(mayHoldFlow({ languageId, scheme, path }, SCHEMES)).toBe(true);
  });

  test.each([
    ['plaintext', 'file', '/flows/notes.txt'],
    ['markdown', 'file', '/readme.md'],
    ['yaml', 'git', '/flows/pay.yaml'],
    ['json', 'output', '/log'],
    ['plaintext', 'file', '/flows/pay.i3InboundFlow'],
  ])('not %s of %s: %s', (languageId, scheme, path) => {
    expect(mayHoldFlow({ languageId, scheme, path }, SCHEMES)).toBe(false);
  });
});

test('the server gets the same documents', () => {
  const selector = selectorFor(['file']);
  expect(selector).toContainEqual({ scheme: 'file', language: 'yaml' });
  expect(selector).toContainEqual({ scheme: 'file', pattern: '**/*.tftpl' });
  expect(selector).toContainEqual({ scheme: 'keytrace-i3' });
  expect(selector.every(({ scheme }) => scheme !== 'git')).toBe(true);
});

test('a flow is told by its content', async () => {
  expect(await formatOf('any.yaml', sample('booking-line.yaml'))).toBe(FORMATS[0]!.label);
  expect(await formatOf('any.txt', sample('pay-by-card.json'))).toBe('Genesys Cloud Architect (JSON configuration)');
  expect(await formatOf('flow.yaml', 'services:\n  web:\n    image: nginx\n')).toBeUndefined();
  expect(await formatOf('package.json', '{ "name": "flow" }')).toBeUndefined();
});

test('a folder is a reason to start when a file in it concerns flows', async () => {
  const action = '{ "name": "Pay", "config": {}, "contract": {} }';
  expect(await concernsFlows('any.yaml', sample('booking-line.yaml'))).toBe(true);
  expect(await concernsFlows('pay.json', action)).toBe(true);
  expect(await concernsFlows('main.tf', 'resource "genesyscloud_flow" "a" {}')).toBe(true);
  expect(await concernsFlows('main.tf', 'resource "aws_s3_bucket" "a" {}')).toBe(false);
  expect(await concernsFlows('package.json', '{ "name": "flow" }')).toBe(false);
});

test('names in folders are those that the command line reads', () => {
  expect(['a.yaml', 'a.YML', 'a.tftpl', 'a.json', 'a.i3InboundFlow', 'a.tf', 'a.tfvars'].every(isCandidate)).toBe(true);
  expect(['a.txt', 'yaml', 'a.yaml.bak'].some(isCandidate)).toBe(false);
});
