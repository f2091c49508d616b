import { cookXml } from '../../syntax/xml/cook.js';
import type { XmlElement } from '../../syntax/xml/read.js';
import type { Span } from '../../text/span.js';
import { type ScriptJson, textAt } from './read-json.js';
import type { ScriptText } from './script.js';

/** A part of a file of the desktop editor, whether XML or the JSON that its clipboard holds. */
export interface Part {
  readonly span: Span;
  /** The first child of that name, or the attribute. */
  child(name: string): Part | undefined;
  /** What a list holds. */
  entries(): readonly Part[];
  /** The text, when it is one. */
  text(): ScriptText | undefined;
}

/** Names of elements are told apart without regard to case: two ages of the format differ in it. */
export function xmlPart(text: string, element: XmlElement): Part {
  return {
    span: { start: element.start, end: element.end },
    child(name) {
      const wanted = name.toLowerCase();
      const found = element.children.find((child) => child.name.toLowerCase() === wanted);
      if (found) return xmlPart(text, found);
      const attribute = element.attributes.find((one) => one.name.toLowerCase() === wanted);
      return attribute && textPart({ text: cookXml(text, attribute.value), span: attribute });
    },
    entries: () => element.children.map((child) => xmlPart(text, child)),
    text() {
      if (element.children.length > 0) return undefined;
      return { text: cookXml(text, element.content), span: element.content };
    },
  };
}

function textPart(text: ScriptText): Part {
  return { span: text.span, child: () => undefined, entries: () => [], text: () => text };
}

export function jsonPart(json: ScriptJson, node: number): Part {
  return {
    span: json.span(node),
    child(name) {
      const wanted = name.toLowerCase();
      for (const key of json.isMap(node) ? json.children(node) : []) {
        if (json.text(key).toLowerCase() === wanted) return jsonPart(json, json.valueOf(key));
      }
      return undefined;
    },
    entries() {
      const nodes = [...json.children(node)];
      if (!json.isMap(node)) return nodes.map((entry) => jsonPart(json, entry));
      // `{"string": [...]}` is what a converter makes of a list of elements.
      return nodes.flatMap((key) => {
        const value = json.valueOf(key);
        return json.isSeq(value)
          ? [...json.children(value)].map((entry) => jsonPart(json, entry))
          : jsonPart(json, value);
      });
    },
    text: () => textAt(json, node),
  };
}
