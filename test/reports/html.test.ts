import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderHtml } from '../../server/reports/html/html.js';
import { STYLE, STYLE_HASH } from '../../server/reports/html/style.js';
import { analysed, failed, finding, ignored, report, rule, spanOf, step } from '../cli/support.js';

const TEXT = 'inboundCall:\n  ask: Task.card\n  exp: ToAudioTTS(Task.card)\n';
const LEAK = finding('flows/a.yaml', spanOf(TEXT, 'exp: ToAudioTTS(Task.card)'), {
  trace: [
    step('flows/a.yaml', spanOf(TEXT, 'Task.card'), 'card number collected here by "Ask"'),
    step('flows/a.yaml', spanOf(TEXT, 'ToAudioTTS(Task.card)'), 'spoken here by "Read back"'),
  ],
  fixes: [{ title: 'Speak the last four digits', safe: false, edits: new Map() }],
});
const PAGE = renderHtml(report([analysed('flows/a.yaml', TEXT)], [LEAK]));

/** Every kind of tag with the names of its attributes; whatever else begins with `<` is one by itself. */
function tagsOf(page: string): Set<string> {
  const tags = page.slice(page.indexOf('<body>')).matchAll(/<(?:\/?[a-z0-9]+(?: [\w-]+(?:="[^"<>]*")?)*>|.{0,20})/g);
  return new Set([...tags].map(([tag]) => tag.replace(/="[^"]*"/g, '')));
}

/** What a reader sees, tags gone. */
function words(page: string): string {
  const body = page.slice(page.indexOf('<body>'));
  const plain = body.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return plain.replace(/\s+/g, ' ');
}

test('the policy of the page admits its own style and nothing else', () => {
  expect(STYLE_HASH).toBe(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
  expect(PAGE).toContain(`<style>${STYLE}</style>`);
  expect(PAGE).toContain(
    `content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
  );
});

test('nothing is loaded, run or looked up elsewhere', () => {
  expect(PAGE).not.toMatch(/<(?:script|link|img|iframe|object|embed|form|base)\b|\bon\w+=|\bstyle=|url\(|@import/i);
  expect([...PAGE.matchAll(/(?:href|src)="([^"]*)"/g)].filter(([, to]) => !to!.startsWith('#'))).toEqual([]);
});

test('every link leads to something on the page, and no id comes twice', () => {
  const ids = [...PAGE.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...PAGE.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, to]) => to!);
  expect(links.filter((to) => !ids.includes(to))).toEqual([]);
});

test('a finding has its path as numbered steps with place and code', () => {
  const said = words(PAGE);
  expect(said).toContain('PAN in Task.card is spoken by "Read back"');
  expect(said).toContain('card number collected here by "Ask" flows/a.yaml:2:8 2 ask: Task.card');
  expect(said).toContain('spoken here by "Read back" flows/a.yaml:3:8 3 exp: ToAudioTTS(Task.card)');
  expect(said).toContain('Speak the last four digits (somebody has to look at the result)');
  expect(PAGE).toContain('<mark>ToAudioTTS(Task.card)</mark>');
  expect(said).toContain('Whoever stands by hears it.');
});

test('it says what it is not, and bears a day only when it is given one', () => {
  expect(words(PAGE)).toContain('It is not an attestation and not an assessment.');
  expect(words(PAGE)).not.toMatch(/\d{4}-\d\d-\d\d/);
  expect(words(renderHtml(report([], [], { date: '2026-06-30' })))).toContain('Day 2026-06-30');
  expect(words(PAGE)).not.toMatch(/compliant|verified|!/i);
});

test('hostile names stay text', () => {
  const name = '<img src=x onerror=alert(1)>"\'&</style></title><script>alert(1)</script>\u202e\u0000{{x}}';
  const text = `a: ${name}\n`;
  const uri = 'x"><script>.yaml';
  const leak = finding(uri, spanOf(text, name.slice(0, 9)), {
    message: name,
    flow: name,
    container: name,
    action: name,
    trace: [step(uri, spanOf(text, name.slice(0, 9)), name)],
    fixes: [{ title: name, safe: true, edits: new Map() }],
    fingerprint: name,
    pci: [name],
    cwe: [name],
  });
  const accepted = { ...leak, suppressed: { kind: 'inline', reason: name } as const };
  const files = [analysed(uri, text, name), failed(`b${uri}`, 'x', name), ignored(`c${uri}`, 'x', name)];
  const rules = [rule('secure-value-in-speech', { title: name, why: name, instead: name, falsePositives: name })];
  const leftOut = { files: [name], rules: [{ rule: name, why: 'off', files: 1 } as const] };
  const page = renderHtml(
    report(files, [leak, accepted], { rules, leftOut, problems: [name], remarks: [name], version: name, date: name }),
  );
  const known = tagsOf(PAGE);
  expect([...tagsOf(page)].filter((tag) => !known.has(tag))).toEqual([]);
  expect(page).not.toMatch(/[\u0000\u202e]/);
  expect(words(page)).toContain('<U+202E>');
});

test('values are masked wherever text of a flow stands', () => {
  const text = 'inboundCall:\n  pin: "4711"\n  lit: 4111111111111111\n  lit: hunter2hunter2\n';
  const pan = '4111111111111111';
  const leaks = [
    finding('a.yaml', spanOf(text, 'pin'), { message: `holds ${pan}`, action: pan, flow: pan }),
    finding('a.yaml', spanOf(text, 'lit: 4111'), { suppressed: { kind: 'inline', reason: pan } }),
    finding('a.yaml', spanOf(text, 'hunter2hunter2'), { rule: 'literal-credential', cwe: ['CWE-798'] }),
  ];
  const page = renderHtml(report([analysed('a.yaml', text, pan)], leaks, { remarks: [pan], problems: [pan] }));
  expect(page).not.toMatch(/4111111|4711|hunter2/);
  expect(page).toContain('************1111');
});

test('an empty result says what was read, and nothing analysed is no empty result', () => {
  expect(words(renderHtml(report([analysed('a.yaml', TEXT)], [])))).toContain(
    'No findings in 1 file; everything in them was understood.',
  );
  const nothing = words(renderHtml(report([failed('a.yaml', 'x', 'the flow ends in the middle')], [])));
  expect(nothing).toContain('Nothing was analysed, so nothing can be said about secure data.');
  expect(nothing).toContain('a.yaml Could not be read: the flow ends in the middle');
  expect(nothing).not.toContain('No findings in');
});

test('what was not looked at is listed with its reason', () => {
  const files = [{ ...analysed('a.yaml', TEXT), problems: 2 }, ignored('b.json', '{}', 'no flow in it')];
  const leftOut = {
    files: ['old/c.yaml'],
    rules: [
      { rule: 'secure-value-in-speech', why: 'off', files: 1 },
      { rule: 'trunk-dtmf-in-band', why: 'auditor', files: 1 },
    ] as const,
  };
  const problems = ['keytrace.json:1:2: There is no rule "x"'];
  const said = words(renderHtml(report(files, [], { leftOut, problems, dataActionCalls: { called: 3, unknown: 2 } })));
  expect(said).toContain('b.json Nothing to analyse: no flow in it');
  expect(said).toContain('old/c.yaml Left out by the settings ("ignore")');
  expect(said).toContain('secure-value-in-speech Switched off by the settings all files');
  expect(said).toContain('trunk-dtmf-in-band For auditors only, and the settings do not ask for it all files');
  expect(said).toContain('keytrace.json:1:2: There is no rule "x"');
  expect(said).toContain('1 file could be understood only in part');
  expect(said).toContain('3 data actions called by the flows; of 2 no file says whether it is secure');
  expect(said).toContain('No rule was applied.');
});

test('accepted findings are listed with their reason and do not count', () => {
  const suppressed = { kind: 'sidecar', reason: 'agreed with the bank' } as const;
  const page = renderHtml(report([analysed('flows/a.yaml', TEXT)], [{ ...LEAK, suppressed }]));
  expect(words(page)).toContain('agreed with the bank , in a file beside it');
  expect(words(page)).toContain('Result no findings, 1 file analysed');
  expect(words(page)).toContain('accepted, not counted above 1');
  expect(page).not.toContain('<article');
});

test('a thousand findings are all there, in order, and the same bytes come again', () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    ...LEAK,
    message: `Leak ${index + 1}`,
    fingerprint: `f${index}`,
  }));
  const input = report([analysed('flows/a.yaml', TEXT)], many);
  const page = renderHtml(input);
  expect([...page.matchAll(/<bdi>Leak (\d+)<\/bdi>/g)].map(([, number]) => Number(number))).toEqual(
    many.map((_, index) => index + 1),
  );
  expect(page).toContain('<h3>flows/a.yaml: 1000 findings</h3>');
  expect(renderHtml(input)).toBe(page);
});

test('its colours are those of the designer and the graph', () => {
  const tokens = readFileSync(new URL('../../webview/style/tokens.css', import.meta.url), 'utf8');
  const themes = tokens.split(/\n\}/).slice(0, 4).map(coloursOf);
  const ours = [...STYLE.matchAll(/:root\{([^}]*--trace-ink:#[^}]*)\}/g)].map(([, block]) => coloursOf(block!));
  const [light, dark, hc, hcLight] = themes;
  for (const [index, theme] of [light, dark, hcLight, hc].entries()) {
    const own = ours[index]!;
    expect(own.size).toBe(14);
    for (const [name, value] of own) expect([name, value]).toEqual([name, theme!.get(name)]);
  }
});

function coloursOf(block: string): ReadonlyMap<string, string> {
  const found = block.matchAll(/--(?:kt-)?([\w-]+): ?(?:var\([\w-]+, )?(#\w{6})/g);
  return new Map([...found].map(([, name, value]) => [name!, value!]));
}
