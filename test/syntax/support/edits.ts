import type { Random } from './random.js';

const SPECIAL = [
  ...'-?:,[]{}#&*!|>\'"%@`~ \n\t\r\\',
  '- ',
  ': ',
  ' #',
  '? ',
  '\n- ',
  '\n  ',
  '{{x}}',
  `${'$'}{y}`,
  '---\n',
  '...\n',
  '&a ',
  '*a0',
  '!t ',
  '|\n',
  '>2\n',
  '\r\n',
  "''",
  '\\n',
  ': x',
  'é',
  '\u0000',
];

/** One small edit as a person or a broken tool makes it. */
export function edit(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + random.pick(SPECIAL) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(SPECIAL) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + text.slice(at + random.below(12));
    case 4:
      return text.slice(0, at) + random.pick(['a', ' ', '0', '\n']) + text.slice(at);
    default:
      return editLine(text, random);
  }
}

function editLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const index = random.below(lines.length);
  const line = lines[index]!;
  switch (random.below(6)) {
    case 0:
      lines.splice(index, 1);
      break;
    case 1:
      lines.splice(index, 0, line);
      break;
    case 2:
      lines[index] = ' '.repeat(1 + random.below(4)) + line;
      break;
    case 3:
      lines[index] = line.replace(/^ {1,2}/, '');
      break;
    case 4:
      lines[index] = `${line}${random.pick(SPECIAL)}`;
      break;
    default:
      lines[index] = line.replace(/\S/, (found) => random.pick(SPECIAL) + found);
  }
  return lines.join('\n');
}
