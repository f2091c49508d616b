import type { Place } from '../../model/finding.js';
import type { HclBlock } from '../../syntax/hcl/ast.js';
import { folderOf, joinPath, pathOf, relativePath } from '../values/paths.js';
import { knownText, madeText, open, type Value } from '../values/value.js';
import { evaluate, type Scope } from './evaluate.js';
import { attributeOf, type Declared, type TerraformModule } from './module.js';
import { isRepeated, repetitionsOf } from './repetitions.js';

/** A property or index; undefined when it is not known. */
export type Name = string | number | undefined;

/** What all instances of one evaluation share. */
export interface Evaluation {
  readonly modules: ReadonlyMap<string, TerraformModule>;
  /** A file of the workspace by its path. */
  file(path: string): { readonly uri: string; readonly text: string } | undefined;
  /** Where a module that comes from elsewhere was put, as `terraform init` has noted it. */
  installed(root: string, path: string): string | undefined;
  /** Begins with one more expression; false when more was worked out, or deeper, than files of people ask for. */
  begin(): boolean;
  end(): void;
  /** Notes an instance; false when there are too many. */
  enter(): boolean;
}

/** Calls of modules inside modules that are followed. */
const DEPTH_LIMIT = 20;

/** Attributes of resources that are what the file says; all others are given by the platform. */
const WRITTEN: ReadonlySet<string> = new Set(['name', 'category', 'filename', 'content', 'secure', 'filepath']);

/** One use of a module: the root itself, or a call with its inputs. Values are worked out when asked for, once. */
export class Instance {
  readonly evaluation: Evaluation;
  readonly module: TerraformModule;
  readonly root: TerraformModule;
  /** 'module.pay.module.card' in front of a root's folder; tells instances apart. */
  readonly path: string;
  readonly #depth: number;
  readonly #inputs: ReadonlyMap<string, Value> | undefined;
  readonly #values = new Map<string, Value>();
  readonly #children = new Map<string, readonly Instance[]>();

  constructor(
    evaluation: Evaluation,
    module: TerraformModule,
    parent?: { readonly instance: Instance; readonly name: string; readonly inputs: ReadonlyMap<string, Value> },
  ) {
    this.evaluation = evaluation;
    this.module = module;
    this.root = parent?.instance.root ?? module;
    this.path = parent ? `${parent.instance.path}:${parent.name}` : module.folder;
    this.#depth = parent ? parent.instance.#depth + 1 : 0;
    this.#inputs = parent?.inputs;
  }

  variable(name: string, place: Place): Value {
    return this.#once(`var.${name}`, place, () => this.#variable(name, place));
  }

  local(name: string, place: Place): Value {
    const declared = this.module.locals.get(name);
    if (!declared) return this.#open(`local.${name}`, place);
    return this.#once(`local.${name}`, place, () => evaluate(declared.part.value, this.scope(declared.uri)));
  }

  /** `path.module`, `path.root`, `path.cwd`; Terraform is started in the folder of the root. */
  folder(which: string, place: Place): Value {
    if (which === 'module') return madeText(relativePath(this.root.folder, this.module.folder), place);
    return which === 'root' || which === 'cwd' ? madeText('.', place) : this.#open(`path.${which}`, place);
  }

  /** `module.x.y`, also with an index behind x. */
  output(names: readonly Name[], place: Place): { readonly value: Value; readonly used: number } {
    const [name] = names;
    const used = typeof names[1] === 'number' ? 4 : 3;
    const wanted = names[used - 2];
    const child = typeof name === 'string' ? this.child(name) : undefined;
    const declared = typeof wanted === 'string' ? child?.module.outputs.get(wanted) : undefined;
    const expression = declared && attributeOf(declared.part.body, 'value');
    const key = `module.${names.join('.')}`;
    if (!child || !declared || !expression) return { value: this.#open(key, place), used: names.length + 1 };
    const value = child.#once(`output.${wanted}`, place, () => evaluate(expression, child.scope(declared.uri)));
    return { value, used };
  }

  /** `type.name.attribute` of a resource; what the file writes is known, everything else is the platform's. */
  attribute(names: readonly Name[], place: Place): { readonly value: Value; readonly used: number } | undefined {
    const [type, name] = names;
    const declared = this.module.resourceByName.get(`${type}.${name}`);
    const at = typeof names[2] === 'number' ? 3 : 2;
    const attribute = names[at];
    if (!declared || typeof attribute !== 'string') return undefined;
    const expression = WRITTEN.has(attribute) ? attributeOf(declared.part.body, attribute) : undefined;
    const key = `${type}.${name}.${attribute}`;
    const used = at + 1;
    if (!expression || isRepeated(declared.part)) return { value: this.#open(key, place), used };
    return { value: this.#once(key, place, () => evaluate(expression, this.scope(declared.uri))), used };
  }

  scope(uri: string, names?: ReadonlyMap<string, Value>): Scope {
    return { uri, instance: this, ...(names ? { names } : {}) };
  }

  /** The module behind a call; undefined when it is not among the files, or used several times. */
  child(name: string): Instance | undefined {
    const children = this.children(name);
    const call = this.module.calls.get(name);
    return call && !isRepeated(call.part) ? children[0] : undefined;
  }

  /** Every use of a module by one call; none when it is not among the files. */
  children(name: string): readonly Instance[] {
    let children = this.#children.get(name);
    if (!children) {
      // A module that calls itself through its inputs finds nothing while it is made.
      this.#children.set(name, []);
      children = this.#makeChildren(name);
      this.#children.set(name, children);
    }
    return children;
  }

  #makeChildren(name: string): readonly Instance[] {
    const call = this.module.calls.get(name);
    const module = call && this.#moduleOf(name, call);
    if (!call || !module || this.#depth >= DEPTH_LIMIT) return [];
    return repetitionsOf(call.part, this.scope(call.uri)).flatMap(({ suffix, names }) => {
      if (!this.evaluation.enter()) return [];
      const scope = this.scope(call.uri, names);
      const inputs = new Map(call.part.body.attributes.map((part) => [part.name, evaluate(part.value, scope)]));
      return [new Instance(this.evaluation, module, { instance: this, name: name + suffix, inputs })];
    });
  }

  #moduleOf(name: string, { uri, part }: Declared<HclBlock>): TerraformModule | undefined {
    const folder = sourceFolder(part, uri) ?? this.evaluation.installed(this.root.folder, this.#addressOf(name));
    return folder === undefined ? undefined : this.evaluation.modules.get(folder);
  }

  /** As `terraform init` names it: 'pay.card'. */
  #addressOf(name: string): string {
    return [...this.path.slice(this.root.folder.length).split(':').slice(1), name].join('.');
  }

  #variable(name: string, place: Place): Value {
    const declared = this.module.variables.get(name);
    const given = this.#inputs ? this.#inputs.get(name) : this.#valueFromFile(name);
    if (given) return given;
    const standard = declared && attributeOf(declared.part.body, 'default');
    return standard && declared ? evaluate(standard, this.scope(declared.uri)) : this.#open(`var.${name}`, place);
  }

  #valueFromFile(name: string): Value | undefined {
    const written = this.module.values.get(name);
    return written && evaluate(written.part.value, this.scope(written.uri));
  }

  /** A value that is asked for while it is worked out depends on itself. */
  #once(key: string, place: Place, work: () => Value): Value {
    const known = this.#values.get(key);
    if (known) return known;
    this.#values.set(key, this.#open(key, place));
    const value = work();
    this.#values.set(key, value);
    return value;
  }

  #open(key: string, place: Place): Value {
    return open(`${this.path} ${key}`, place);
  }
}

/** The folder that a call of a module on this disk names; undefined for one that comes from elsewhere. */
export function sourceFolder(call: HclBlock, uri: string): string | undefined {
  const source = attributeOf(call.body, 'source');
  const [only] = source?.kind === 'template' && source.parts.length === 1 ? source.parts : [];
  const text = only?.kind === 'text' ? only.source.text : '';
  return /^\.\.?(?:[/\\]|$)/.test(text) ? joinPath(folderOf(pathOf(uri)), text) : undefined;
}

/** A path that an expression comes to, seen from where Terraform is started. */
export function resolvePath(value: Value | undefined, { root }: Instance): string | undefined {
  const text = knownText(value);
  return text === undefined ? undefined : joinPath(root.folder, text);
}
