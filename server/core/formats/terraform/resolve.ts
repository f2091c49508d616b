import type { DataAction, FlowFilling } from '../../model/resource.js';
import { joinPath, pathOf } from '../values/paths.js';
import { DATA_ACTION, readDataAction } from './data-action.js';
import { FLOW, readDeployment, readTemplates } from './fillings.js';
import { type Evaluation, Instance, sourceFolder } from './instance.js';
import { modulesOf, type TerraformFile, type TerraformModule } from './module.js';
import { repetitionsOf } from './repetitions.js';

/** What Terraform makes, as far as the files say it. */
export interface Deployed {
  readonly dataActions: readonly DataAction[];
  readonly fillings: readonly FlowFilling[];
}

/** What `terraform init` notes about modules that come from elsewhere: '.terraform/modules/modules.json'. */
export interface InstalledModules {
  /** The folder of the root. */
  readonly root: string;
  /** Folders, relative to the root, by the address of the call: 'pay.card'. */
  readonly folders: ReadonlyMap<string, string>;
}

export interface TerraformInput {
  readonly files: readonly TerraformFile[];
  readonly installed: readonly InstalledModules[];
  /** A file of the workspace by its path. */
  file(path: string): { readonly uri: string; readonly text: string } | undefined;
}

/** Expressions that are worked out at most: hostile files multiply themselves. */
const EFFORT = 500_000;
const DEPTH = 400;
const INSTANCES = 2_000;

/** Evaluates the modules that no other module calls, and through them all others. */
export function resolveTerraform(input: TerraformInput): Deployed {
  const modules = modulesOf(input.files);
  const evaluation = evaluationOf(input, modules);
  const dataActions: DataAction[] = [];
  const fillings: FlowFilling[] = [];
  const waiting = rootsOf(modules, evaluation).map((module) => new Instance(evaluation, module));
  for (const instance of waiting) {
    readInstance(instance, dataActions, fillings);
    for (const name of instance.module.calls.keys()) for (const child of instance.children(name)) waiting.push(child);
  }
  return { dataActions, fillings };
}

function evaluationOf({ file, installed }: TerraformInput, modules: Evaluation['modules']): Evaluation {
  let effort = 0;
  let depth = 0;
  let instances = 0;
  return {
    modules,
    file,
    installed: (root, address) => {
      const folder = installed.find((one) => one.root === root)?.folders.get(address);
      return folder === undefined ? undefined : joinPath(root, folder);
    },
    begin: () => {
      if (depth >= DEPTH || effort >= EFFORT) return false;
      effort++;
      depth++;
      return true;
    },
    end: () => {
      depth--;
    },
    enter: () => instances++ < INSTANCES,
  };
}

/** Copies that Terraform has fetched are parts of the roots that use them, never roots. */
function rootsOf(modules: ReadonlyMap<string, TerraformModule>, evaluation: Evaluation): TerraformModule[] {
  const called = new Set<string>();
  for (const { calls, folder } of modules.values()) {
    for (const [name, { uri, part }] of calls) {
      const target = sourceFolder(part, uri) ?? evaluation.installed(folder, name);
      if (target !== undefined && target !== folder) called.add(target);
    }
  }
  return [...modules.values()].filter(({ folder }) => !called.has(folder) && !/(?:^|\/)\.terraform\//.test(folder));
}

function readInstance(instance: Instance, dataActions: DataAction[], fillings: FlowFilling[]): void {
  for (const { uri, part } of instance.module.resources) {
    const type = part.labels[0]?.text;
    for (const { names } of repetitionsOf(part, instance.scope(uri))) {
      const scope = instance.scope(uri, names);
      if (type === DATA_ACTION) dataActions.push(readDataAction(part, scope));
      const deployment = type === FLOW ? readDeployment(part, scope) : undefined;
      if (deployment) fillings.push(deployment);
      fillings.push(...readTemplates(part, scope));
    }
  }
}

/** Paths of the workspace's files, for look-ups from inside the configuration. */
export function filesByPath<T extends { readonly uri: string }>(files: Iterable<T>): ReadonlyMap<string, T> {
  return new Map([...files].map((file) => [pathOf(file.uri), file]));
}
