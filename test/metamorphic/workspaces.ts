import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../../server/core/formats/format.js';
import { readFlowBench } from '../support/flowbench.js';

export interface Workspace {
  readonly id: string;
  readonly files: readonly SourceFile[];
}

const TEST = fileURLToPath(new URL('..', import.meta.url));

/** Flows of our own and those of FlowBench, as far as they are YAML. */
export function readWorkspaces(): Workspace[] {
  const samples = yamlBelow(`${TEST}/formats/samples`).map((file) => ({ id: file.uri, files: [file] }));
  const folders = new Map<string, SourceFile[]>();
  for (const file of yamlBelow(`${TEST}/../examples`)) {
    const folder = dirname(file.uri);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const examples = [...folders].map(([id, files]) => ({ id, files }));
  return [...samples, ...examples, ...readFlowBench()];
}

function yamlBelow(folder: string): SourceFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return names
    .sort()
    .map((name) => ({ uri: name.replaceAll('\\', '/'), text: readFileSync(`${folder}/${name}`, 'utf8') }));
}
