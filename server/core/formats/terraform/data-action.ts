import type { DataAction, DataActionRequest, ResourceText } from '../../model/resource.js';
import type { HclBlock, HclBody } from '../../syntax/hcl/ast.js';
import { decodeJson } from '../values/json-text.js';
import { contractFields, property, requestHeaders } from '../values/read-value.js';
import { knownBool, knownNumber, knownText, textOf, type Value } from '../values/value.js';
import { evaluate, type Scope } from './evaluate.js';
import { attributeOf, nestedBlock } from './module.js';

/** What the provider calls a data action. */
export const DATA_ACTION = 'genesyscloud_integration_action';

/** One data action that a resource makes. */
export function readDataAction(block: HclBlock, scope: Scope): DataAction {
  const { body, span, labels } = block;
  const { uri } = scope;
  const read = (name: string) => valueIn(body, name, scope);
  const secure = read('secure');
  const seconds = read('config_timeout_seconds');
  const inputs = contractFields(decodeJson(read('contract_input')));
  const outputs = contractFields(decodeJson(read('contract_output')));
  const category = textOf(read('category'));
  const request = readRequest(body, scope);
  const label = labels[1] ?? { span };
  const name: ResourceText = textOf(read('name')) ?? {
    uri,
    span: label.span,
    parts: [{ kind: 'open', key: `${scope.instance.path} name ${uri}:${span.start}` }],
  };
  return {
    uri,
    span,
    format: 'terraform',
    name,
    secrecy: secrecyOf(secure),
    secrecyPlace: secure?.place ?? { uri, span: label.span },
    inputs: inputs ?? [],
    outputs: outputs ?? [],
    hasContract: inputs !== undefined,
    ...(category ? { category } : {}),
    ...(request ? { request } : {}),
    timeoutSeconds: seconds ? (knownNumber(seconds) ?? 'unknown') : 'not set',
    ...(seconds ? { timeoutPlace: seconds.place } : {}),
  };
}

/** The provider's default is false (registry page "genesyscloud_integration_action"). */
function secrecyOf(secure: Value | undefined): DataAction['secrecy'] {
  if (secure === undefined) return 'plain';
  const isSecure = knownBool(secure);
  return isSecure === undefined ? 'unknown' : isSecure ? 'secure' : 'plain';
}

function readRequest(body: HclBody, scope: Scope): DataActionRequest | undefined {
  const block = nestedBlock(body, 'config_request');
  if (!block) return undefined;
  const whole = 'kind' in block ? evaluate(block, scope) : undefined;
  const read = (name: string) => ('kind' in block ? property(whole, name) : valueIn(block, name, scope));
  const url = textOf(read('request_url_template'));
  const template = textOf(read('request_template'));
  return {
    method: knownText(read('request_type')) ?? '',
    headers: requestHeaders(read('headers')),
    ...(url ? { url } : {}),
    ...(template ? { body: template } : {}),
  };
}

/** Undefined when it is not written, or null, which is the same for Terraform. */
export function valueIn(body: HclBody, name: string, scope: Scope): Value | undefined {
  const expression = attributeOf(body, name);
  const value = expression && evaluate(expression, scope);
  return value?.kind === 'null' ? undefined : value;
}
