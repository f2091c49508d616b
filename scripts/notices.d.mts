interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

export function packageFolders(metafile: Metafile): string[];
export function noticesOf(root: string, folders: readonly string[]): string;
