import { describe, expect, test } from 'vitest';
import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { layoutOf } from '../../webview/layout/layout.js';
import type { Openness, Placed, PlacedEdge, PlacedItem } from '../../webview/layout/placed.js';
import { graphViewOfFiles } from '../support/graph-view.js';
import { allOpen, crossings, overlaps, runsThrough } from '../support/placed.js';

/** A flow of one type with these tasks; a task is a name and the YAML of its actions. */
function flow(tasks: Readonly<Record<string, string>>, type = 'inboundCall', name = 'Flow'): string {
  const bodies = Object.entries(tasks).map(
    ([task, actions]) =>
      `    - task:\n        name: ${task}\n        refId: ${task}\n        actions:\n${indented(actions, 10)}`,
  );
  const start = Object.keys(tasks)[0];
  return `${type}:\n  name: ${name}\n  startUpRef: /${type}/tasks/task[${start}]\n  tasks:\n${bodies.join('')}`;
}

function indented(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}

const say = (name: string) => `- playAudio: { name: ${name}, audio: { tts: Hello. } }`;
const bye = (name: string) => `- disconnect: { name: ${name} }`;
const call = (name: string, task: string, type = 'inboundCall') =>
  `- callTask: { name: ${name}, targetTaskRef: "/${type}/tasks/task[${task}]" }`;

function decision(name: string, yes: readonly string[], no: readonly string[] | undefined): string {
  const branch = (word: string, actions: readonly string[]) =>
    `      ${word}: { actions: [ ${actions.map((one) => `{ ${one.slice(2)} }`).join(', ')} ] }\n`;
  return `- decision:\n    name: ${name}\n    condition: { exp: Call.Ani == "1" }\n    outputs:\n${branch('yes', yes)}${no ? branch('no', no) : ''}`.trimEnd();
}

/** Items and lines by the titles of what they stand for. */
class Drawn {
  readonly view: GraphView;
  readonly placed: Placed;
  readonly #ids = new Map<string, string>();

  constructor(
    texts: readonly string[],
    change: Partial<Openness> | ((view: GraphView) => Partial<Openness>) = {},
    before?: Placed,
  ) {
    this.view = graphViewOfFiles(texts.map((text, index) => ({ uri: `${index}.yaml`, text })));
    const open = allOpen(this.view, typeof change === 'function' ? change(this.view) : change);
    this.placed = layoutOf(this.view, open, before);
    for (const { id, name, containers } of this.view.flows) {
      this.#ids.set(`flow ${name}`, id);
      for (const container of containers) {
        this.#ids.set(`task ${container.name}`, container.id);
        this.#add(container.body);
      }
    }
    expect(overlaps(this.placed)).toEqual([]);
    expect(crossings(this.placed)).toEqual([]);
  }

  #add(body: GraphView['flows'][number]['containers'][number]['body']): void {
    for (const { id, title, outputs } of body) {
      this.#ids.set(title, id);
      for (const output of outputs) this.#add(output.body);
    }
  }

  id(name: string): string {
    return this.#ids.get(name)!;
  }

  item(name: string): PlacedItem {
    return this.placed.items.find(({ id }) => id === this.id(name))!;
  }

  stubs(): readonly PlacedItem[] {
    return this.placed.items.filter(({ kind }) => kind === 'stub');
  }

  edge(from: string, to: string): PlacedEdge {
    return this.placed.edges.find((edge) => edge.from === this.id(from) && edge.to === this.id(to))!;
  }
}

describe('inside a container', () => {
  test('nodes stand 30 apart on one spine, 40 below the header, with 16 at the sides and 22 below', () => {
    const drawn = new Drawn([flow({ Main: `${say('One')}\n${say('Two')}` })]);
    expect(drawn.item('One')).toMatchObject({ x: 16, y: 80, width: 224, height: 56 });
    expect(drawn.item('Two')).toMatchObject({ x: 16, y: 80 + 56 + 30 });
    expect(drawn.item('task Main')).toMatchObject({ x: 0, y: 0, width: 256, height: 166 + 56 + 22 });
    expect(drawn.edge('One', 'Two').points).toEqual([
      { x: 42, y: 136 },
      { x: 42, y: 166 },
    ]);
    expect(drawn.edge('task Main', 'One')).toMatchObject({
      kind: 'entry',
      points: [
        { x: 42, y: 59 },
        { x: 42, y: 80 },
      ],
    });
  });

  test('38 behind a node with a tag below', () => {
    const drawn = new Drawn([flow({ Main: `- wait: { name: Off, enabled: false }\n${say('Two')}` })]);
    expect(drawn.item('Two').y).toBe(80 + 56 + 38);
  });

  test('the first output stays on the spine 48 below, the second hangs from a bus 14 below in the next column', () => {
    const four = [say('A'), say('B'), say('C'), say('D')];
    const drawn = new Drawn([flow({ Main: `${decision('Ask', [say('Yes')], four)}\n${say('Then')}` })]);
    const top = 80 + 56 + 48;
    expect(drawn.item('Yes')).toMatchObject({ x: 16, y: top });
    expect(drawn.item('A')).toMatchObject({ x: 16 + 224 + 16, y: top });
    expect(drawn.edge('Ask', 'A').points).toEqual([
      { x: 42, y: 136 },
      { x: 42, y: 150 },
      { x: 282, y: 150 },
      { x: 282, y: top },
    ]);
    expect(drawn.edge('Ask', 'A').label).toEqual({ text: 'no', at: { x: 288, y: top - 27 } });
    const longest = top + 4 * 56 + 3 * 30;
    expect(drawn.item('Then').y).toBe(longest + 44);
    expect(drawn.edge('D', 'Then').points).toContainEqual({ x: 282, y: longest + 18 });
  });

  test('a quiet branch folds to a stub of 78 by 28, and opens on request', () => {
    const text = flow({ Main: `${decision('Ask', [say('Yes')], [say('A'), bye('B')])}\n${say('Then')}` });
    const folded = new Drawn([text]);
    expect(folded.stubs()).toMatchObject([
      { x: 256, width: 78, height: 28, text: '2 steps', outputs: [1], owner: folded.id('Ask') },
    ]);
    expect(folded.item('A')).toBeUndefined();
    const [stub] = folded.stubs();
    expect(new Drawn([text], { branches: new Set([stub!.id]) }).item('A')).toMatchObject({ x: 256 });
    expect(new Drawn([text], { showsQuiet: true }).item('A')).toMatchObject({ x: 256 });
    expect(new Drawn([text], () => ({ lit: new Set([folded.id('B')]) })).item('A')).toMatchObject({ x: 256 });
  });

  test('a branch with a call, four steps or a branch of its own does not fold', () => {
    const calls = flow({ Main: decision('Ask', [say('Yes')], [call('Go', 'Other')]), Other: bye('End') });
    expect(new Drawn([calls]).stubs()).toEqual([]);
    const long = flow({ Main: decision('Ask', [say('Yes')], [say('A'), say('B'), say('C'), say('D')]) });
    expect(new Drawn([long]).stubs()).toEqual([]);
  });

  test('an ending stub stands beside the next node when the good case just goes on', () => {
    const drawn = new Drawn([flow({ Main: `${decision('Ask', [], [bye('End')])}\n${say('Then')}` })]);
    expect(drawn.item('Then')).toMatchObject({ x: 16, y: 80 + 56 + 48 });
    expect(drawn.stubs()).toMatchObject([{ x: 256, y: 80 + 56 + 48 }]);
    expect(drawn.edge('Ask', 'Then').label?.text).toBe('yes');
  });

  test('a switch gathers its quiet cases in one last stub', () => {
    const cases = Array.from(
      { length: 9 },
      (_, at) =>
        `          - case: { value: { exp: Call.Ani == "${at}" }, actions: [ { ${say(`Say${at}`).slice(2)} } ] }`,
    );
    const text = flow({
      Main: `- switch:\n    name: Which\n    evaluate:\n      firstTrue:\n        default: { actions: [] }\n        cases:\n${cases.join('\n')}`,
    });
    const drawn = new Drawn([text]);
    const [stub, ...others] = drawn.stubs();
    expect(others).toEqual([]);
    expect(stub).toMatchObject({ text: '9 more cases', outputs: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
  });

  test('a loop is a ground of its own, and the way back runs up at x 15', () => {
    const drawn = new Drawn([
      flow({
        Main: `- loop:\n    name: Tries\n    loopCount: { lit: 3 }\n    outputs:\n      loop: { actions: [ { ${say('A').slice(2)} }, { ${say('B').slice(2)} } ] }\n${say('Then')}`,
      }),
    ]);
    expect(drawn.item('Tries')).toMatchObject({
      kind: 'loop',
      x: 16,
      y: 80,
      width: 34 + 224 + 12,
      height: 66 + 56 + 30 + 56 + 20,
    });
    expect(drawn.item('A')).toMatchObject({ x: 50, y: 80 + 66 });
    const again = drawn.placed.edges.find(({ kind }) => kind === 'again')!;
    expect(again.label?.text).toBe('again');
    expect(again.points).toEqual([
      { x: 50, y: 260 },
      { x: 31, y: 260 },
      { x: 31, y: 174 },
      { x: 50, y: 174 },
    ]);
    expect(drawn.item('Then').y).toBe(80 + 228 + 30);
  });
});

describe('between containers', () => {
  const three = {
    Main: `${call('Go', 'Left')}\n${call('On', 'Right')}\n${bye('End')}`,
    Left: say('L'),
    Right: say('R'),
    Old: say('O'),
  };

  test('columns stand 84 apart, containers in one 28 below each other, and what nothing calls last', () => {
    const drawn = new Drawn([flow(three)]);
    expect(drawn.item('task Left')).toMatchObject({ x: 256 + 84, y: 0 });
    expect(drawn.item('task Right')).toMatchObject({ x: 340, y: drawn.item('task Left').height + 28 });
    expect(drawn.item('task Old')).toMatchObject({ x: 0, y: drawn.item('task Main').height + 28 });
  });

  test('a call leaves at the right, runs straight to the edge and curves to the header', () => {
    const drawn = new Drawn([flow(three)]);
    expect(drawn.edge('Go', 'task Left')).toMatchObject({
      kind: 'call',
      points: [
        { x: 240, y: 108 },
        { x: 256, y: 108 },
        { x: 340, y: 20 },
      ],
      curve: 1,
    });
  });

  test('a closed container is 224 by 76 and its calls leave from its side', () => {
    const drawn = new Drawn([flow(three)], { containers: new Set() });
    expect(drawn.item('task Main')).toMatchObject({ kind: 'collapsed', width: 224, height: 76 });
    expect(drawn.edge('task Main', 'task Left').points[0]).toEqual({ x: 224, y: 38 });
  });

  test('a line drops to the lane 15 below when a node stands in its row', () => {
    const wide = decision('Ask', [call('Go', 'Other'), say('Y1'), say('Y2')], [say('A'), say('B'), say('C'), say('D')]);
    const drawn = new Drawn([flow({ Main: wide, Other: say('O') })]);
    const go = drawn.item('Go');
    expect(drawn.edge('Go', 'task Other').points[2]).toEqual({ x: go.x + 224 + 8, y: go.y + 56 + 15 });
    expect(runsThrough(drawn.placed, ['call'])).toEqual([]);
  });

  test('a call back goes over the top, and more than 12 calls are one arrow', () => {
    const back = new Drawn([flow({ Main: call('Go', 'Other'), Other: call('Back', 'Main') })]);
    const line = back.edge('Back', 'task Main');
    expect(Math.min(...line.points.map(({ y }) => y))).toBeLessThan(back.item('task Main').y);
    const many = Array.from({ length: 13 }, (_, at) => call(`C${at}`, 'Log')).join('\n');
    const logger = new Drawn([flow({ Main: many, Log: say('L') })]);
    const arrows = logger.placed.edges.filter(({ kind }) => kind === 'call');
    expect(arrows).toMatchObject([{ count: 13, label: { text: 'from 13 places' }, to: logger.id('task Log') }]);
  });

  test('an edit keeps columns and rows; what is new stands at the end', () => {
    const before = new Drawn([flow(three)]);
    const edited = {
      ...three,
      Main: `${call('New', 'Fresh')}\n${call('On', 'Right')}\n${call('Go', 'Left')}\n${bye('End')}`,
      Fresh: say('F'),
    };
    const after = new Drawn([flow(edited)], {}, before.placed);
    const rows = ['Left', 'Right', 'Fresh'].map((name) => after.item(`task ${name}`));
    expect(rows.map(({ x }) => x)).toEqual([340, 340, 340]);
    expect(rows.map(({ y }) => y)).toEqual([...rows.map(({ y }) => y)].sort((a, b) => a - b));
  });
});

describe('between flows', () => {
  const main = flow({ Main: '- transferToFlow: { name: Over, targetFlow: { name: Second } }' });
  const second = flow({ Main: say('Here') }, 'inboundCall', 'Second');

  test('a flow that is not drawn is a pill of height 30 beside the node', () => {
    const drawn = new Drawn([main, second], ({ flows }) => ({ flows: [flows[0]!.id] }));
    const [portal] = drawn.placed.items.filter(({ kind }) => kind === 'portal');
    expect(portal).toMatchObject({
      height: 30,
      text: 'Second',
      target: drawn.id('flow Second'),
      x: 16 + 224 + 24,
      y: 80 + 13,
    });
    expect(drawn.placed.items.filter(({ kind }) => kind === 'frame')).toEqual([]);
  });

  test('several flows stand side by side in frames with a header of 44', () => {
    const drawn = new Drawn([main, second]);
    const frames = drawn.placed.items.filter(({ kind }) => kind === 'frame');
    expect(frames).toHaveLength(2);
    expect(frames[1]!.x - frames[0]!.x - frames[0]!.width).toBe(84);
    const first = drawn.placed.items.find(({ kind }) => kind === 'container')!;
    expect(first).toMatchObject({ x: frames[0]!.x + 16, y: frames[0]!.y + 44 });
    expect(drawn.edge('Over', 'flow Second')).toMatchObject({ kind: 'transfer' });
  });
});
