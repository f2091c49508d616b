import type {
  ActionView,
  ContainerView,
  FlowView,
  GraphView,
  NodeId,
} from '../../server/core/ide/graph-view/graph-view.js';
import { eachAction } from '../layout/board.js';
import { shownText } from '../state/shown-text.js';
import { COLOURS } from './markup.js';

/** Letters of a name in a diagram of text. */
const LONGEST = 80;

export interface MermaidOptions {
  /** Flows that are drawn, by id. */
  readonly flows: readonly NodeId[];
  /** The path that is drawn, an index into `GraphView.paths`. */
  readonly path?: number;
}

/** The flows as a Mermaid flowchart: tasks as subgraphs, steps of a path numbered in the labels. */
export function mermaidOf(view: GraphView, { flows, path }: MermaidOptions): string {
  return new Chart(view, path).draw(view.flows.filter(({ id }) => flows.includes(id)));
}

/** Where control goes on: the node, and the name of the way out on which it does. */
interface Tail {
  readonly from: string;
  readonly label: string;
}

class Chart {
  readonly #view: GraphView;
  readonly #lines: string[] = ['flowchart TD'];
  readonly #names = new Map<NodeId, string>();
  readonly #steps = new Map<NodeId, number[]>();
  readonly #classes = new Map<'source' | 'sink' | 'path', string[]>([
    ['source', []],
    ['sink', []],
    ['path', []],
  ]);

  constructor(view: GraphView, path: number | undefined) {
    this.#view = view;
    const shown = path === undefined ? undefined : view.paths[path];
    for (const [index, { node }] of (shown?.steps ?? []).entries()) {
      this.#steps.set(node, [...(this.#steps.get(node) ?? []), index + 1]);
    }
  }

  draw(flows: readonly FlowView[]): string {
    for (const flow of flows) this.#number(flow);
    for (const flow of flows) this.#flow(flow);
    for (const flow of flows) this.#calls(flow);
    this.#links();
    this.#styles();
    return `${this.#lines.join('\n')}\n`;
  }

  /** Ids of the chart are numbers in the order of drawing: ids of ours could be anything. */
  #number(flow: FlowView): void {
    this.#names.set(flow.id, `f${this.#names.size}`);
    for (const { id, body } of flow.containers) {
      this.#names.set(id, `c${this.#names.size}`);
      eachAction(body, (action) => {
        this.#names.set(action.id, `n${this.#names.size}`);
      });
    }
  }

  #flow(flow: FlowView): void {
    this.#lines.push(`  subgraph ${this.#names.get(flow.id)}["${quoted(`${flow.name}, ${flow.kind}`)}"]`);
    for (const container of flow.containers) this.#container(container);
    this.#lines.push('  end');
  }

  #container(container: ContainerView): void {
    const { id, name, kind, body } = container;
    const own = this.#names.get(id)!;
    this.#lines.push(`    subgraph ${own}["${quoted(this.#withSteps(id, `${name}, ${kind}`))}"]`, '      direction TB');
    // Arrows to a subgraph do not show where it begins.
    this.#lines.push(`      ${own}s(( ))`);
    const start: readonly Tail[] = [{ from: `${own}s`, label: '' }];
    if (kind === 'menu') for (const choice of body) this.#body([choice], start);
    else this.#body(body, start);
    this.#lines.push('    end');
  }

  /** Actions one after the other; returns where control leaves the last one. */
  #body(body: readonly ActionView[], start: readonly Tail[]): readonly Tail[] {
    let tails = start;
    for (const action of body) {
      const name = this.#node(action);
      for (const { from, label } of tails) this.#arrow(from, name, label);
      tails = this.#behind(action, name);
    }
    return tails;
  }

  #node(action: ActionView): string {
    const { id, title, kind, source, sink, findings } = action;
    const name = this.#names.get(id)!;
    const lines = [this.#withSteps(id, title), ...(kind === title ? [] : [kind])];
    this.#lines.push(`      ${name}["${lines.map(quoted).join('<br>')}"]`);
    if (source) this.#classes.get('source')!.push(name);
    const isFound = findings.some((index) => this.#view.findings[index]?.sink !== undefined);
    if (sink !== undefined && isFound) this.#classes.get('sink')!.push(name);
    if (this.#steps.has(id)) this.#classes.get('path')!.push(name);
    return name;
  }

  #behind(action: ActionView, name: string): readonly Tail[] {
    const { outputs, ends, isLoop } = action;
    const [first] = outputs;
    if (first === undefined) return ends ? [] : [{ from: name, label: '' }];
    if (isLoop) {
      for (const { from, label } of this.#body(first.body, [{ from: name, label: first.name }])) {
        if (from !== name) this.#arrow(from, name, label || 'again');
      }
      const others = this.#outputs(outputs.slice(1), name);
      return outputs.length === 1 ? [{ from: name, label: 'done' }] : others;
    }
    return this.#outputs(outputs, name);
  }

  #outputs(outputs: ActionView['outputs'], name: string): readonly Tail[] {
    return outputs.flatMap((output) => {
      const tails = this.#body(output.body, [{ from: name, label: output.name }]);
      return output.continues ? tails : [];
    });
  }

  #arrow(from: string, to: string, label: string): void {
    this.#lines.push(label === '' ? `      ${from} --> ${to}` : `      ${from} -->|"${quoted(label)}"| ${to}`);
  }

  #calls({ calls }: FlowView): void {
    for (const { from, to } of calls) {
      const caller = this.#names.get(from);
      const called = this.#names.get(to);
      if (caller && called) this.#lines.push(`  ${caller} -.-> ${called}s`);
    }
  }

  /** To other flows; those that are not drawn stand for themselves. */
  #links(): void {
    const outside = new Map<string, string>();
    for (const { kind, from, to, name } of this.#view.links) {
      const source = this.#names.get(from);
      if (!source) continue;
      let target = to === undefined ? undefined : this.#names.get(to);
      if (!target) {
        const key = to ?? name;
        if (!outside.has(key)) {
          outside.set(key, `o${outside.size}`);
          this.#lines.push(`  ${outside.get(key)}(["${quoted(name)}"])`);
        }
        target = outside.get(key)!;
      }
      this.#lines.push(
        kind === 'stored-value' ? `  ${source} -.->|"${quoted(name)}"| ${target}` : `  ${source} -.-> ${target}`,
      );
    }
  }

  #styles(): void {
    this.#lines.push(
      `  classDef source fill:${COLOURS.traceSoft},stroke:${COLOURS.trace},color:${COLOURS.text}`,
      `  classDef path stroke:${COLOURS.trace},stroke-width:2px`,
      `  classDef sink stroke:${COLOURS.error},stroke-width:2px`,
    );
    for (const [name, nodes] of this.#classes)
      if (nodes.length > 0) this.#lines.push(`  class ${nodes.join(',')} ${name}`);
  }

  #withSteps(id: NodeId, text: string): string {
    const steps = this.#steps.get(id);
    return steps ? `${steps.join(', ')} \u00b7 ${text}` : text;
  }
}

/** Entities of Mermaid for everything that could be its syntax, HTML or Markdown; letters and digits of all scripts stay. */
function quoted(text: string): string {
  const shown = shownText(text);
  const letters = [...shown];
  const cut = letters.length <= LONGEST ? letters : [...letters.slice(0, LONGEST - 1), '\u2026'];
  return cut.map((letter) => (SAFE.test(letter) ? letter : `#${letter.codePointAt(0)};`)).join('');
}

const SAFE = /^[\p{L}\p{N} ,.\u00b7\u2026\u2192\u25cc]$/u;
