import { CANDIDATE } from '../server/core/config/candidates.js';
import { DECODED_SCHEME } from './decoded-export.js';

/** Languages that flows are written in. They stay what they are: flows are told by their content. */
const LANGUAGES = ['yaml', 'json', 'jsonc'] as const;

/** Templates have no language of their own, and Terraform has one only where its extension is installed. */
const BY_NAME = /\.(?:tftpl|tf|tfvars)$/i;
const PATTERNS = ['**/*.tftpl', '**/*.tf', '**/*.tfvars'];

export interface OpenedDocument {
  readonly languageId: string;
  readonly scheme: string;
  readonly path: string;
}

/** One filter of a document selector. */
export interface Filter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** Whether it is worth to look into a document. Diffs and outputs are no documents of the user. */
export function mayHoldFlow({ languageId, scheme, path }: OpenedDocument, schemes: ReadonlySet<string>): boolean {
  if (scheme === DECODED_SCHEME) return true;
  if (!schemes.has(scheme)) return false;
  return (LANGUAGES as readonly string[]).includes(languageId) || BY_NAME.test(path);
}

/** The same for the language client: it sends such documents to the server, which answers for flows only. */
export function selectorFor(schemes: Iterable<string>): Filter[] {
  const files = [...schemes].flatMap((scheme) => [
    ...LANGUAGES.map((language): Filter => ({ scheme, language })),
    ...PATTERNS.map((pattern): Filter => ({ scheme, pattern })),
  ]);
  return [...files, { scheme: DECODED_SCHEME }];
}

/** Schemes of the files that people work on: those on disk, unsaved ones, and those of the workspace's folders. */
export function schemesOf(folders: Iterable<string>): Set<string> {
  return new Set(['file', 'untitled', ...folders]);
}

/** Whether the name of a file in a folder says that it may hold a flow. */
export function isCandidate(name: string): boolean {
  return CANDIDATE.test(name);
}

/** The name of the format; undefined when the text is no flow. The readers are loaded when the first text comes. */
export async function formatOf(uri: string, text: string): Promise<string | undefined> {
  const { flowLabel } = await import('../server/core/formats/recognition.js');
  return flowLabel(uri, text);
}

/** Whether a file is a reason to start: it holds a flow, or says something about what flows use. */
export async function concernsFlows(uri: string, text: string): Promise<boolean> {
  const recognition = await import('../server/core/formats/recognition.js');
  return recognition.concernsFlows(uri, text);
}
