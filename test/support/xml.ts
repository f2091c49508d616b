/** An element of a document that was read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text below it, decoded. */
  readonly text: string;
}

const NAME = /[A-Za-z_][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)="([^"<]*)"/y;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Reads what an export writes: elements, attributes and text. Throws at everything that is not well-formed. */
export function readXml(text: string): XmlElement {
  const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (bad) throw new Error(`a character that XML does not have at ${bad.index}`);
  if (/[\u{d800}-\u{dfff}]/u.test(text)) throw new Error('a lone surrogate');
  const reader = new Reader(text.trim());
  const root = reader.element();
  if (reader.at !== reader.text.length) throw new Error(`something behind the root at ${reader.at}`);
  return root;
}

class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  element(): XmlElement {
    this.#expect('<');
    const name = this.#match(NAME, 'a name')[0];
    const attributes = this.#attributes();
    if (this.text.startsWith('/>', this.at)) {
      this.at += 2;
      return { name, attributes, children: [], text: '' };
    }
    this.#expect('>');
    const children: XmlElement[] = [];
    let content = '';
    for (;;) {
      const next = this.text.indexOf('<', this.at);
      if (next < 0) throw new Error(`${name} does not end`);
      content += decoded(this.text.slice(this.at, next));
      this.at = next;
      if (this.text.startsWith('</', next)) break;
      const child = this.element();
      children.push(child);
      content += child.text;
    }
    this.#expect(`</${name}>`);
    return { name, attributes, children, text: content };
  }

  #attributes(): Map<string, string> {
    const found = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = this.at;
      const match = ATTRIBUTE.exec(this.text);
      if (!match) return found;
      this.at = ATTRIBUTE.lastIndex;
      if (found.has(match[1]!)) throw new Error(`${match[1]} stands twice`);
      found.set(match[1]!, decoded(match[2]!));
    }
  }

  #match(pattern: RegExp, what: string): RegExpExecArray {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) throw new Error(`no ${what} at ${this.at}: ${this.text.slice(this.at, this.at + 40)}`);
    this.at = pattern.lastIndex;
    return match;
  }

  #expect(text: string): void {
    if (!this.text.startsWith(text, this.at)) {
      throw new Error(`no ${text} at ${this.at}: ${this.text.slice(this.at, this.at + 40)}`);
    }
    this.at += text.length;
  }
}

function decoded(text: string): string {
  const rest = text.replace(REFERENCE, '');
  if (rest.includes('&')) throw new Error(`a bare & in ${text.slice(0, 60)}`);
  return text.replace(REFERENCE, (_, name?: string, decimal?: string, hex?: string) =>
    name ? ENTITIES.get(name)! : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16)),
  );
}

/** An element and everything below it. */
export function* elementsIn(root: XmlElement): Generator<XmlElement> {
  yield root;
  for (const child of root.children) yield* elementsIn(child);
}
