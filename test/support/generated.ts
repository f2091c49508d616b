import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Generated {
  readonly text: string;
}

interface Generators {
  writeFlow(options: { seed: number; name: string; lines: number; leaks: number }): Generated;
  writeCallGraph(options: {
    seed: number;
    name: string;
    tasks: number;
    actionsPerTask: number;
    leaks: number;
    secretShare: number;
  }): Generated;
}

const INPUTS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bench', 'inputs');
const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(INPUTS, name)).href);

// The generators of the benchmarks are plain scripts; this is what they promise.
export const { writeFlow } = (await load('flow.mjs')) as Pick<Generators, 'writeFlow'>;
export const { writeCallGraph } = (await load('call-graph.mjs')) as Pick<Generators, 'writeCallGraph'>;
