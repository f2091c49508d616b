/** The other side of a conversation in JSON-RPC: a worker, or a port in a test. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** A signal that an answer is no longer wanted; Monaco's tokens fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type Handler = (params: never) => unknown;

const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;

/** The editor's word, as name and as message, for an answer that nobody waits for any more; it does not count as a failure. */
const CANCELED = 'Canceled';

export class Cancelled extends Error {
  override readonly name = CANCELED;

  constructor() {
    super(CANCELED);
  }
}

/** Requests and notifications in both directions over one port. */
export class Rpc {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  readonly #handlers = new Map<string, Handler>();
  readonly #listener = ({ data }: { readonly data: unknown }) => this.#take(data);
  #lastId = 0;
  /** What waits until the conversation has begun; undefined when nothing has to. */
  #held: unknown[] | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.addEventListener('message', this.#listener);
  }

  /** Answers requests and takes notifications of one method. What it returns, or resolves to, is the answer. */
  on<P>(method: string, handler: (params: P) => unknown): void {
    this.#handlers.set(method, handler as Handler); // the other side keeps to the protocol of the method
  }

  /** The first request of a conversation, and what to say when it is answered; all else that is said meanwhile waits. */
  async begin<R>(method: string, params: object, answered: string): Promise<R> {
    const answer = this.request<R>(method, params);
    this.#held = [];
    const result = await answer;
    const held = this.#held;
    this.#held = undefined;
    this.notify(answered, {});
    for (const message of held) this.#send(message);
    return result;
  }

  notify(method: string, params: object): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** The answer has the type that the protocol gives to the method. */
  request<R>(method: string, params: object, cancellation?: Cancellation): Promise<R> {
    if (cancellation?.isCancellationRequested) return Promise.reject(new Cancelled());
    const id = ++this.#lastId;
    const subscription = cancellation?.onCancellationRequested(() => {
      this.notify('$/cancelRequest', { id });
      this.#settle(id)?.reject(new Cancelled());
    });
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer.finally(() => subscription?.dispose()) as Promise<R>;
  }

  /** Nobody will answer any more. */
  end(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
    this.#port.removeEventListener('message', this.#listener);
  }

  #send(message: unknown): void {
    if (this.#held) this.#held.push(message);
    else this.#port.postMessage(message);
  }

  #take(data: unknown): void {
    if (typeof data !== 'object' || data === null) return;
    const message: Message = data;
    if (message.method !== undefined) void this.#handle(message.method, message);
    else if (typeof message.id === 'number') this.#answered(message.id, message);
  }

  #answered(id: number, { result, error }: Message): void {
    const waiting = this.#settle(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  async #handle(method: string, { id, params }: Message): Promise<void> {
    const handler = this.#handlers.get(method);
    const isRequest = id !== undefined && id !== null;
    if (!handler) {
      if (isRequest) this.#reply(id, { error: { code: METHOD_NOT_FOUND, message: `There is no ${method} here.` } });
      return;
    }
    try {
      const result = (await handler(params as never)) ?? null;
      if (isRequest) this.#reply(id, { result });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown error';
      if (isRequest) this.#reply(id, { error: { code: INTERNAL_ERROR, message } });
    }
  }

  #reply(id: number | string, answer: object): void {
    this.#port.postMessage({ jsonrpc: '2.0', id, ...answer });
  }
}
