import type { HclAttribute, HclBlock, HclBody, HclExpression, HclFile } from '../../syntax/hcl/ast.js';
import { folderOf, nameOf, pathOf } from '../values/paths.js';

/** A file that was read, not yet evaluated. */
export interface TerraformFile {
  readonly uri: string;
  readonly hcl: HclFile;
}

export interface Declared<T> {
  readonly uri: string;
  readonly part: T;
}

/** What the files of one folder declare together. */
export interface TerraformModule {
  /** The folder as a path. */
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Declared<HclBlock>>;
  readonly locals: ReadonlyMap<string, Declared<HclAttribute>>;
  readonly outputs: ReadonlyMap<string, Declared<HclBlock>>;
  /** Also those of one name, which are an error, unless the files are examples of which one is taken. */
  readonly resources: readonly Declared<HclBlock>[];
  /** By 'type.name'. */
  readonly resourceByName: ReadonlyMap<string, Declared<HclBlock>>;
  readonly calls: ReadonlyMap<string, Declared<HclBlock>>;
  /** Values that Terraform takes from files by itself; the last one counts. */
  readonly values: ReadonlyMap<string, Declared<HclAttribute>>;
}

const VALUES = /(?:^terraform|\.auto)\.tfvars(?:\.json)?$/;

export function isVariablesFile(uri: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(uri);
}

interface Building extends TerraformModule {
  readonly variables: Map<string, Declared<HclBlock>>;
  readonly locals: Map<string, Declared<HclAttribute>>;
  readonly outputs: Map<string, Declared<HclBlock>>;
  readonly resources: Declared<HclBlock>[];
  readonly resourceByName: Map<string, Declared<HclBlock>>;
  readonly calls: Map<string, Declared<HclBlock>>;
  readonly values: Map<string, Declared<HclAttribute>>;
}

/** The modules of a workspace by folder. Files come in the order of their addresses, so the result does not depend on it. */
export function modulesOf(files: readonly TerraformFile[]): ReadonlyMap<string, TerraformModule> {
  const modules = new Map<string, Building>();
  for (const file of [...files].sort((a, b) => rank(a) - rank(b) || (a.uri < b.uri ? -1 : 1))) {
    const path = pathOf(file.uri);
    const folder = folderOf(path);
    const module = modules.get(folder) ?? emptyModule(folder);
    modules.set(folder, module);
    if (!isVariablesFile(path)) addBlocks(module, file);
    else if (VALUES.test(nameOf(path))) addValues(module, file);
  }
  return modules;
}

/** `terraform.tfvars` is read before all `*.auto.tfvars` (Terraform documentation, "Variable Definition Precedence"). */
function rank({ uri }: TerraformFile): number {
  return /\.auto\.tfvars(?:\.json)?$/.test(uri) ? 1 : 0;
}

function emptyModule(folder: string): Building {
  return {
    folder,
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    resources: [],
    resourceByName: new Map(),
    calls: new Map(),
    values: new Map(),
  };
}

function addBlocks(module: Building, { uri, hcl }: TerraformFile): void {
  for (const block of hcl.body.blocks) {
    const [first, second] = block.labels;
    if (block.type === 'locals') {
      for (const part of block.body.attributes) add(module.locals, part.name, { uri, part });
    } else if (block.type === 'resource' && first && second) {
      module.resources.push({ uri, part: block });
      add(module.resourceByName, `${first.text}.${second.text}`, { uri, part: block });
    } else if (first && block.type === 'variable') add(module.variables, first.text, { uri, part: block });
    else if (first && block.type === 'output') add(module.outputs, first.text, { uri, part: block });
    else if (first && block.type === 'module') add(module.calls, first.text, { uri, part: block });
  }
}

/** Two of one name are an error for Terraform; the first stands. */
function add<T>(parts: Map<string, Declared<T>>, name: string, part: Declared<T>): void {
  if (!parts.has(name)) parts.set(name, part);
}

function addValues(module: Building, { uri, hcl }: TerraformFile): void {
  for (const part of hcl.body.attributes) module.values.set(part.name, { uri, part });
}

export function attributeOf(body: HclBody, name: string): HclExpression | undefined {
  return body.attributes.find((attribute) => attribute.name === name)?.value;
}

/** A block inside a block; in JSON it is written as a value. Undefined when it is not there or made by `dynamic`. */
export function nestedBlock(body: HclBody, type: string): HclBody | HclExpression | undefined {
  const block = body.blocks.find((candidate) => candidate.type === type);
  if (block) return block.body;
  const value = attributeOf(body, type);
  return value?.kind === 'list' ? value.items[0] : value;
}
