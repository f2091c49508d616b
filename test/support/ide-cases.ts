import { readFileSync, writeFileSync } from 'node:fs';
import { CONFIG_FILE } from '../../server/core/config/candidates.js';
import { mergeConfig } from '../../server/core/config/config.js';
import { readConfig } from '../../server/core/config/read-config.js';
import type { IdeContext } from '../../server/core/ide/context.js';
import type { ResourceIdeContext } from '../../server/core/ide/resource-context.js';
import { LineIndex } from '../../server/core/text/line-index.js';
import type { Span } from '../../server/core/text/span.js';
import { Workspace } from '../../server/core/workspace.js';
import { type Case, readCases } from './cases.js';

/**
 * A case of the editor's features, `test/ide/<feature>/<case>.txt`: prose, files, and requests with the answers that
 * are expected. One file holds a cursor `<|>` or a selection `<|text|>`; without a mark the first file is asked.
 */
export interface IdeCase {
  readonly id: string;
  readonly feature: string;
  readonly path: string;
  readonly prose: string;
  readonly files: readonly { readonly uri: string; readonly text: string }[];
  /** The file that is asked. */
  readonly uri: string;
  readonly marks: Marks;
  readonly requests: readonly IdeRequest[];
}

/** Where the mark was, in the text without it. A cursor is an empty range; `offset` is the end of a selection. */
export interface Marks {
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

export interface IdeRequest {
  /** `rename Task.pan` */
  readonly name: string;
  /** `Task.pan` */
  readonly argument: string;
  readonly expected: string;
}

/** What `test/ide/renderers/<feature>.ts` exports. */
export type Render = (context: IdeContext, marks: Marks, argument: string) => string;

/** What it exports as `renderResource` when the feature also answers in files that hold no flow. */
export type RenderResource = (context: ResourceIdeContext, marks: Marks, argument: string) => string;

export interface Renderer {
  readonly render: Render;
  readonly renderResource?: RenderResource;
}

const FILE = /^\S+\.(?:ya?ml|json|xml|tf|tfvars|tftpl|i3\w*)$/i;
const MARK = /<\|>|<\|([\s\S]*?)\|>/;

export function readIdeCases(): IdeCase[] {
  return readCases('ide').map(toIdeCase);
}

function toIdeCase({ id, path, prose, sections }: Case): IdeCase {
  const written = [...sections].filter(([name]) => FILE.test(name));
  const marked = written.find(([, text]) => MARK.test(text)) ?? written[0];
  if (!marked) throw new Error(`${id} has no file`);
  const { text, ...marks } = takeMark(marked[1]);
  return {
    id,
    feature: id.split('/')[0]!,
    path,
    prose,
    files: written.map(([uri, raw]) => ({ uri, text: uri === marked[0] ? text : raw })),
    uri: marked[0],
    marks,
    requests: [...sections].filter(([name]) => !FILE.test(name)).map(toRequest),
  };
}

function toRequest([name, expected]: readonly [string, string]): IdeRequest {
  return { name, argument: /\s(.*)$/.exec(name)?.[1] ?? '', expected: expected.trimEnd() };
}

function takeMark(text: string): Marks & { readonly text: string } {
  const mark = MARK.exec(text);
  if (!mark) return { text, offset: 0, start: 0, end: 0 };
  const start = mark.index;
  const end = start + (mark[1]?.length ?? 0);
  return { text: text.slice(0, start) + (mark[1] ?? '') + text.slice(start + mark[0].length), offset: end, start, end };
}

/** What a feature is given; undefined when the file holds no flow. Exports (.i3) are written as JSON in a case. */
export function contextOf(files: IdeCase['files'], uri: string): IdeContext | undefined {
  const settled = files.find((file) => file.uri === CONFIG_FILE);
  const config = mergeConfig(readConfig(settled?.text ?? '{}').layer);
  const workspace = new Workspace({ settingsOf: () => config });
  for (const file of files)
    workspace.set({ uri: file.uri, text: /\.i3\w*$/.test(file.uri) ? toI3(file.text) : file.text });
  const file = workspace.flow(uri);
  const snapshot = workspace.snapshot();
  return file && { file, workspace: snapshot, findings: snapshot.analysis.findings, facts: config.facts };
}

export function resourceContextOf(files: IdeCase['files'], uri: string): ResourceIdeContext | undefined {
  const workspace = new Workspace();
  for (const file of files) workspace.set(file);
  const snapshot = workspace.snapshot();
  const file = snapshot.resourceFiles.find((resource) => resource.uri === uri);
  return file && { file, workspace: snapshot, findings: snapshot.analysis.findings };
}

function toI3(json: string): string {
  return Buffer.from(encodeURIComponent(json)).toString('base64');
}

/** The answer to one request. */
export function answer(one: IdeCase, request: IdeRequest, { render, renderResource }: Renderer): string {
  const context = contextOf(one.files, one.uri);
  if (context) return render(context, one.marks, request.argument).trimEnd();
  const resource = renderResource && resourceContextOf(one.files, one.uri);
  return resource ? renderResource(resource, one.marks, request.argument).trimEnd() : 'no flow';
}

/** What the case expects; with UPDATE=1 in the environment it is first replaced by what was found. */
export function expectedAnswer(one: IdeCase, request: IdeRequest, actual: string): string {
  if (process.env.UPDATE !== '1' || request.expected === actual) return request.expected;
  const text = readFileSync(one.path, 'utf8');
  const heading = `-- ${request.name} --\n`;
  const from = text.indexOf(`\n${heading}`) + 1 + heading.length;
  const next = text.slice(from).search(/^-- .+ --$/m);
  const rest = next < 0 ? '' : text.slice(from + next);
  writeFileSync(one.path, `${text.slice(0, from)}${actual === '' ? '' : `${actual}\n`}${rest}`);
  return actual;
}

/** `pay.yaml:3:7-12 text`, or `pay.yaml:3:7-5:2` for what goes over several lines. */
export function renderPlace({ workspace }: Pick<IdeContext, 'workspace'>, uri: string, span: Span): string {
  const text = [...workspace.flows, ...workspace.resourceFiles].find((file) => file.uri === uri)?.text ?? '';
  const lines = new LineIndex(text);
  const from = lines.positionAt(span.start);
  const to = lines.positionAt(span.end);
  const start = `${uri}:${from.line + 1}:${from.column + 1}`;
  if (from.line !== to.line) return `${start}-${to.line + 1}:${to.column + 1}`;
  return `${start}-${to.column + 1} ${text.slice(span.start, span.end)}`.trimEnd();
}
