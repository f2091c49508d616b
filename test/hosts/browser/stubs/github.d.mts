/** See github.mjs. */
export interface World {
  token?: string;
  states: Record<string, Record<string, string | Uint8Array | null>>;
  branches?: Record<string, string>;
  tags?: Record<string, string>;
  defaultBranch?: string;
  pulls?: Record<number, Pull>;
  compared?: Record<string, { mergeBase: string; commits: string[]; files: Changed[] }>;
  commits?: Record<string, { parents?: string[]; files?: Changed[] }>;
  isCut?: boolean;
  fault?:
    | 'unauthorized'
    | 'forbidden'
    | 'limit'
    | 'later'
    | 'broken'
    | 'slow'
    | 'no-json'
    | 'cut'
    | 'gone'
    | 'redirect'
    | undefined;
  faultOn?: RegExp | undefined;
  resets?: number;
  port?: number;
}

export interface Pull {
  base: string;
  head: string;
  mergeBase: string;
  files: Changed[];
}

export interface Changed {
  filename: string;
  status: string;
  previous_filename?: string;
}

export interface Stub {
  readonly hosts: { readonly web: string; readonly api: string; readonly raw: string };
  readonly world: World;
  readonly asked: readonly { readonly url: string; readonly authorization?: string; readonly cookie?: string }[];
  stop(): Promise<void>;
}

export function shaOf(text: string): string;
export function startGithub(world: World): Promise<Stub>;
