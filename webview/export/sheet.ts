import type { CountsView, GraphView, PathView, StepView } from '../../server/core/ide/graph-view/graph-view.js';
import { COLOURS, element, escaped, FONT, textAt } from './markup.js';
import { type Diagram, drawDiagram, type Occurring } from './sheet-diagram.js';
import { diamond, disc, lineMarkup } from './sheet-parts.js';
import { planSheet, type SheetPlan } from './sheet-plan.js';

/** What a sheet says about itself; nothing of it can be known here. */
export interface SheetFacts {
  /** 'Card number in EventOrchestrator'; made of the path when it is left out. */
  readonly title?: string;
  /** Names of the files that were read. */
  readonly files: readonly string[];
  /** When it was drawn, in UTC: '2026-11-20 19:20 UTC'. */
  readonly drawn: string;
  /** SHA-256 of the inputs, in hexadecimal digits. */
  readonly content: string;
  /** 'Keytrace 0.1.0, taint policy 1'. */
  readonly madeWith: string;
  readonly sheet: number;
  readonly sheets: number;
}

/** A4 landscape. */
const PAGE = { width: 1440, height: 1018 } as const;
const PANEL = 744;
const COLUMNS = { steps: 44, legend: 700, block: 960, value: 1060, right: 1419.5 } as const;
const LAST_LINE = 'Drawn from the files named here by static analysis. Not an attestation.';

/** The data-flow diagram of one path as one SVG that needs nothing else. look.md, section 13. */
export function sheetOf(view: GraphView, index: number, facts: SheetFacts): string | undefined {
  const path = view.paths[index];
  if (!path) return undefined;
  const plan = planSheet(view, path);
  const title = facts.title ?? titleOf(plan);
  const diagram = drawDiagram(view, plan);
  const flows = plan.zones.length === 1 ? '1 flow' : `${plan.zones.length} flows`;
  const content = [
    element('title', { id: 'title' }, escaped(`Data-flow diagram: ${title}`)),
    element('desc', { id: 'description' }, escaped(path.description)),
    element('rect', { width: PAGE.width, height: PAGE.height, fill: COLOURS.ground }),
    element('rect', {
      x: 20.5,
      y: 20.5,
      width: PAGE.width - 41,
      height: PAGE.height - 41,
      fill: 'none',
      stroke: COLOURS.line,
    }),
    MARK,
    textAt(94, 56, title, { size: 20, weight: 700, width: 1200 }),
    textAt(94, 78, `Data-flow diagram of one value, ${flows}, 1 finding`, { size: 13, colour: COLOURS.quiet }),
    diagram.markup,
    rules(),
    stepsPanel(view, plan),
    legend(diagram),
    titleBlock(view, title, facts),
  ];
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${PAGE.width} ${PAGE.height}`,
    width: '297mm',
    height: '210mm',
    role: 'img',
    'aria-labelledby': 'title description',
    'font-family': FONT,
  };
  return `${element('svg', root, `\n${content.join('\n')}\n`)}\n`;
}

/** Sheets as a page that prints one below the other. It runs nothing and loads nothing. */
export function sheetPage(title: string, sheets: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>@page{size:A4 landscape;margin:0}body{margin:0}svg{display:block;width:100%;height:auto;break-after:page}</style>
</head><body>
${sheets.join('\n')}</body></html>
`;
}

/** The key that is a flow. */
const MARK = element(
  'g',
  { transform: 'translate(44,40) scale(0.28125)' },
  [
    element('rect', { width: 128, height: 128, rx: 28, fill: COLOURS.trace }),
    element('path', {
      d: 'M69.5 38a19.5 19.5 0 1 1-39 0a19.5 19.5 0 1 1 39 0zM50 58V97Q50 105 58 105H78M50 76H78',
      fill: 'none',
      stroke: '#fff',
      'stroke-width': 11,
      'stroke-linecap': 'round',
    }),
    element('circle', { cx: 50, cy: 38, r: 6, fill: '#fff' }),
    element('circle', { cx: 84, cy: 76, r: 9, fill: '#fff' }),
    element('circle', { cx: 84, cy: 105, r: 9, fill: '#fff' }),
  ].join(''),
);

function titleOf({ path, zones }: SheetPlan): string {
  const label = path.label.charAt(0).toUpperCase() + path.label.slice(1);
  return `${label} in ${zones[0]?.flow.name ?? 'these flows'}`;
}

function rules(): string {
  const bottom = PAGE.height - 20.5;
  const d = `M20.5,${PANEL}H${COLUMNS.right}M${COLUMNS.legend - 20},${PANEL}V${bottom}M${COLUMNS.block},${PANEL}V${bottom}M${COLUMNS.value - 8},${PANEL}V${bottom}`;
  return element('path', { d, fill: 'none', stroke: COLOURS.line });
}

/** Steps in words, in two columns. */
const STEP = { height: 35, width: 318, rows: 4 } as const;

function stepsPanel({ findings }: GraphView, { path, leftOut }: SheetPlan): string {
  const { title } = findings[path.finding] ?? { title: '' };
  const most = STEP.rows * 2;
  const shown = path.steps.length <= most ? path.steps : [...path.steps.slice(0, most - 1), path.steps.at(-1)!];
  const width = shown.length > STEP.rows ? STEP.width : STEP.width * 2;
  const lines = shown.map((step, at) => {
    const number = at === shown.length - 1 ? path.steps.length : at + 1;
    const x = COLUMNS.steps + Math.floor(at / STEP.rows) * STEP.width;
    const y = PANEL + 52 + (at % STEP.rows) * STEP.height;
    return stepMarkup(step, number, number === path.steps.length, { x, y, width: width - 40 });
  });
  const hidden = path.steps.length - shown.length;
  const left = [
    ...leftOut,
    ...(hidden > 0 ? [`${hidden} steps in words`] : []),
    'organisation settings',
    'what other systems do with the value',
  ];
  const quiet = { size: 12, colour: COLOURS.quiet, width: 630 };
  return [
    textAt(COLUMNS.steps, PANEL + 28, `Finding F1: ${title}`, { size: 13, weight: 600, width: 630 }),
    ...lines,
    textAt(COLUMNS.steps, PANEL + 212, `Not on this sheet: ${left.join(', ')}.`, quiet),
    textAt(COLUMNS.steps, PANEL + 232, LAST_LINE, quiet),
  ].join('');
}

function stepMarkup(
  { title, clause, place }: StepView,
  number: number,
  isLast: boolean,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): string {
  return [
    disc(String(number), x + 10, y - 4, isLast ? COLOURS.error : COLOURS.trace, 9),
    textAt(x + 28, y, `${title}: ${clause}`, { size: 12, width }),
    textAt(x + 28, y + 15, `${fileName(place.uri)}, line ${place.line}`, {
      size: 11,
      colour: COLOURS.quiet,
      width,
      isMono: true,
    }),
  ].join('');
}

/** The end of an address; what stands before it belongs to somebody's machine. */
function fileName(uri: string): string {
  return uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1);
}

const LEGEND: readonly (readonly [Occurring, string])[] = [
  ['value', 'the value, numbered steps'],
  ['leak', 'leaves to a sink'],
  ['control', 'control without data'],
  ['secure', 'secure call flow'],
  ['entity', 'outside the flows'],
  ['store', 'data store'],
  ['finding', 'finding at a boundary'],
];

/** Only what is on the sheet. */
function legend({ occurring }: Diagram): string {
  const rows = LEGEND.filter(([what]) => occurring.has(what));
  const drawn = rows.map(([what, words], at) => {
    const y = PANEL + 56 + at * 27;
    return legendMark(what, COLUMNS.legend, y) + textAt(COLUMNS.legend + 50, y + 4, words, { size: 12, width: 190 });
  });
  return textAt(COLUMNS.legend, PANEL + 28, 'Legend', { size: 13, weight: 600 }) + drawn.join('');
}

function legendMark(what: Occurring, x: number, y: number): string {
  switch (what) {
    case 'secure':
      return element('rect', {
        x,
        y: y - 8,
        width: 36,
        height: 16,
        rx: 5,
        fill: 'none',
        stroke: COLOURS.trace,
        'stroke-width': 1.6,
        'stroke-dasharray': '7 4',
      });
    case 'entity':
      return element('rect', {
        x,
        y: y - 8,
        width: 36,
        height: 16,
        fill: 'none',
        stroke: COLOURS.quiet,
        'stroke-width': 1.5,
      });
    case 'store':
      return element('path', {
        d: `M${x},${y - 7}h36m-36,14h36`,
        fill: 'none',
        stroke: COLOURS.quiet,
        'stroke-width': 1.8,
      });
    case 'finding':
      return diamond('F1', x + 18, y);
    default:
      return lineMarkup(
        [
          { x, y },
          { x: x + 36, y },
        ],
        what,
      );
  }
}

function titleBlock(view: GraphView, title: string, facts: SheetFacts): string {
  const { files, drawn, content, madeWith, sheet, sheets } = facts;
  const names = files.map(fileName);
  const rows: readonly (readonly [string, string])[] = [
    ['Title', title],
    ['Files', names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(', ')],
    ['Drawn', drawn],
    ['Content', `sha256 ${shortHash(content)}`],
    ['Made with', madeWith],
    ['Result', resultOf(view)],
    ['Sheet', `${sheet} of ${sheets}`],
  ];
  const height = (PAGE.height - 20.5 - PANEL) / rows.length;
  return rows
    .map(([name, value], at) => {
      const y = PANEL + at * height;
      const line =
        at === 0 ? '' : element('path', { d: `M${COLUMNS.block},${y}H${COLUMNS.right}`, stroke: COLOURS.line });
      const look = { size: 12.5, width: 340, ...(at === 0 ? { weight: 600 } : {}) };
      return [
        line,
        textAt(COLUMNS.block + 16, y + 23, name, { size: 12, colour: COLOURS.quiet }),
        textAt(COLUMNS.value, y + 23, value, look),
      ].join('');
    })
    .join('');
}

/** Enough to compare by eye; the whole of it stands in the description of the file that goes with the sheet. */
function shortHash(content: string): string {
  const groups = content.match(/.{1,4}/g) ?? [];
  return groups.length <= 4 ? groups.join(' ') : `${groups[0]} ${groups[1]} \u2026 ${groups.at(-1)}`;
}

function resultOf({ flows }: GraphView): string {
  const sum = (name: keyof CountsView) => flows.reduce((all, { counts }) => all + counts[name], 0);
  const word = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return `${word(sum('errors'), 'error')}, ${word(sum('warnings'), 'warning')}, ${sum('notUnderstood')} unknown`;
}

/** Paths that a sheet can be drawn of: those of findings that nobody has accepted. */
export function sheetPaths({ findings, paths }: GraphView): readonly PathView[] {
  return paths.filter(({ finding }) => findings[finding]?.isSuppressed === false);
}
