import { describe, expect, test } from 'vitest';
import { allActions, findAction } from '../../server/core/catalog/actions.js';
import enums from '../../server/core/catalog/architect/enums.json' with { type: 'json' };
import yamlKeys from '../../server/core/catalog/architect/yaml-keys.json' with { type: 'json' };
import { findBuiltIn } from '../../server/core/catalog/builtins.js';
import { membersOf } from '../../server/core/catalog/enums.js';
import { allFlowTypes } from '../../server/core/catalog/flow-types.js';
import {
  type CompletionItem,
  complete,
  completeNewFlow,
  resolveCompletion,
} from '../../server/core/ide/completion/complete.js';
import type { IdeContext } from '../../server/core/ide/context.js';
import { signatureHelp } from '../../server/core/ide/signature-help.js';
import { NodeKind, type Tape } from '../../server/core/syntax/tape.js';
import { scalarText } from '../../server/core/syntax/yaml/cook.js';
import { childrenOf } from '../../server/core/syntax/yaml/cursor.js';
import { Workspace } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';

const EVIDENCE = /^(observed|vendor-sdk|vendor-docs|inferred)$/;

function contextOf(text: string): IdeContext | undefined {
  const workspace = new Workspace();
  workspace.set({ uri: 'flow.yaml', text });
  const file = workspace.flow('flow.yaml');
  return file && { file, workspace: workspace.snapshot(), findings: [] };
}

function flowWith(root: string, actions: string): string {
  return [
    `${root}:`,
    '  name: F',
    `  startUpRef: "/${root}/tasks/task[T]"`,
    '  tasks:',
    '    - task:',
    '        name: T',
    '        refId: T',
    '        actions:',
    actions,
    '',
  ].join('\n');
}

/** What an author gets who fills in an x everywhere and takes the first of several words. */
function filledIn({ insertText, isSnippet }: CompletionItem): string {
  if (!isSnippet) return insertText;
  return insertText
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, (_, text: string) => text.replace(/\\(.)/g, '$1'))
    .replace(/- \$\d+/g, '- disconnect: { name: x }')
    .replace(/\$\d+/g, 'x');
}

describe('what is inserted', () => {
  test('every action in block style reads as that action, without a problem in the text', () => {
    const before = flowWith('inboundCall', '          - ').trimEnd();
    const context = contextOf(`${before} `)!;
    const { items } = complete(context, before.length + 1);
    const wrong = items.flatMap((item) => {
      const read = contextOf(`${before} ${filledIn(item)}\n`)!.file;
      const problems = read.problems.filter(({ family }) => family === 'text');
      return read.flow.actions[0]?.kind === item.label && problems.length === 0 ? [] : [item.label];
    });
    expect(items.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test('every action in flow style does so too', () => {
    const before = `${flowWith('inboundCall', '').trimEnd()} [{ `;
    const context = contextOf(`${before} }]\n`)!;
    const { items } = complete(context, before.length);
    const wrong = items.flatMap((item) => {
      const { flow, problems } = contextOf(`${before}${filledIn(item)} }]\n`)!.file;
      return flow.actions[0]?.kind === item.label && !problems.some(({ family }) => family === 'text')
        ? []
        : [item.label];
    });
    expect(items.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test('every flow type makes a flow of that type out of an empty file', () => {
    for (const item of completeNewFlow('', 0).items) {
      const text = filledIn(item).replace('$0', 'disconnect: { name: x }');
      const type = allFlowTypes().find(({ yaml }) => yaml === item.label)!.type;
      expect(contextOf(`${text}\n`)?.file.flow.type, item.label).toBe(type);
    }
  });

  test('a file that holds a flow gets no second one', () => {
    const text = flowWith('inboundCall', '          - disconnect: { name: x }');
    expect(complete(contextOf(text)!, text.length).items).toEqual([]);
  });
});

describe('documentation', () => {
  test('every action and every setting of an action can say something', () => {
    const text = flowWith('secureCall', '          - ');
    const { items } = complete(contextOf(text)!, text.length - 1);
    const silent = items.filter(
      (item) => !resolveCompletion(item).documentation?.includes(findAction(item.label)!.name),
    );
    expect(silent.map(({ label }) => label)).toEqual([]);
  });

  test('an item that has its documentation keeps it', () => {
    const item = { ...completeNewFlow('', 0).items[0]!, documentation: 'mine' };
    expect(resolveCompletion(item).documentation).toBe('mine');
  });
});

describe('the rows behind it', () => {
  test('every row has an evidence word', () => {
    const rows = [
      ...Object.values(yamlKeys.maps).flat(),
      ...enums.words,
      ...enums.types,
      ...enums.modes,
      ...enums.bindings,
    ];
    expect(rows.filter(({ evidence }) => !EVIDENCE.test(evidence))).toEqual([]);
  });

  test('every map that a row leads to exists', () => {
    const maps = new Set(Object.keys(yamlKeys.maps));
    const rows = Object.values(yamlKeys.maps).flat() as { key: string; form: string; of?: string }[];
    const lost = rows.filter(({ form, of }) => /^(map|list|languages)$/.test(form) && !maps.has(of ?? ''));
    expect(lost.map(({ key }) => key)).toEqual([]);
  });

  test('every set of flow types that a row names exists', () => {
    const sets = new Set(Object.keys(yamlKeys.flowTypeSets));
    const rows = Object.values(yamlKeys.maps).flat() as { flowTypes?: string; notIn?: string }[];
    expect(rows.filter(({ flowTypes = 'calls', notIn = 'calls' }) => !sets.has(flowTypes) || !sets.has(notIn))).toEqual(
      [],
    );
  });

  test('every map of an action is one of an action that the catalogue knows', () => {
    const kinds = Object.keys(yamlKeys.maps).flatMap((map) => /^(?:action|choice) (\w+)$/.exec(map)?.[1] ?? []);
    expect(kinds.filter((kind) => !findAction(kind))).toEqual([]);
    expect([...allActions()].length).toBeGreaterThan(100);
  });

  test('every enumeration of the expression language has members', () => {
    const containers = enums.expressionWords.flatMap((row) => row.containers);
    expect(containers.filter((name) => !findBuiltIn(name) || membersOf(name).length === 0)).toEqual([]);
  });

  test('words that were seen are among the words', () => {
    expect(enums.words.filter(({ words, seen }) => seen.some((word) => !words.includes(word)))).toEqual([]);
  });
});

describe.skipIf(!hasCorpus)('real flows', () => {
  test('every offset gets an answer that replaces something around it', { timeout: 60_000 }, () => {
    const workspace = new Workspace();
    const files = corpusFiles('archy-yaml');
    for (const { path, text } of files) workspace.set({ uri: path, text });
    const snapshot = workspace.snapshot();
    const wrong: string[] = [];
    for (const { path, text } of files) {
      const file = workspace.flow(path);
      if (!file) continue;
      const context = { file, workspace: snapshot, findings: [] };
      for (let offset = 0; offset <= text.length; offset += 97) {
        signatureHelp(context, offset);
        const { items } = complete(context, offset);
        if (items.some(({ replace }) => replace.start > offset || replace.end < offset))
          wrong.push(`${path}:${offset}`);
        if (items.some(({ replace }) => text.slice(replace.start, replace.end).includes('\n')))
          wrong.push(`${path}:${offset}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('nearly every key that real flows have would have been offered', { timeout: 60_000 }, () => {
    let keys = 0;
    const missing: string[] = [];
    for (const { text } of corpusFiles('archy-yaml')) {
      const context = contextOf(text);
      if (!context) continue;
      const { tape } = context.file;
      for (const key of keysOf(tape, 0)) {
        const name = scalarText(tape, key);
        if (tape.start[key]! % 3 !== 0) continue;
        keys++;
        if (!complete(context, tape.start[key]!).items.some(({ label }) => label === name)) missing.push(name);
      }
    }
    // What is missing are names that authors chose.
    expect(keys).toBeGreaterThan(2_000);
    expect(missing.length / keys, missing.join(' ')).toBeLessThan(0.04);
  });
});

function* keysOf(tape: Tape, node: number): Generator<number> {
  let isKey = tape.kind[node] === NodeKind.Map;
  for (const child of childrenOf(tape, node)) {
    if (isKey && node > 0) yield child;
    else yield* keysOf(tape, child);
    if (tape.kind[node] === NodeKind.Map) isKey = !isKey;
  }
}
