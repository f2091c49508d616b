/** What the command line asks of the world, so that tests can stand in for it. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Promise<Uint8Array>;
  /** Milliseconds from any fixed point; only differences are used. */
  now(): number;
  /** The day, as in '2026-05-31'. */
  today(): string;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Width of the terminal; 0 when there is none. */
  readonly columns: number;
  write(text: string): void;
}
