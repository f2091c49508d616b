import type { Flow, FormatId, Problem } from '../model/flow.js';
import type { Tape } from '../syntax/tape.js';
import type { EditedFlow, FlowEditor } from './editor.js';

/** A file as the core sees it. Spans of flows and problems count in `text`. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

export interface ReadResult {
  /**
   * What was read. Undefined only when the file turned out to hold no flow at all;
   * then `problems` says why.
   */
  readonly flow: Flow | undefined;
  readonly problems: readonly Problem[];
  /** What the flow was read from; the editor's reads (completion, folding) go there and never parse again. */
  readonly tape: Tape;
  /**
   * What the same file reads with another text, made of this result when only a little has changed; undefined when the
   * file is to be read anew. It takes this result apart: neither it nor anything in it may be used afterwards.
   */
  reread?(text: string): ReadResult | undefined;
}

/** One vendor file format. Adding a format is adding a folder that exports one of these. */
export interface FlowFormat {
  readonly id: FormatId;
  /** For people: 'Genesys Cloud Architect (Archy YAML)'. */
  readonly label: string;
  /** Decides by content; the name may only break a tie. 'no' for anything that is not a flow. */
  recognises(uri: string, text: string): 'yes' | 'no';
  /**
   * Raw file text to the text that spans count in. Only encoded formats (.i3) have it.
   * Undefined when the text cannot be decoded; the message says why.
   */
  decode?(text: string): { readonly text: string } | { readonly problem: string };
  /**
   * Never throws; a broken place becomes a problem and costs as little as possible around it. `isEdited`: more texts of
   * the file will follow, so a result that can be read again is worth its memory.
   */
  read(file: SourceFile, isEdited?: boolean): ReadResult;
  /** Format-preserving changes; left out by formats that are only read. */
  editor?(file: EditedFlow): FlowEditor;
}
