import type { DataActionCalls } from './graph/called-data-actions.js';
import type { Finding } from './model/finding.js';
import type { Flow, FormatId } from './model/flow.js';
import type { DataAction, ResourceFormatId } from './model/resource.js';
import type { LineIndex } from './text/line-index.js';

/** What became of one input file. */
export interface AnalysedFile {
  readonly uri: string;
  /**
   * 'analysed': a flow was read, or something about what flows use. 'ignored': nothing of that in it.
   * 'failed': it holds such a thing, but could not be read at all.
   */
  readonly status: 'analysed' | 'ignored' | 'failed';
  readonly format: FormatId | ResourceFormatId | undefined;
  readonly flows: readonly Flow[];
  /** Data actions that are declared in it. */
  readonly dataActions: readonly DataAction[];
  /** The text that spans count in: the file's own text, or the decoded text of an .i3 export. */
  readonly text: string;
  readonly lines: LineIndex;
  /** Number of findings about the file's own readability (syntax, expressions). */
  readonly problems: number;
  /** Why a file is ignored or failed, one sentence; '' when analysed. */
  readonly reason: string;
}

/** The answer to "where does secure data go in these files?". */
export interface Analysis {
  readonly files: readonly AnalysedFile[];
  /** Ordered by file, then place, then rule. */
  readonly findings: readonly Finding[];
  readonly dataActionCalls: DataActionCalls;
}
