import { fitsWildcard } from '../text/wildcard.js';
import type { SinkKind } from './actions.js';
import { type Label, type LabelSet, labelBit, NO_LABELS } from './labels.js';
import { classifyName, type NameVerdict, wordsOf } from './names.js';

/** What a user knows about their own names, data actions and settings; it stands above the catalogue's rows. */
export interface LocalFacts {
  readonly names: readonly NameFact[];
  readonly dataActions: readonly DataActionFact[];
  readonly sinks: readonly SinkFact[];
  readonly sources: readonly SourceFact[];
}

/** Names of variables, attributes and fields of data actions. `*` and `?` are wildcards. */
export interface NameFact {
  readonly match: string;
  /** 'none': not sensitive, whatever it is called. */
  readonly label: Label | 'none';
}

export interface DataActionFact {
  /** Wildcards too; left out = any. */
  readonly category?: string;
  readonly name?: string;
  /** The platform keeps nothing of its inputs. */
  readonly secure?: boolean;
  /** What it gives back is not sensitive any more: it hashes, masks, encrypts or tokenises. */
  readonly sanitises?: boolean;
  /** Where its inputs end up, when that is not the data action's own history. */
  readonly sink?: SinkKind;
  /** Seconds that it may take at most. */
  readonly maxSeconds?: number;
}

/** A setting of an action that shows, stores or sends what it holds. */
export interface SinkFact {
  /** The catalogue's kind; wildcards too. */
  readonly action: string;
  readonly input: string;
  readonly sink: SinkKind;
}

/** A result of an action that gives out something secret. */
export interface SourceFact {
  /** The catalogue's kind; wildcards too. */
  readonly action: string;
  /** The name of the result; where results have none, that of the setting. */
  readonly output: string;
  readonly label: Label;
}

export const NO_FACTS: LocalFacts = { names: [], dataActions: [], sinks: [], sources: [] };

const verdicts = new WeakMap<LocalFacts, Map<string, NameVerdict>>();
const VERDICT_LIMIT = 20_000;

/** What a name says: the last fact that fits it decides, else the catalogue. */
export function classifyWith(facts: LocalFacts, name: string): NameVerdict {
  if (facts.names.length === 0) return classifyName(name);
  const known = verdicts.get(facts) ?? new Map<string, NameVerdict>();
  verdicts.set(facts, known);
  let verdict = known.get(name);
  if (verdict === undefined) {
    verdict = settled(facts, name) ?? classifyName(name);
    if (known.size >= VERDICT_LIMIT) known.clear();
    known.set(name, verdict);
  }
  return verdict;
}

function settled({ names }: LocalFacts, name: string): NameVerdict | undefined {
  const fact = names.filter(({ match }) => fitsName(match, name)).at(-1);
  if (!fact) return undefined;
  if (fact.label === 'none') return { labels: NO_LABELS, isDisclaimed: true, isSettled: true };
  return { labels: labelBit(fact.label), isDisclaimed: false, isSettled: true };
}

/** `*_account_number` also fits customerAccountNumber: a name is compared as it is written and by its words. */
export function fitsName(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  const words = wordsOf(name).join('_');
  return fitsWildcard(wanted, name.toLowerCase()) || fitsWildcard(wanted, words) || fitsWildcard(wanted, `_${words}`);
}

/** Everything that is known about a data action; of two facts that say the same the later one counts. */
export function findDataAction({ dataActions }: LocalFacts, category: string, name: string): DataActionFact {
  let known: DataActionFact = {};
  for (const fact of dataActions) {
    if (fits(fact.category, category) && fits(fact.name, name)) known = { ...known, ...fact };
  }
  return known;
}

export function findSink({ sinks }: LocalFacts, action: string, input: string): SinkKind | undefined {
  return sinks.filter((fact) => fits(fact.action, action) && fits(fact.input, input)).at(-1)?.sink;
}

export function findSource({ sources }: LocalFacts, action: string, output: string): LabelSet {
  const fact = sources.filter((one) => fits(one.action, action) && fits(one.output, output)).at(-1);
  return fact ? labelBit(fact.label) : NO_LABELS;
}

function fits(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || fitsWildcard(pattern.toLowerCase(), text.toLowerCase());
}
