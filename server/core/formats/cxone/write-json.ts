import type { Action, Flow, Variable } from '../../model/flow.js';
import type { Edit, Span } from '../../text/span.js';
import { type EditedFlow, type FlowEditor, NO_EDITOR } from '../editor.js';
import { findScript, isWired, ScriptJson } from './read-json.js';
import { withName } from './redaction.js';

const NOTHING: readonly Edit[] = [];

/** Changes to a script of the web editor; what stands as JSON inside a string is written with its escapes. */
export function editCxoneJson({ flow, text }: EditedFlow): FlowEditor {
  const outer = new ScriptJson(text);
  const node = outer.tape.count === 0 ? -1 : outer.find(0, 'scriptContent');
  const encoded = outer.isString(node) ? outer.cooked(node) : undefined;
  const json = encoded ? new ScriptJson(encoded.text, encoded) : outer;
  const root = findScript(json);
  if (root < 0) return NO_EDITOR;
  const writer = new ScriptWriter(json, root, flow, (written) =>
    encoded ? JSON.stringify(written).slice(1, -1) : written,
  );
  return {
    ...NO_EDITOR,
    addVariableFlag: (variable) => writer.redact(variable),
    wire: (action, output, to) => writer.wire(action, output, to),
  };
}

class ScriptWriter {
  readonly #json: ScriptJson;
  readonly #root: number;
  readonly #flow: Flow;
  readonly #written: (text: string) => string;

  constructor(json: ScriptJson, root: number, flow: Flow, written: (text: string) => string) {
    this.#json = json;
    this.#root = root;
    this.#flow = flow;
    this.#written = written;
  }

  redact({ name, isSecure, isShared }: Variable): readonly Edit[] {
    if (isSecure) return NOTHING;
    const json = this.#json;
    const header = json.find(this.#root, 'header');
    const list = json.find(header, 'variableRedaction');
    const listed = isShared ? `global:${name}` : name;
    if (json.isString(list)) {
      const { end } = json.textSpan(list);
      const added = JSON.stringify(withName(json.text(list), listed)).slice(1, -1);
      return [this.#edit({ start: end, end }, added)];
    }
    // Some files write 0 for what is empty.
    if (list >= 0) return [this.#edit(json.span(list), `"${listed}"`)];
    if (!json.isMap(header)) return NOTHING;
    return this.#append(header, `"variableRedaction": "${listed}"`);
  }

  wire({ id, outputs }: Action, output: string, to: Action): readonly Edit[] {
    if (id === undefined || to.id === undefined || outputs.some(({ name }) => name === output)) return NOTHING;
    const json = this.#json;
    const target = /^\d+$/.test(to.id) ? to.id : JSON.stringify(to.id);
    const branches = json.find(this.#root, 'branches');
    if (!json.isMap(branches) || !this.#flow.actions.includes(to)) return NOTHING;
    const list = json.find(branches, id);
    for (const branch of json.children(list)) {
      const written = json.find(branch, 'to');
      const isMeant = json.findText(branch, 'label').trim().toLowerCase() === output;
      if (isMeant && written >= 0 && !isWired(json.text(written))) return [this.#edit(json.span(written), target)];
    }
    const label = output.charAt(0).toUpperCase() + output.slice(1);
    const entry = `{ "to": ${target}, "label": "${label}", "type": "branch" }`;
    if (json.isSeq(list)) return this.#append(list, entry);
    return list < 0 ? this.#append(branches, `${JSON.stringify(id)}: [${entry}]`) : NOTHING;
  }

  /** Puts an entry behind the last one of a list or map, as that one stands. */
  #append(collection: number, entry: string): readonly Edit[] {
    const json = this.#json;
    const children = [...json.children(collection)];
    const last = children.at(-1);
    const { start, end } = json.tapeSpan(collection);
    const behind = last === undefined ? start + 1 : json.tapeEnd(json.isMap(collection) ? json.valueOf(last) : last);
    if (behind >= end) return NOTHING;
    const lead = last === undefined ? '' : spaceBefore(json.tape.text, json.tapeSpan(last).start);
    const newText = last === undefined ? entry : `,${lead === '' ? ' ' : lead}${entry}`;
    return [this.#edit(json.rawSpan({ start: behind, end: behind }), newText)];
  }

  #edit(span: Span, text: string): Edit {
    return { span, newText: this.#written(text) };
  }
}

/** The line end and indentation in front of an entry; '' when it does not start a line. */
function spaceBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  const space = text.slice(start, at);
  return space.includes('\n') ? space : '';
}
