import type { ContractField, DataAction, DataActionRequest, ResourceText } from '../../model/resource.js';
import { CookedText } from '../../text/cooked-text.js';
import type { SourceFile } from '../format.js';
import type { ResourceContent } from '../resource.js';
import { readJsonValue } from '../values/json-text.js';
import { textProblems } from '../values/problems.js';
import { contractFields, property, requestHeaders } from '../values/read-value.js';
import { knownBool, knownNumber, knownText, textOf, type Value } from '../values/value.js';

/** Actions of one file; an export has one, a list of a large organisation some hundreds. */
const LIMIT = 10_000;

/** Reads one data action, a list of them, or what the API answers when it lists them. */
export function readDataActions({ uri, text }: SourceFile): ResourceContent {
  const { value, problems } = readJsonValue(uri, text);
  const entities = property(value, 'entities') ?? value;
  const items = entities.kind === 'list' ? entities.items : [entities];
  return { problems: textProblems(problems), dataActions: items.slice(0, LIMIT).flatMap(readAction) };
}

function readAction(value: Value): DataAction[] {
  const name = actionName(value);
  if (!name || value.kind !== 'map') return [];
  const secure = property(value, 'secure');
  const seconds = property(value, 'config', 'timeoutSeconds');
  const category = textOf(property(value, 'category'));
  const id = knownText(property(value, 'id'));
  const request = readRequest(property(value, 'config', 'request'));
  const inputs = fieldsIn(value, 'input', 'inputSchema');
  return [
    {
      ...value.place,
      format: 'data-action',
      name,
      secrecy: secrecyOf(secure),
      inputs: inputs ?? [],
      outputs: fieldsIn(value, 'output', 'successSchema') ?? [],
      hasContract: inputs !== undefined,
      ...(secure ? { secrecyPlace: secure.place } : {}),
      ...(category ? { category } : {}),
      ...(id === undefined ? {} : { id }),
      ...(request ? { request } : {}),
      ...(seconds ? { timeoutSeconds: knownNumber(seconds) ?? 'unknown', timeoutPlace: seconds.place } : {}),
    },
  ];
}

const STAMP = / - Exported \d{4}-\d\d-\d\d @ \d{1,2}:\d\d$/;

/** An export appends when it was made: 'Pay - Exported 2023-03-23 @ 8:22'. The action is called 'Pay'. */
function actionName(value: Value): ResourceText | undefined {
  const name = textOf(property(value, 'name'));
  const [part] = name?.parts ?? [];
  if (!name || part?.kind !== 'text') return undefined;
  const text = part.source.text.replace(STAMP, '');
  if (text === '') return undefined;
  if (text.length === part.source.text.length) return name;
  const offsets = Int32Array.from({ length: text.length + 1 }, (_, at) => part.source.rawOffset(at));
  return { ...name, parts: [{ ...part, source: new CookedText(text, offsets[0]!, offsets) }] };
}

/** An export without the flag does not say what the action was; importing it makes a plain one. */
function secrecyOf(secure: Value | undefined): DataAction['secrecy'] {
  const isSecure = knownBool(secure);
  return isSecure === undefined ? 'unknown' : isSecure ? 'secure' : 'plain';
}

function readRequest(request: Value | undefined): DataActionRequest | undefined {
  if (request?.kind !== 'map') return undefined;
  const url = textOf(property(request, 'requestUrlTemplate'));
  const body = textOf(property(request, 'requestTemplate'));
  return {
    method: knownText(property(request, 'requestType')) ?? '',
    headers: requestHeaders(property(request, 'headers')),
    ...(url ? { url } : {}),
    ...(body ? { body } : {}),
  };
}

function fieldsIn(action: Value, side: string, schema: string): readonly ContractField[] | undefined {
  return contractFields(property(action, 'contract', side, schema));
}
