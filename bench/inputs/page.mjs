/** YAML text while it is written, with the counts that the inputs are described by. */
export class Page {
  #lines = [];
  #indent = 0;
  actions = 0;
  expressions = 0;

  /** Number of lines so far; a line's own number when it was just put. */
  get lines() {
    return this.#lines.length;
  }

  get column() {
    return this.#indent;
  }

  get text() {
    return `${this.#lines.join('\n')}\n`;
  }

  /** Adds a line and returns its number. */
  put(text) {
    this.#lines.push(' '.repeat(this.#indent) + text);
    return this.#lines.length;
  }

  /** A key with everything below it. */
  under(key, fill) {
    this.put(`${key}:`);
    this.#indent += 2;
    fill();
    this.#indent -= 2;
  }

  /** A list entry with one key, as actions, variables and statements are written. */
  entry(key, fill) {
    this.put(`- ${key}:`);
    this.#indent += 4;
    fill();
    this.#indent -= 4;
  }

  action(kind, name, fill = () => {}) {
    this.actions++;
    this.entry(kind, () => {
      this.put(`name: ${name}`);
      fill();
    });
  }

  /** A value given in one mode; returns the line of the value. */
  value(key, mode, text) {
    if (mode === 'exp') this.expressions++;
    let line = 0;
    this.under(key, () => {
      line = this.put(`${mode}: ${text}`);
    });
    return line;
  }

  /** `key:` with a literal of one field, as durations and queues are written. */
  literal(key, field, text) {
    this.under(key, () => this.under('lit', () => this.put(`${field}: ${text}`)));
  }

  nothing(...keys) {
    for (const key of keys) this.value(key, 'noValue', 'true');
  }

  /** A way out of an action. */
  output(name, fill) {
    this.under(name, () => this.under('actions', fill));
  }
}

/** An expression as Architect exports it when it has line breaks or quotes: one double-quoted line with escapes. */
export function quoted(expression) {
  return `"${expression.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
