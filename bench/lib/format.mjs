export const HEAD = ['row', 'what', 'ours', 'rival', 'median (min-max)', 'gate / aim / bar', 'verdict'];

export function milliseconds({ median }) {
  return `${number(median)} ms`;
}

export function number(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function spread({ median, min, max }, unit) {
  return `${number(median)} ${unit} (${number(min)}-${number(max)})`;
}

/** Whether `value` is at least as good as a goal. */
function reaches(value, goal, isLess) {
  return isLess ? value <= goal : value >= goal;
}

export function isMissed({ wrong, stopped, goal, value }) {
  return (
    wrong !== undefined ||
    stopped !== undefined ||
    (goal.gate !== undefined && !reaches(value.median, goal.gate, goal.isLess))
  );
}

export function verdict({ wrong, stopped, goal, value }) {
  if (wrong) return `WRONG: ${wrong}`;
  if (stopped) return `misses GATE: ${stopped}`;
  const { gate, aim, bar, isLess } = goal;
  if (gate === undefined) return '';
  const missed = [];
  if (!reaches(value.median, gate, isLess)) missed.push('GATE');
  if (bar !== undefined && !reaches(value.median, bar, isLess)) missed.push('bar');
  if (!reaches(value.median, aim, isLess)) missed.push('aim');
  return missed.length === 0 ? 'reaches its aim' : `misses ${missed.join(', ')}`;
}

export function goalText({ gate, aim, bar, isLess }) {
  if (gate === undefined) return '';
  const sign = isLess ? '<=' : '>=';
  return `${sign} ${gate} / ${aim}${bar === undefined ? '' : ` / ${bar}`}`;
}

/** A Markdown table whose columns line up. */
export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
