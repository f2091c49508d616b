import type { FilledValue, FlowFilling } from '../../model/resource.js';
import type { HclBlock, HclBody, HclExpression } from '../../syntax/hcl/ast.js';
import { textOf, type Value } from '../values/value.js';
import { valueIn } from './data-action.js';
import { evaluate, placeOf, type Scope } from './evaluate.js';
import { resolvePath } from './instance.js';

/** What the provider calls a flow that is deployed from a file. */
export const FLOW = 'genesyscloud_flow';

/** What a deployed flow gets for its `{{x}}`. */
export function readDeployment({ body, span, labels }: HclBlock, scope: Scope): FlowFilling | undefined {
  const path = resolvePath(valueIn(body, 'filepath', scope), scope.instance);
  const flow = path === undefined ? undefined : scope.instance.evaluation.file(path)?.uri;
  if (flow === undefined) return undefined;
  const values = valueIn(body, 'substitutions', scope);
  const place = values?.place ?? { uri: scope.uri, span: labels[1]?.span ?? span };
  return { ...place, style: 'substitution', flow, ...filledBy(values, scope) };
}

/** Flows that are templates: what `templatefile` gives them for their `${x}`. */
export function readTemplates(block: HclBlock, scope: Scope): FlowFilling[] {
  return templateCalls(block).flatMap((call) => {
    const [path, values] = call.args.map((arg) => evaluate(arg, scope));
    const target = resolvePath(path, scope.instance);
    const flow = target === undefined ? undefined : scope.instance.evaluation.file(target)?.uri;
    if (flow === undefined) return [];
    const place = values?.place ?? placeOf(call, scope);
    return [{ ...place, style: 'template' as const, flow, ...filledBy(values, scope) }];
  });
}

function filledBy(values: Value | undefined, scope: Scope): Pick<FlowFilling, 'values' | 'isComplete'> {
  const filled = new Map<string, FilledValue>();
  if (values === undefined) return { values: filled, isComplete: true };
  if (values.kind !== 'map') return { values: filled, isComplete: false };
  for (const [name, { key, value }] of values.entries) {
    const open = { kind: 'open' as const, key: `${scope.instance.path} ${key.uri}:${key.span.start}` };
    filled.set(name, { key, value: textOf(value) ?? { ...value.place, parts: [open] } });
  }
  return { values: filled, isComplete: values.isComplete };
}

type Call = HclExpression & { readonly kind: 'call' };

const callsByBlock = new WeakMap<HclBlock, readonly Call[]>();

/** Calls of `templatefile` anywhere in a block. */
function templateCalls(block: HclBlock): readonly Call[] {
  const known = callsByBlock.get(block);
  if (known) return known;
  const calls: Call[] = [];
  const bodies: HclBody[] = [block.body];
  const waiting: HclExpression[] = [];
  for (let body = bodies.pop(); body; body = bodies.pop()) {
    for (const { value } of body.attributes) waiting.push(value);
    for (const inner of body.blocks) bodies.push(inner.body);
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'call' && next.name === 'templatefile') calls.push(next);
    for (const part of partsOf(next)) waiting.push(part);
  }
  calls.sort((a, b) => a.span.start - b.span.start);
  callsByBlock.set(block, calls);
  return calls;
}

function partsOf(expression: HclExpression): readonly HclExpression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap((part) => (part.kind === 'value' ? [part.value] : []));
    case 'list':
      return expression.items;
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case 'access':
      return [expression.object, expression.key];
    case 'call':
      return expression.args;
    case 'conditional':
      return expression.parts;
    case 'operation':
      return expression.operands;
    default:
      return [];
  }
}
