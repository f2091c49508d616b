/** What is read from folders; the content decides whether it is a flow, or says something about what flows use. */
export const CANDIDATE = /\.(?:ya?ml|tftpl|json|xml|tf|tfvars|i3[^./\\]*)$/i;

/** The same for clients that watch files. */
export const CANDIDATE_GLOBS: readonly string[] = ['**/*.{yaml,yml,tftpl,json,xml,tf,tfvars}', '**/*.i3*'];

export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);

/** What a user settles for a folder and everything in it. */
export const CONFIG_FILE = 'keytrace.json';

/** What accepts findings in files that have no comments: JSON, .i3, XML. It holds for its folder and below. */
export const IGNORES_FILE = 'keytrace-ignores.json';
