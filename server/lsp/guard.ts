import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** What a guard does with a handler's defect. */
export interface Watch {
  /** Tests want to see the error itself. */
  readonly rethrows: boolean;
  log(line: string): void;
  /** A question has been answered; the answer goes out in one of the next turns. */
  answered(): void;
}

/** A handler that throws must not end the session: log it, answer with the neutral value. */
export function guard<P, R>(watch: Watch, feature: string, neutral: R, handler: (params: P) => R | Promise<R>) {
  return async (params: P, token?: CancellationToken): Promise<R> => {
    if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${feature} cancelled`);
    watch.answered();
    try {
      return await handler(params);
    } catch (error) {
      // A refusal is an answer.
      if (error instanceof ResponseError || watch.rethrows) throw error;
      watch.log(`[${feature}] ${placeOf(error)}`);
      return neutral;
    }
  };
}

/** The kind and the place of a defect, but not its message: that may quote the flow. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return `${error.name}${error.stack?.match(/\n\s+at [^\n]+/)?.[0].replace(/\s+/g, ' ') ?? ''}`;
}

/** A request that cannot be fulfilled, with the sentence for the user. */
export function refusal(sentence: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, sentence);
}
