export const CLIENT_ID: string;

export type Fault =
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'busy'
  | 'busy for a moment'
  | 'failing'
  | 'slow'
  | 'unreachable'
  | 'nonsense'
  | 'other json'
  | 'cut'
  | 'redirect';

export interface StubRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface GenesysStub {
  readonly origin: string;
  readonly requests: readonly StubRequest[];
  readonly tokens: Set<string>;
  /** Seconds that a token is good for. */
  lasting: number;
  decline: boolean;
  fault(path: string, name: Fault, times?: number): void;
  /** Forgets requests and faults; tokens stay good. */
  reset(): void;
  revoke(): void;
  close(): Promise<void>;
}

export function startGenesys(): Promise<GenesysStub>;
export function editorAddress(stub: { readonly origin: string }, flow?: string): string;
