import { carriesCredential } from '../../catalog/requests.js';
import { inputUses } from '../../graph/resource-texts.js';
import { type ContractField, type DataAction, shownText, wholeText } from '../../model/resource.js';
import { fileName } from '../../rules/data-action-words.js';
import { OWN_KEY } from '../key-icon.js';
import { code, escapeMarkdown, listSome, quoted } from '../markdown.js';
import type { PlaceholderAt } from '../placeholder.js';

/** Fields of a contract that are listed. */
const MOST = 8;

/** A declaration in a file: what it is, how secret it keeps its inputs, and where they go. */
export function describeDeclaration(action: DataAction, calls: number): string[] {
  const category = action.category ? ` of ${quoted(shownText(action.category))}` : '';
  return [
    `**Data action** ${quoted(shownText(action.name))}${category}${action.secrecy === 'secure' ? ` ${OWN_KEY}` : ''}`,
    ...describeSecrecy([action]),
    ...describeContract(action),
    calls === 0 ? '- No flow of the workspace calls it' : `- Called in ${calls} ${calls === 1 ? 'place' : 'places'}`,
  ];
}

/** One line on what is known about how secure it is, and what says so; none when nothing declares it. */
export function describeSecrecy(declarations: readonly DataAction[]): string[] {
  const [first] = declarations;
  if (!first) return [];
  const plain = declarations.find(({ secrecy }) => secrecy === 'plain');
  const secure = declarations.find(({ secrecy }) => secrecy === 'secure');
  const witness = plain ?? secure ?? first;
  const where = `${code(fileName(witness.secrecyPlace?.uri ?? witness.uri))}${asOf(witness)}`;
  if (witness.secrecy === 'unknown') return [`- ${where} does not say whether it is secure, so it counts as plain`];
  const words =
    witness.secrecy === 'secure'
      ? 'Marked as secure'
      : 'Not marked as secure: what goes in is kept where staff can read it';
  return [`- ${words} (${where})`];
}

function asOf({ asOf: date }: DataAction): string {
  return date === undefined ? '' : ` of ${escapeMarkdown(date)}`;
}

/** Inputs and outputs of the contract, the service that gets them, and inputs that are put into its address. */
export function describeContract(action: DataAction): string[] {
  const { inputs, outputs, request, timeoutSeconds } = action;
  const url = request?.url && host(shownText(request.url));
  const inUrl = inputUses(action).filter(({ goesTo }) => goesTo === 'path' || goesTo === 'query');
  const named = [...new Set(inUrl.map(({ input }) => input))].filter((name) => name !== '').map(code);
  return [
    ...(inputs.length > 0 ? [`- Inputs: ${listSome(inputs.map(field), MOST)}`] : []),
    ...(outputs.length > 0 ? [`- Outputs: ${listSome(outputs.map(field), MOST)}`] : []),
    ...(url ? [`- Calls ${code(`${request?.method ?? ''} ${url}`.trim())}`] : []),
    ...(named.length > 0 ? [`- In the address, where servers keep it: ${listSome(named, MOST)}`] : []),
    ...(typeof timeoutSeconds === 'number' ? [`- Times out after ${timeoutSeconds} seconds`] : []),
  ];
}

/** Without the query, which may hold anything. */
function host(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function field({ name, type, isRequired }: ContractField): string {
  const words = [escapeMarkdown(type), isRequired ? 'required' : ''].filter((word) => word !== '');
  return words.length === 0 ? code(name) : `${code(name)} (${words.join(', ')})`;
}

/** What stands for a placeholder, and where that is written. What is named like a credential is not shown. */
export function describePlaceholder({ placeholder, values }: PlaceholderAt): string[] {
  const title = `${code(placeholder.style === 'template' ? `\${${placeholder.name}}` : `{{${placeholder.name}}}`)}`;
  if (values.length === 0) return [`${title} \u2014 gets no value in the files that fill this flow`];
  const lines = values.map(({ filling, filled }) => {
    const whole = wholeText(filled.value);
    const shown = carriesCredential(placeholder.name)
      ? 'a value that is not shown'
      : whole === undefined
        ? `${code(shownText(filled.value))}, complete only when it is deployed`
        : code(whole);
    return `- ${shown}, from ${code(fileName(filled.value.uri || filling.uri))}`;
  });
  return [`${title} \u2014 filled in when the flow is deployed`, ...new Set(lines)];
}
