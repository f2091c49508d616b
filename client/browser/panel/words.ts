import type { GraphView } from '../../../server/core/ide/graph-view/graph-view.js';
import { countsBySeverity } from '../../changes.js';
import type { LeftOut, WebPlace } from '../doors/door.js';
import type { PanelState, Problem, Result, Seen, Task } from './state.js';

/** What a button of the panel does. */
export type Deed = 'analyse' | 'again' | 'stop' | 'options' | 'designer' | 'follow';

/** What the panel says about the page in front, and the ways on. */
export interface Card {
  readonly look: 'plain' | 'busy' | 'problem';
  readonly title: string;
  readonly text: string;
  /** The first is the one that is meant. */
  readonly buttons: readonly { readonly deed: Deed; readonly label: string }[];
  /** Undefined: how much there is to do is not known. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** A field for the address of a page. */
  readonly takesAddress: boolean;
}

/** A point in time for people, in milliseconds since 1970: '21:40'. */
export type Clock = (time: number) => string;

const DESIGNER = { deed: 'designer', label: 'Open files instead' } as const;
const FOLLOW = { deed: 'follow', label: 'Follow my tabs on GitHub' } as const;
const OPTIONS = { deed: 'options', label: 'Open the options' } as const;
const AGAIN = { deed: 'again', label: 'Try again' } as const;

/** Undefined when the result says everything. */
export function cardOf(state: PanelState, clock: Clock): Card | undefined {
  return state.task.kind === 'none' ? seenCard(state) : taskCard(state.task, clock);
}

function seenCard({ seen, result }: PanelState): Card | undefined {
  if (seen.kind !== 'place') return withoutPlace(seen, result !== undefined);
  const { place } = seen;
  if (place.key === result?.place.key) return undefined;
  return {
    look: 'plain',
    title: place.title,
    text: `Keytrace reads it from ${hostsOf(place)}. It is analysed on this computer and sent nowhere.`,
    buttons: [{ deed: 'analyse', label: place.kind === 'changes' ? 'Analyse the changes' : 'Analyse' }],
    takesAddress: false,
  };
}

function withoutPlace(seen: Seen, hasResult: boolean): Card | undefined {
  // What is shown is of another page, and says so itself.
  if (seen.kind === 'unknown' || hasResult) return undefined;
  const isHidden = seen.kind === 'hidden';
  return {
    look: 'plain',
    title: isHidden ? 'The address of this tab is not visible' : 'No flow recognised on this page',
    text: isHidden
      ? 'Click the Keytrace button in the toolbar while the page is open, or paste its address here.'
      : 'Keytrace knows files, folders, pull requests, comparisons and commits on GitHub, and flows in Architect.',
    buttons: isHidden ? [FOLLOW, DESIGNER] : [DESIGNER],
    takesAddress: true,
  };
}

function taskCard(task: Exclude<Task, { readonly kind: 'none' }>, clock: Clock): Card {
  const busy = { look: 'busy', buttons: [{ deed: 'stop', label: 'Stop' }], takesAddress: false } as const;
  switch (task.kind) {
    case 'asking':
      return { ...busy, title: 'The browser asks for your permission', text: `To read from ${hostsOf(task.place)}.` };
    case 'fetching': {
      const { done, total, place } = task;
      const title = total === 0 ? `Asking ${hostsOf(place)}…` : `Reading ${number(total, 'file')}…`;
      const text = total === 0 ? place.title : `${done} done. ${place.title}`;
      return { ...busy, title, text, progress: { done, total } };
    }
    case 'reading':
      return { ...busy, title: `Analysing ${number(task.files, 'file')}…`, text: task.place.title };
    case 'failed':
      return { ...failureOf(task.problem, clock), look: 'problem', takesAddress: false };
  }
}

function failureOf({ kind, message, until }: Problem, clock: Clock): Pick<Card, 'title' | 'text' | 'buttons'> {
  const when = until === undefined ? '' : ` Try again at ${clock(until)}.`;
  switch (kind) {
    case 'permission':
      return { title: 'Not allowed to read', text: message, buttons: [{ deed: 'again', label: 'Ask again' }] };
    case 'sign-in':
      return { title: 'Sign-in needed', text: message, buttons: [OPTIONS, AGAIN] };
    case 'forbidden':
      return { title: 'Access denied', text: message, buttons: [OPTIONS, AGAIN] };
    case 'not-found':
      return { title: 'Not found', text: message, buttons: [OPTIONS, AGAIN] };
    case 'busy':
      return { title: 'Too many requests', text: `${message}${when}`, buttons: [AGAIN, OPTIONS] };
    case 'offline':
      return {
        title: 'No connection',
        text: `${message} Nothing is lost; try again when you are online.`,
        buttons: [AGAIN],
      };
    case 'broken':
      return { title: 'No usable answer', text: `${message}${when}`, buttons: [AGAIN] };
    case 'cancelled':
      return { title: 'Stopped', text: 'Nothing was kept of what had been read.', buttons: [AGAIN] };
    case 'left':
      return { title: 'Stopped: the page has gone', text: message, buttons: [AGAIN] };
    case 'server':
      return { title: 'The analysis has failed', text: message, buttons: [AGAIN, DESIGNER] };
  }
}

/** 'api.github.com and raw.githubusercontent.com'. */
export function hostsOf({ origins }: WebPlace): string {
  const hosts = origins.map((pattern) => pattern.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, ''));
  const last = hosts.at(-1) ?? 'nowhere';
  return hosts.length < 2 ? last : `${hosts.slice(0, -1).join(', ')} and ${last}`;
}

/** 'As of 21:40. The tab shows something else now.' */
export function thenText({ place, at }: Result, { seen, task }: PanelState, clock: Clock): string {
  const of = `As of ${clock(at)}`;
  if (task.kind === 'failed' && task.place.key === place.key) return `${of}: it could not be read anew.`;
  if (task.kind !== 'none' && task.place.key === place.key) return `${of}, until it has been read anew.`;
  if (seen.kind === 'hidden') return `${of}. Whether the tab still shows it is not visible.`;
  return `${of}. The tab shows something else now.`;
}

/** What is said aloud, and written above the findings. */
export function resultText({ after, changes }: Result): string {
  const { flows } = after.view;
  const unknown = flows.reduce((sum, { counts }) => sum + counts.notUnderstood, 0);
  const actions = flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  const size = `${number(flows.length, 'flow')}, ${number(actions, 'action')} read, ${unknown} not understood.`;
  if (changes) {
    const { opened, closed, unchanged } = changes;
    return `${opened.length} new, ${closed.length} gone, ${unchanged.length} unchanged. ${size}`;
  }
  return `${number(shownFindings(after.view).length, 'finding')}. ${size}`;
}

export function shownFindings({ findings }: GraphView): GraphView['findings'] {
  return findings.filter(({ isSuppressed }) => !isSuppressed);
}

/** '1 error, 2 warnings'; '' for none. */
export function countsText(findings: Parameters<typeof countsBySeverity>[0]): string {
  return countsBySeverity(findings)
    .map(({ severity, count }) => (severity === 'information' ? `${count} information` : number(count, severity)))
    .join(', ');
}

/** What was not analysed, wherever that came up; each path once. */
export function notAnalysed({ fetched, after, before }: Result, pathOf: (uri: string) => string): readonly LeftOut[] {
  const unread = [...after.view.unread, ...(before?.view.unread ?? [])];
  const all = [...fetched.left, ...unread.map(({ uri, reason }) => ({ path: pathOf(uri), why: sentence(reason) }))];
  return [...new Map(all.map((one) => [`${one.path}\n${one.why}`, one])).values()];
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.:]$/.test(begun) ? begun : `${begun}.`;
}

/** '1 file', '2 files'. */
export function number(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** For a screen reader: what has just changed, one sentence at a time. */
export function spokenText(state: PanelState, clock: Clock): string {
  const card = cardOf(state, clock);
  if (!card) return state.result ? `${state.result.fetched.title}: ${resultText(state.result)}` : '';
  // The count of files would be read out with each of them.
  return card.progress ? card.title : `${card.title}. ${card.text}`;
}
