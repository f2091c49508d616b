import type { Action, Variable } from '../../model/flow.js';
import { readXml, type XmlElement } from '../../syntax/xml/read.js';
import type { Edit } from '../../text/span.js';
import { type EditedFlow, type FlowEditor, NO_EDITOR } from '../editor.js';
import { isWired } from './read-json.js';
import { withName } from './redaction.js';

const NOTHING: readonly Edit[] = [];

/** Changes to a script of the desktop editor. */
export function editCxoneXml({ text }: EditedFlow): FlowEditor {
  const { root } = readXml(text);
  if (!root) return NO_EDITOR;
  return {
    ...NO_EDITOR,
    addVariableFlag: (variable) => redact(text, root, variable),
    wire: (action, output, to) => wire(text, root, action, output, to),
  };
}

function redact(text: string, root: XmlElement, { name, isSecure, isShared }: Variable): readonly Edit[] {
  const item = childOf(root, 'LibraryItem');
  if (isSecure || !item) return NOTHING;
  const listed = isShared ? `global:${name}` : name;
  const list = item.attributes.find((attribute) => attribute.name.toLowerCase() === 'variableredaction');
  if (list) {
    const { start, end } = list.value;
    return [{ span: { start: end, end }, newText: withName(text.slice(start, end), listed) }];
  }
  const at = item.start + 1 + item.name.length;
  return [{ span: { start: at, end: at }, newText: ` VariableRedaction="${listed}"` }];
}

function wire(text: string, root: XmlElement, action: Action, output: string, to: Action): readonly Edit[] {
  const target = to.id;
  if (target === undefined || !/^\d+$/.test(target) || action.outputs.some(({ name }) => name === output))
    return NOTHING;
  const element = childOf(root, 'Actions')?.children.find(({ start }) => start === action.span.start);
  const branches = element && childOf(element, 'Branches');
  if (!branches) return NOTHING;
  for (const branch of branches.children) {
    const id = childOf(branch, 'ActionID');
    const isMeant = contentOf(text, childOf(branch, 'Text')).toLowerCase() === output;
    if (isMeant && id && !isWired(contentOf(text, id))) return [{ span: id.content, newText: target }];
  }
  const label = output.charAt(0).toUpperCase() + output.slice(1);
  const entry = `<BranchStruct><Text>${label}</Text><ActionID>${target}</ActionID><Index>0</Index></BranchStruct>`;
  const { start, end, content, name } = branches;
  if (!text.startsWith('/>', content.start))
    return [{ span: { start: content.start, end: content.start }, newText: entry }];
  return [{ span: { start, end }, newText: `<${name}>${entry}</${name}>` }];
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name.toLowerCase() === name.toLowerCase());
}

function contentOf(text: string, element: XmlElement | undefined): string {
  return element ? text.slice(element.content.start, element.content.end).trim() : '';
}
