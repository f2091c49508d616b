import type { Random } from './random.js';

const WORDS = [
  'Task.card',
  'yes',
  'no',
  'Flow.pin',
  '10',
  'a-b',
  'x:y',
  'is#no',
  "it's",
  'say "x"',
  '~',
  'Ä',
  '😀',
  '-1',
  '?x',
  'null',
];
const COMMENTS = ['# note', '#', '# key: value', '#- x', '# "'];

/** Writes one random document that uses every construct of YAML 1.2 and is correct. */
export function generateDocument(random: Random, depth = 4): string {
  return new Generator(random).document(depth);
}

class Generator {
  readonly #random: Random;
  #anchors = 0;
  #keys = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  document(depth: number): string {
    const random = this.#random;
    let text = random.chance(0.1) ? '# first\n\n' : '';
    if (random.chance(0.08)) text += '%YAML 1.2\n---\n';
    else if (random.chance(0.1)) text += '---\n';
    text += this.#collection(0, depth);
    if (random.chance(0.05)) text += '...\n';
    if (random.chance(0.1)) text = text.trimEnd();
    if (random.chance(0.1)) text = text.replaceAll('\n', '\r\n');
    return random.chance(0.05) ? `\ufeff${text}` : text;
  }

  #collection(indent: number, depth: number): string {
    return this.#random.chance(0.65) ? this.#map(indent, depth) : this.#seq(indent, depth);
  }

  #map(indent: number, depth: number): string {
    let text = '';
    for (let left = 1 + this.#random.below(4); left > 0; left--) {
      text += this.#filler(indent) + ' '.repeat(indent) + this.#entry(indent, depth);
    }
    return text;
  }

  /** One entry of a map, without its indentation. */
  #entry(indent: number, depth: number): string {
    const random = this.#random;
    if (random.chance(0.06)) {
      const key = this.#value(indent, depth > 2 ? 1 : 0, true);
      return `?${key}${random.chance(0.8) ? `${' '.repeat(indent)}:${this.#value(indent, depth - 1, true)}` : ''}`;
    }
    const colon = random.chance(0.06) ? ' :' : ':';
    return this.#key() + colon + this.#value(indent, depth - 1, false);
  }

  #key(): string {
    const random = this.#random;
    const name = `k${this.#keys++}`;
    const roll = random.below(20);
    if (roll < 2) return `"${name}"`;
    if (roll < 4) return `'${name}''s'`;
    if (roll < 6) return `{{${name} x}}`;
    if (roll < 7) return `{{${name}}}-Lambda`;
    if (roll < 8) return `\${${name}}-Lambda`;
    if (roll < 9) return `${this.#anchor()}${name}`;
    if (roll < 10) return `[${name}, {a: b}]`;
    return random.chance(0.2) ? `${name} with spaces` : name;
  }

  #seq(indent: number, depth: number): string {
    let text = '';
    for (let left = 1 + this.#random.below(4); left > 0; left--) {
      text += `${this.#filler(indent) + ' '.repeat(indent)}-${this.#value(indent, depth - 1, true)}`;
    }
    return text;
  }

  /** What follows an indicator, up to and with the last line break. */
  #value(indent: number, depth: number, isCompact: boolean): string {
    const random = this.#random;
    if (depth > 0 && random.chance(0.55)) return this.#nested(indent, depth, isCompact);
    const roll = random.below(20);
    if (roll === 0) return this.#end();
    if (roll < 3) return this.#blockScalar(indent);
    if (roll < 5) return ` ${this.#flow(indent + 1, 2)}${this.#end()}`;
    if (roll < 6) return ` ${this.#manyLines(indent)}${this.#end()}`;
    if (roll < 7 && this.#anchors > 0) return ` *a${random.below(this.#anchors)}${this.#end()}`;
    if (roll < 8) return ` ${this.#properties()} ${this.#scalar()}${this.#end()}`;
    if (roll < 9) return `${this.#end()}${' '.repeat(indent + 1 + random.below(3))}${this.#scalar()}${this.#end()}`;
    return `${random.chance(0.05) ? '\t' : ' '.repeat(1 + random.below(2))}${this.#scalar()}${this.#end()}`;
  }

  #nested(indent: number, depth: number, isCompact: boolean): string {
    const random = this.#random;
    if (isCompact && random.chance(0.6)) {
      const spaces = 1 + random.below(3);
      const inner = indent + 1 + spaces;
      const text = random.chance(0.8) ? this.#map(inner, depth) : this.#seq(inner, depth);
      return ' '.repeat(spaces) + text.slice(text.search(/[^ \n#]/) < 0 ? 0 : firstEntry(text));
    }
    const properties = random.chance(0.05) ? ` ${this.#properties()}` : '';
    if (!isCompact && random.chance(0.3)) return `${properties}${this.#end()}${this.#seq(indent, depth)}`;
    return properties + this.#end() + this.#collection(indent + 1 + random.below(4), depth);
  }

  #anchor(): string {
    return `&a${this.#anchors++} `;
  }

  #properties(): string {
    const tag = this.#random.pick(['', '!t', '!!str', '!<x:y>']);
    return tag === '' ? this.#anchor().trim() : tag;
  }

  #scalar(): string {
    const random = this.#random;
    const roll = random.below(10);
    if (roll < 2)
      return `"${random.pick(['', 'x', 'a\\nb', '\\u00e4 \\x41 \\U0001f600', 'say \\"x\\"', '{{p}} # no', ': '])}"`;
    if (roll < 3) return `'${random.pick(['', 'x', "it''s", '{{p}}', 'a: b # c', '\\n'])}'`;
    if (roll < 4)
      return random.pick([
        '{{value}}',
        '{{pre fix}}-x',
        'a {{b.c}} d',
        `${'$'}{x}`,
        `a${'$'}{x}b`,
        '%{ if x }y%{ endif }',
      ]);
    return `${random.pick(['v', '-x', 'w ', 'Task.'])}${random.pick(WORDS)}`;
  }

  #manyLines(indent: number): string {
    const random = this.#random;
    const line = () => `\n${random.chance(0.2) ? '\n' : ''}${' '.repeat(indent + 1 + random.below(3))}`;
    switch (random.below(3)) {
      case 0:
        return `one${line()}- two${line()}three "x"`;
      case 1:
        return `"one \\n${line()}two\\${line()}three"`;
      default:
        return `'one${line()}it''s two${line()}'`;
    }
  }

  #flow(indent: number, depth: number): string {
    const random = this.#random;
    const space = () =>
      random.chance(0.15) ? `\n${' '.repeat(indent + random.below(3))}` : random.chance(0.5) ? ' ' : '';
    const item = (): string => {
      if (depth > 0 && random.chance(0.25)) return this.#flow(indent, depth - 1);
      return random
        .pick(['a', 'b c', '"q"', "'s'", '-1', 'x:y', '{{p}}', 'a{{b}}', '*', '&'])
        .replace(/^[*&]$/, () => this.#mark());
    };
    const items: string[] = [];
    const isMap = random.chance(0.5);
    for (let left = random.below(4); left > 0; left--) {
      if (isMap)
        items.push(random.chance(0.8) ? `k${this.#keys++}:${` ${space()}`}${item()}` : `"k${this.#keys++}":${item()}`);
      else items.push(random.chance(0.15) ? `${random.chance(0.3) ? '? ' : ''}k: ${item()}` : item());
    }
    const comma = random.chance(0.1) && items.length > 0 ? ',' : '';
    const body = items.join(`${space()},${space()}`) + comma;
    return isMap ? `{ ${body}${space()}}` : `[${space()}${body}${space()}]`;
  }

  #mark(): string {
    if (this.#anchors > 0 && this.#random.chance(0.5)) return `*a${this.#random.below(this.#anchors)} `;
    return `${this.#anchor()}x`;
  }

  #blockScalar(indent: number): string {
    const random = this.#random;
    const deep = 1 + random.below(3);
    const isExplicit = random.chance(0.2);
    const header = random.pick(['|', '>']) + (isExplicit ? deep : '') + random.pick(['', '', '-', '+']);
    let text = ` ${header}${random.chance(0.1) ? ' # note' : ''}\n`;
    if (random.chance(0.1)) return text;
    for (let left = 1 + random.below(5); left > 0; left--) {
      const isFirst = !text.includes('\n ');
      if (random.chance(0.2)) text += '\n';
      const more = random.chance(0.2) && (!isFirst || isExplicit) ? '  ' : '';
      text += `${' '.repeat(indent + deep)}${more}${random.pick(['text', 'key: value', '- x', '# no comment', '{{p}}'])}\n`;
    }
    return text + (random.chance(0.2) ? '\n\n' : '');
  }

  #end(): string {
    const random = this.#random;
    return `${random.chance(0.1) ? ' '.repeat(random.below(3)) : ''}${random.chance(0.08) ? ` ${random.pick(COMMENTS)}` : ''}\n`;
  }

  /** Blank lines and comments between entries. */
  #filler(indent: number): string {
    const random = this.#random;
    if (random.chance(0.92)) return '';
    return random.chance(0.5)
      ? '\n'
      : `${' '.repeat(random.chance(0.5) ? indent : random.below(6))}${random.pick(COMMENTS)}\n`;
  }
}

/** Where the first entry of a collection starts, behind comments, blank lines and its indentation. */
function firstEntry(text: string): number {
  let at = 0;
  for (;;) {
    const match = /^ *(#.*)?\n/.exec(text.slice(at));
    if (match === null) return at + /^ */.exec(text.slice(at))![0].length;
    at += match[0].length;
  }
}
