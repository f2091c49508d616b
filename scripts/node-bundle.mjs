// How programs for Node are bundled; the benchmarks measure bundles of the same kind.
import { readFileSync } from 'node:fs';

/**
 * Rows of facts become `JSON.parse('...')`: the engine reads a text several times faster than code that says the same,
 * and a program reads its rows at every start.
 */
export const ROWS_AS_TEXT = {
  name: 'rows-as-text',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]catalog[\\/].*\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    }),
};

/** Names survive minifying: an internal error names the function in which it happened. */
export const SMALL = { minifySyntax: true, minifyWhitespace: true };

/** Packages that ask for `import.meta.url` get it although the bundle is CommonJS. */
export const NODE = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
