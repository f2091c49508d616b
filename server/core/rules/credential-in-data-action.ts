import { findCredentials, isPlaceholder } from '../catalog/literals.js';
import { carriesCredential, literalCredentialStart } from '../catalog/requests.js';
import { PlacedText, UNKNOWN_PIECE } from '../graph/resource-texts.js';
import type { DataAction, ResourceText } from '../model/resource.js';
import { dataActionName } from './data-action-words.js';
import { defineRule, type ResourceContext } from './rule.js';

export default defineRule({
  title: 'Credential written into a data action',
  family: 'literal',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A key or token in the request of a data action can be used by everyone who may read the file, the export or the state of Terraform, and changing it means changing the action.',
  instead:
    'Keep it in the credentials of the integration and let the request take it from there, as `credentials` or `authResponse`. Then change the credential, because the old one is in the history.',
  falsePositives:
    'A fixed word in a header that is named like a credential counts as one. A text that only stands for the credential is told apart when it says so: `<token>`, `YOUR_TOKEN`, `changeme`.',
  pci: ['8.6.2', '6.5.6'],
  cwe: ['CWE-798'],
  seed: ['B18'],
  examples: [
    {
      bad: `-- ticket.custom.json --
{
  "name": "Create ticket",
  "config": { "request": { "requestUrlTemplate": "https://crm.example.test/tickets", "requestType": "POST",
    "headers": { "Authorization": "Bearer 7f3a9c41d2-22b9" } } },
  "contract": { "input": { "inputSchema": {} }, "output": { "successSchema": {} } }
}
`,
      fixed: `-- ticket.custom.json --
{
  "name": "Create ticket",
  "config": { "request": { "requestUrlTemplate": "https://crm.example.test/tickets", "requestType": "POST",
    "headers": { "Authorization": "Bearer \${authResponse.access_token}" } } },
  "contract": { "input": { "inputSchema": {} }, "output": { "successSchema": {} } }
}
`,
    },
  ],

  checkResource(context) {
    for (const action of context.file.dataActions) {
      const { request } = action;
      for (const { name, value } of request?.headers ?? []) checkHeader(name, value, action, context);
      if (request?.url) checkText(request.url, QUERY, 'parameter', action, context);
      if (request?.body) {
        checkText(request.body, PROPERTY, 'property', action, context);
        checkText(request.body, FORM, 'parameter', action, context);
      }
    }
  },
});

/** `name=value` of an address, `"name": "value"` of JSON, `name=value` of a form. */
const QUERY = /[?&]([\w.-]{1,80})=([^&#\s"]{0,500})/g;
const PROPERTY = /"([\w .-]{1,80})"\s{0,20}:\s{0,20}"([^"\\\n]{0,500})"/g;
const FORM = /(?:^|&)([\w.-]{1,80})=([^&\s"]{0,500})/g;

function checkHeader(header: string, value: ResourceText, action: DataAction, context: ResourceContext): void {
  const placed = new PlacedText(value);
  if (reportShaped(placed, action, context) || !carriesCredential(header)) return;
  const start = literalCredentialStart(placed.text);
  if (start < 0) return;
  const message = `The data action ${dataActionName(action)} holds a literal credential in its header "${header}"`;
  context.report({ ...placed.place(start, placed.text.length), message, subject: action });
}

function checkText(
  text: ResourceText,
  pairs: RegExp,
  what: string,
  action: DataAction,
  context: ResourceContext,
): void {
  const placed = new PlacedText(text);
  if (reportShaped(placed, action, context)) return;
  for (const { 0: whole, 1: name = '', 2: value = '', index } of placed.text.matchAll(pairs)) {
    if (!carriesCredential(name) || value.includes('$') || value.includes(UNKNOWN_PIECE) || isPlaceholder(value))
      continue;
    const end = index + whole.lastIndexOf(value) + value.length;
    const message = `The data action ${dataActionName(action)} holds a literal credential in its ${what} "${name}"`;
    context.report({ ...placed.place(end - value.length, end), message, confidence: 'medium', subject: action });
  }
}

/** What has the shape of a credential, whatever it is called. */
function reportShaped(placed: PlacedText, action: DataAction, { report }: ResourceContext): boolean {
  const found = findCredentials(placed.text).filter(({ start, end }) => {
    const match = placed.text.slice(start, end);
    return !isPlaceholder(match.slice(match.search(/\s\S*$/) + 1));
  });
  for (const { start, end, words } of found) {
    const message = `The data action ${dataActionName(action)} holds ${words}`;
    report({ ...placed.place(start, end), message, subject: action });
  }
  return found.length > 0;
}
