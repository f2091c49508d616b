import { readFileSync } from 'node:fs';

/** So long no diagnostics come after the opening before a server counts as ready. */
const QUIET_MS = 700;

/** A document that is opened in one server and edited there, one keystroke at a time. */
export class LspDocument {
  #client;
  #lines;
  #version = 1;
  uri;

  /** Nothing is read from the address: the text comes from the client, as in an editor. */
  constructor(client, input) {
    this.#client = client;
    this.uri = `file:///bench/${input.name}.yaml`;
    this.#lines = readFileSync(input.path, 'utf8').split('\n');
  }

  get text() {
    return this.#lines.join('\n');
  }

  /** Ms until the first diagnostics, and what they are when the server has come to rest. */
  async open() {
    const start = performance.now();
    const first = this.#client.diagnostics(1);
    const textDocument = { uri: this.uri, languageId: 'yaml', version: 1, text: this.text };
    this.#client.notify('textDocument/didOpen', { textDocument });
    await first;
    const ms = performance.now() - start;
    return { ms, diagnostics: await this.#client.settled(QUIET_MS, first) };
  }

  /** Sends an edit of one line; gives when it was sent and a promise of the diagnostics for the new text. */
  edit({ line, from, to = from, text }) {
    const old = this.#lines[line];
    if (to > old.length) throw new Error(`line ${line} ends before column ${to}`);
    const version = ++this.#version;
    const diagnostics = this.#client.diagnostics(version);
    this.#lines.splice(line, 1, ...`${old.slice(0, from)}${text}${old.slice(to)}`.split('\n'));
    const range = { start: { line, character: from }, end: { line, character: to } };
    const sent = performance.now();
    this.#client.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version },
      contentChanges: [{ range, text }],
    });
    return { sent, diagnostics };
  }

  /** Asks about a place, such as `textDocument/hover`. */
  ask(method, line, character) {
    return this.#client.request(method, { textDocument: { uri: this.uri }, position: { line, character } });
  }

  /** The first line behind a line that looks so. */
  lineBehind(before, pattern) {
    const found = this.#lines.findIndex((line, i) => i > before && pattern.test(line));
    if (found < 0) throw new Error(`no line like ${pattern} behind line ${before}`);
    return { line: found, text: this.#lines[found] };
  }
}

const WORD = 'returned';

/** Writes a word into a literal of an expression in the middle of the file, takes it out again, and so on. */
export class Typist {
  /** Nothing above it may be added or taken away. */
  line;
  #document;
  #start;
  #length = 0;
  #isTaking = false;

  constructor(document, middle) {
    this.#document = document;
    const { line, text } = document.lineBehind(middle, /^\s+exp: \w+\.\w+ ?== ?"\w+"/);
    this.line = line;
    this.#start = text.lastIndexOf('"');
  }

  keystroke() {
    if (this.#length === 0) this.#isTaking = false;
    if (this.#length === WORD.length) this.#isTaking = true;
    const at = this.#start + this.#length;
    if (this.#isTaking) {
      this.#length--;
      return this.#document.edit({ line: this.line, from: at - 1, to: at, text: '' });
    }
    const letter = WORD[this.#length++];
    return this.#document.edit({ line: this.line, from: at, text: letter });
  }

  /** Opens a quotation that nothing closes; the way back is `mend`. */
  spoil() {
    return this.#document.edit({ line: this.line, from: this.#expression, text: '"' });
  }

  mend() {
    return this.#document.edit({ line: this.line, from: this.#expression, to: this.#expression + 1, text: '' });
  }

  get #expression() {
    return this.#document.text.split('\n')[this.line].indexOf('exp: ') + 5;
  }
}
