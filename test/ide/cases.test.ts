import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  answer,
  contextOf,
  expectedAnswer,
  type IdeCase,
  type Renderer,
  readIdeCases,
  resourceContextOf,
} from '../support/ide-cases.js';

const RENDERERS = join(dirname(fileURLToPath(import.meta.url)), 'renderers');
const cases = readIdeCases();
const features = [...new Set(cases.map(({ feature }) => feature))];
const renderers = new Map<string, Renderer>();
for (const feature of features) {
  const path = join(RENDERERS, `${feature}.ts`);
  if (!existsSync(path)) continue;
  const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Renderer;
  renderers.set(feature, module);
}

test('every feature has a renderer', () => {
  expect(features.filter((feature) => !renderers.has(feature))).toEqual([]);
});

test('every case says in its first line why it exists, and asks for something', () => {
  const unclear = cases.filter(({ prose, requests }) => !/^\S.*\.\s*$/.test(prose.split('\n')[0]!) || !requests.length);
  expect(unclear.map(({ id }) => id)).toEqual([]);
});

describe.each(features)('%s', (feature) => {
  const renderer = renderers.get(feature);
  const own = cases.filter((one) => one.feature === feature);

  test.each(own)('$id', (one) => {
    for (const request of one.requests) {
      const actual = answer(one, request, renderer!);
      expect(actual, request.name).toBe(expectedAnswer(one, request, actual));
    }
  });

  test('answers wherever the text ends', { timeout: 60_000 }, () => {
    for (const one of own) for (const cut of cutsOf(one)) askCut(one, cut, renderer!);
  });
});

/** About twenty ends of the file that is asked; steps of an odd length hit all kinds of places over many cases. */
function cutsOf({ files, uri }: IdeCase): number[] {
  const { length } = files.find((file) => file.uri === uri)!.text;
  const step = Math.max(1, Math.floor(length / 20)) | 1;
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}

/** Throws when the feature does. */
function askCut({ files, uri, marks, requests }: IdeCase, cut: number, { render, renderResource }: Renderer): void {
  const cutFiles = files.map((file) => (file.uri === uri ? { uri, text: file.text.slice(0, cut) } : file));
  const context = contextOf(cutFiles, uri);
  const resource = renderResource && !context ? resourceContextOf(cutFiles, uri) : undefined;
  if (resource)
    for (const { argument } of requests) renderResource?.(resource, { offset: cut, start: cut, end: cut }, argument);
  if (!context) return;
  const end = { offset: cut, start: cut, end: cut };
  for (const { argument } of requests) {
    render(context, end, argument);
    if (marks.offset < cut) render(context, marks, argument);
  }
}
