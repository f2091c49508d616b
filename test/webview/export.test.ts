import { describe, expect, test } from 'vitest';
import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { mermaidOf } from '../../webview/export/mermaid.js';
import { type SheetFacts, sheetOf, sheetPage, sheetPaths } from '../../webview/export/sheet.js';
import { svgOf } from '../../webview/export/svg.js';
import { layoutOf } from '../../webview/layout/layout.js';
import type { LitEdge } from '../../webview/state/scene.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { graphViewOfFiles } from '../support/graph-view.js';
import { MINUTE } from '../support/hostile.js';
import { allOpen } from '../support/placed.js';
import { elementsIn, readXml, type XmlElement } from '../support/xml.js';

const FACTS: SheetFacts = {
  files: ['pay.yaml'],
  drawn: '2026-11-20 19:20 UTC',
  content: '7c1e90ab'.repeat(8),
  madeWith: 'Keytrace 0.1.0, taint policy 1',
  sheet: 1,
  sheets: 2,
};

/** A secure flow with one leak, in which everything that can have a name has this one. */
function flow(name: string, data = 'Charge'): string {
  const quoted = JSON.stringify(name);
  return `secureCall:
  name: ${quoted}
  startUpRef: /secureCall/tasks/task[main]
  tasks:
    - task:
        name: ${quoted}
        refId: main
        actions:
          - collectInput: { name: ${quoted}, inputData: { var: Task.cardNumber } }
          - decision:
              name: ${quoted}
              condition: { exp: Task.cardNumber == "1" }
              outputs:
                yes: { actions: [ { disconnect: { name: ${quoted} } } ] }
          - callData: { name: ${quoted}, category: { Bank: { dataAction: { ${JSON.stringify(data)}: { inputs: { card: { exp: Task.cardNumber } } } } } } }
          - transferToFlow: { name: ${quoted}, targetFlow: { name: ${quoted} } }
`;
}

function viewOf(...texts: readonly string[]): GraphView {
  return graphViewOfFiles(texts.map((text, index) => ({ uri: `${index}.yaml`, text })));
}

function pictureOf(view: GraphView, edges = new Map<string, LitEdge>()): string {
  const picture = { placed: layoutOf(view, allOpen(view)), onPath: new Map(), edges, extra: [] };
  const names = view.flows.map(({ name }) => name).join(', ');
  return svgOf(view, picture, { title: names, description: `Flow graph of ${names}` });
}

function mermaid(view: GraphView, path = 0): string {
  return mermaidOf(view, { flows: view.flows.map(({ id }) => id), path });
}

function texts(root: XmlElement): string[] {
  return [...elementsIn(root)].filter(({ name }) => name === 'text').map(({ text }) => text);
}

/** Names of elements and attributes that an exported picture may have; none of them runs or loads anything. */
const ELEMENTS = new Set(['svg', 'title', 'desc', 'g', 'rect', 'path', 'circle', 'text']);

function checkInert(root: XmlElement): void {
  for (const { name, attributes } of elementsIn(root)) {
    expect(ELEMENTS).toContain(name);
    for (const [attribute, value] of attributes) {
      expect(attribute).not.toMatch(/^on|href|style|src/i);
      if (attribute !== 'xmlns') expect(value).not.toMatch(/javascript:|url\(|https?:/i);
    }
  }
}

describe('the picture of the view', () => {
  test('is one SVG with a title, a description and the names of what it shows', () => {
    const view = viewOf(flow('Pay'));
    const root = readXml(pictureOf(view));
    checkInert(root);
    expect(root.children.slice(0, 2).map(({ name, text }) => [name, text])).toEqual([
      ['title', 'Pay'],
      ['desc', 'Flow graph of Pay'],
    ]);
    expect(texts(root)).toEqual(
      expect.arrayContaining(['Pay', 'digits \u2192 Task.cardNumber', 'Sink \u00b7 data action']),
    );
  });

  test('has boxes 12 % wider than on the screen', () => {
    const root = readXml(pictureOf(viewOf(flow('Pay'))));
    const widths = [...elementsIn(root)].flatMap(({ attributes }) => Number(attributes.get('width')));
    expect(widths).toContain(250.9);
  });

  test('draws a lit path above everything else, and what carries a value in a pill', () => {
    const view = viewOf(flow('Pay'));
    const lit = layoutOf(view, allOpen(view)).edges.find(({ kind }) => kind === 'control')!;
    const text = pictureOf(view, new Map([[lit.id, { look: 'lit', step: 2, carrier: 'Task.cardNumber' }]]));
    expect(text).toContain('stroke-width="9"');
    expect(texts(readXml(text))).toContain('Task.cardNumber');
  });

  test.skipIf(!hasCorpus)('of every real flow is well-formed', { timeout: MINUTE }, () => {
    for (const { path: uri, text } of corpusFiles('archy-yaml', 'i3', 'architect-json')) {
      checkInert(readXml(pictureOf(graphViewOfFiles([{ uri, text }]))));
    }
  });
});

describe('the data-flow diagram', () => {
  test('says what it shows, and what it is not', () => {
    const view = viewOf(flow('Pay'));
    const root = readXml(sheetOf(view, 0, FACTS)!);
    checkInert(root);
    const shown = texts(root);
    for (const text of [
      'Card number in Pay',
      'Caller',
      'F1',
      'Finding F1: Card number reaches a plain data action',
      '2026-11-20 19:20 UTC',
      'sha256 7c1e 90ab \u2026 90ab',
      'Keytrace 0.1.0, taint policy 1',
      '1 of 2',
      'secure call flow',
      'Drawn from the files named here by static analysis. Not an attestation.',
    ]) {
      expect(shown).toContain(text);
    }
    expect(shown).not.toContain('data store');
    expect(root.attributes.get('width')).toBe('297mm');
  });

  test('draws stored data as a store between two flows', () => {
    const keep = flow('Pay').replace(
      /- callData.*/,
      '- setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: note }, value: { exp: Task.cardNumber } } } ] }',
    );
    const read = `workflow:
  name: Later
  startUpRef: /workflow/states/state[first]
  states:
    - state:
        name: First
        refId: first
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: note }, variable: Flow.note } } ] }
          - callData: { name: Send, category: { Bank: { dataAction: { Tell: { inputs: { text: { exp: Flow.note } } } } } } }
`;
    const view = viewOf(keep, read);
    const index = view.paths.findIndex(({ steps }) => steps.some(({ hop }) => hop?.kind === 'stored'));
    const shown = texts(readXml(sheetOf(view, index, FACTS)!));
    expect(shown).toEqual(expect.arrayContaining(['Stored data', 'attribute note', 'data store', 'Later', 'Tell']));
  });

  test('folds a long path, and says so', () => {
    const copies = Array.from(
      { length: 40 },
      (_, at) =>
        `          - updateData: { name: Copy ${at}, statements: [ { string: { variable: Task.v${at + 1}, value: { exp: Task.v${at} } } } ] }`,
    );
    const text = flow('Pay')
      .replace('var: Task.cardNumber', 'var: Task.v0')
      .replace(/( +- collectInput: \{ name: )"Pay"/, '$1"Card number"')
      .replace('inputData: {', 'inputAudio: { tts: Enter your card number. }, inputData: {')
      .replace(/ +- decision/, `${copies.join('\n')}\n          - decision`)
      .replace('card: { exp: Task.cardNumber }', 'card: { exp: Task.v40 }');
    const view = viewOf(text);
    const shown = texts(readXml(sheetOf(view, 0, FACTS)!));
    expect(shown).toContain('37 steps');
    expect(shown.find((line) => line.startsWith('Not on this sheet'))).toMatch(/what steps 5 to 41 do one by one/);
  });

  test('exists for findings with a path only', () => {
    const view = viewOf(flow('Pay'));
    expect(sheetOf(view, 99, FACTS)).toBeUndefined();
    expect(sheetPaths(view)).toHaveLength(view.paths.length);
  });

  test('prints from a page that runs nothing', () => {
    const page = sheetPage('<b>', [sheetOf(viewOf(flow('Pay')), 0, FACTS)!]);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<title>&lt;b&gt;</title>');
    expect(page).not.toMatch(/<script/i);
  });
});

describe('Mermaid', () => {
  test('numbers the steps and marks source, sink and path', () => {
    const text = mermaid(viewOf(flow('Pay')));
    expect(text).toMatch(/^flowchart TD\n/);
    expect(text).toContain('["1 \u00b7 Pay<br>Collect Input"]');
    expect(text).toMatch(/class n\d+ source\n/);
    expect(text).toMatch(/class n\d+ sink\n/);
    expect(text).toMatch(/class n\d+,n\d+ path\n/);
    expect(text).toContain('-->|"no"|');
  });
});

const HOSTILE: Readonly<Record<string, string>> = {
  script: '</text></svg><script>alert(1)</script><img src=x onerror=alert(1)>',
  quotes: '"\'`] ]]> --> <!-- & &amp; &#60; %{x}',
  direction: 'abc\u202egnp.exe\u2066\u200f\u061c',
  controls: 'a\u0000\u0007\u001b[31m\u007f\u0085\u2028b',
  surrogates: 'x\ud800y\udc00z\uffff',
  mermaid: 'end subgraph"] --> n1 click n1 href "javascript:alert(1)" #quot; %%{init: {}}%% `**b**`',
  long: 'y'.repeat(10_000),
};

describe('hostile names', () => {
  test.each(Object.entries(HOSTILE))('%s', (_, name) => {
    const view = viewOf(flow(name, name), flow(`${name}2`));
    // What the view holds was cut and spelled out already; whoever draws must not rely on it.
    const raw = JSON.parse(
      JSON.stringify(view).replaceAll(JSON.stringify(view.flows[0]!.containers[0]!.name), JSON.stringify(name)),
    ) as GraphView;
    for (const one of [view, raw]) {
      const svg = pictureOf(one);
      const sheet = sheetOf(one, 0, {
        ...FACTS,
        title: name,
        files: [name],
        madeWith: name,
        content: name,
        drawn: name,
      })!;
      for (const text of [svg, sheet]) {
        checkInert(readXml(text));
        expect(text).not.toMatch(/<script|<img|<!--|\]\]>/i);
        expect(text).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
        );
        expect(text).not.toContain('y'.repeat(201));
      }
      checkMermaid(mermaid(one));
    }
  });
});

const LINE =
  /^(?:flowchart TD|\s*(?:subgraph [fc]\d+\["LABEL"\]|end|direction TB|c\d+s\(\( \)\)|n\d+\["LABEL(?:<br>LABEL)?"\]|o\d+\(\["LABEL"\]\)|\w+ (?:-->|-\.->)(?:\|"LABEL"\|)? \w+|classDef [\w :,#-]+|class [\w,]+ \w+))$/;
const LABEL = /"((?:[\p{L}\p{N} ,.\u00b7\u2026\u2192\u25cc]|#\d{1,7};|<br>)*)"/gu;

/** Every line is one that we write, and labels hold nothing but letters and entities. */
function checkMermaid(text: string): void {
  for (const line of text.trimEnd().split('\n')) {
    const plain = line.replace(
      LABEL,
      (_, label: string) =>
        `"${label
          .split('<br>')
          .map(() => 'LABEL')
          .join('<br>')}"`,
    );
    expect(plain).toMatch(LINE);
    expect(line.length).toBeLessThan(2_000);
  }
}
