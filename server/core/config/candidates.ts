/** What is read from folders; the content decides whether it is a flow, or says something about what flows use. */
export const CANDIDATE = /\.(?:ya?ml|tftpl|json|tf|tfvars|i3[^./\\]*)$/i;

/** The same for clients that watch files. */
export const CANDIDATE_GLOBS: readonly string[] = ['**/*.{yaml,yml,tftpl,json,tf,tfvars}', '**/*.i3*'];

export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);
