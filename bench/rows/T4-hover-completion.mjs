import { milliseconds } from '../lib/format.mjs';
import { wrongDiagnostics } from '../lib/lsp-check.mjs';
import { bothWarm, inTurn, median, serverRounds } from '../lib/lsp-session.mjs';
import { compared } from '../lib/rounds.mjs';

const TIMES = 3;
const GOAL = { gate: 20, aim: 100, bar: 50 };
/** So much of what one side offers the other has to offer too. */
const SHARED = 0.9;

/** Each asks one question and gives the ms to the answer; those after an edit are sent right behind it. */
const QUESTIONS = [
  { what: 'hover at 10k lines after an edit', goal: GOAL, ask: hoverAfterEdit },
  { what: 'completion of an action at 10k lines after an edit', goal: GOAL, ask: completionAfterEdit, isOffer: true },
  { what: 'hover at 10k lines, nothing edited', goal: {}, ask: hoverOnly },
];

export async function* rows({ inputs, rounds }) {
  const both = await bothWarm(inputs.get('flow-10k'), { ourKeystrokes: 40, theirKeystrokes: 8 });
  const before = await wrongDiagnostics(both);
  for (const session of both) session.places = await makePlaces(session);
  const found = [];
  for (const question of QUESTIONS) found.push(before ? {} : await asked(both, question, serverRounds(rounds)));
  for (const session of both) await finishEntry(session);
  const after = before ?? (await wrongDiagnostics(both));
  for (const session of both) await session.stop();
  for (const [i, { what, goal }] of QUESTIONS.entries()) {
    const row = { id: 'T4', what: `${what} against yaml-language-server`, goal };
    yield after ? { ...row, wrong: after } : { ...row, ...found[i] };
  }
}

async function asked(both, { ask, isOffer }, rounds) {
  const answers = await inTurn(0, both, ask);
  const wrong = isOffer ? wrongOffers(answers) : wrongHovers(answers);
  return wrong ? { wrong } : measured(both, ask, isOffer ? answers : undefined, rounds);
}

async function measured(both, ask, offers, rounds) {
  for (const session of both) await ask(session);
  const medians = [[], []];
  const cpu = [[], []];
  for (let round = 0; round < rounds; round++) {
    const times = [[], []];
    for (let i = 0; i < TIMES; i++) {
      const pair = await inTurn(round + i, both, ask);
      times.forEach((list, side) => {
        list.push(pair[side].ms);
        cpu[side].push(pair[side].cpu);
      });
    }
    times.forEach((list, side) => {
      medians[side].push(median(list));
    });
  }
  const { first, second, ratio } = compared(medians);
  const counts = offers?.map(({ items }) => `, ${items.length} items`) ?? ['', ''];
  const inCpu = (side) => (process.platform === 'linux' ? `, CPU ${milliseconds({ median: median(cpu[side]) })}` : '');
  const [ours, rival] = [first, second].map((time, side) => `${milliseconds(time)}${inCpu(side)}${counts[side]}`);
  return { ours, rival, value: ratio, unit: 'x faster' };
}

/** Where an action stands, and in front of it a new list entry of which nothing is written yet. */
async function makePlaces({ document, typist }) {
  const { line, text } = document.lineBehind(typist.line, /^\s+- (playAudio|updateData):/);
  const column = text.indexOf('- ') + 2;
  await document.edit({ line, from: 0, text: `${' '.repeat(column - 2)}- \n` }).diagnostics;
  return { action: line + 1, entry: line, column, hasLetter: false };
}

/** Makes a whole action of the entry, so that the text can be judged. */
async function finishEntry({ document, places: { entry: line, column, hasLetter } }) {
  const text = `disconnect:\n${' '.repeat(column + 2)}name: Bye`;
  await document.edit({ line, from: column, to: column + (hasLetter ? 1 : 0), text }).diagnostics;
}

function hoverAfterEdit(session) {
  return hover(session, () => session.typist.keystroke());
}

function hoverOnly(session) {
  return hover(session, () => undefined);
}

async function hover(session, edit) {
  const { action, column } = session.places;
  const { answer, ...time } = await timed(session, edit, ['textDocument/hover', action, column + 1]);
  return { ...time, text: JSON.stringify(answer?.contents ?? '') };
}

/** Writes the first letter of the action, or takes it back, and asks for the rest. */
async function completionAfterEdit(session) {
  const { document, places } = session;
  const { entry: line, column, hasLetter } = places;
  const change = hasLetter ? { from: column, to: column + 1, text: '' } : { from: column, text: 'p' };
  places.hasLetter = !hasLetter;
  const place = ['textDocument/completion', line, column + (hasLetter ? 0 : 1)];
  const { answer, ...time } = await timed(session, () => document.edit({ line, ...change }), place);
  return { ...time, items: (answer?.items ?? answer ?? []).map(({ label }) => label) };
}

/** The next question waits until the diagnostics for the edit are there as well. */
async function timed(session, edit, question) {
  await session.rest();
  const before = session.threadMs();
  const start = performance.now();
  const edited = edit();
  const answer = await session.document.ask(...question);
  const time = { ms: performance.now() - start, cpu: session.threadMs() - before };
  await edited?.diagnostics;
  return { ...time, answer };
}

function wrongHovers([ours, theirs]) {
  const isAbout = ({ text }) => /Play Audio|Update Data/.test(text);
  if (!isAbout(ours)) return 'our hover does not name the action';
  return isAbout(theirs) ? undefined : 'the hover of the rival does not name the action';
}

function wrongOffers(answers) {
  const [ours, theirs] = answers.map(({ items }) => new Set(items));
  const shared = [...ours].filter((label) => theirs.has(label)).length;
  if (shared >= SHARED * Math.max(ours.size, theirs.size)) return undefined;
  return `not comparable: we offer ${ours.size} actions, the rival ${theirs.size}, both ${shared}`;
}
