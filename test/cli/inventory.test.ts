import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../../server/cli/host.js';
import { run } from '../../server/cli/run.js';
import { analyse } from '../../server/core/workspace.js';
import { rules } from '../../server/reports/rule-info.js';

let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-'));
  write({ 'keytrace.json': JSON.stringify({ rules: OTHER_RULES }) });
});

/** The flow is as short as it can be, so these have something to say about it. */
const OTHER_RULES = {
  'secure-flow-ends-nowhere': 'off',
  'sensitive-variable-left-behind': 'off',
  'sensitive-input-in-plain-variable': 'off',
  'failure-path-missing': 'off',
  'timeout-missing': 'off',
};

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
}

async function keytrace(...words: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const host: Host = {
    cwd,
    env: {},
    stdout: { isTerminal: false, columns: 0, write: (text) => (stdout += text) },
    stderr: { isTerminal: false, columns: 0, write: (text) => (stderr += text) },
    readStdin: async () => new Uint8Array(),
    now: () => 0,
    today: () => '2026-05-31',
  };
  const code = await run(words, { version: '1.2.3', rules, analyse }, host);
  return { code, stdout, stderr };
}

const TERRAFORM = `
variable "secure" {}
variable "name" {}
resource "genesyscloud_integration_action" "pay" {
  name     = "Pay"
  category = "Bank"
  secure   = true
}
resource "genesyscloud_integration_action" "log" {
  name     = "Log"
  category = "Bank"
  secure   = var.secure
}
resource "genesyscloud_integration_action" "open" {
  name = var.name
}
`;
const EXPORT = '{ "name": "Charge - Exported 2024-01-02 @ 9:05", "config": {}, "contract": {}, "secure": false }';
const FLOW = `secureCall:
  name: Pay
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callData: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { card: { exp: Task.cardNumber } } } } } } }
`;

describe('keytrace inventory', () => {
  test('writes what is declared, in order, with what is not known as null', async () => {
    write({ 'deploy/main.tf': TERRAFORM, 'exports/charge.custom.json': EXPORT });
    expect(await keytrace('inventory')).toEqual({
      code: 0,
      stdout: '',
      stderr: `keytrace: left out: the name of the data action "…" is only known when it is deployed
keytrace: flow-inventory.json: 3 data actions: 1 secure, 1 not secure, 1 unknown
`,
    });
    expect(readFileSync(path.join(cwd, 'flow-inventory.json'), 'utf8')).toBe(`{
  "keytraceInventory": 1,
  "date": "2026-05-31",
  "dataActions": [
    {"category":"Bank","name":"Log","id":null,"secure":null,"source":"terraform","date":"2026-05-31"},
    {"category":"Bank","name":"Pay","id":null,"secure":true,"source":"terraform","date":"2026-05-31"},
    {"category":null,"name":"Charge","id":null,"secure":false,"source":"actions","date":"2026-05-31"}
  ]
}
`);
  });

  test('takes only what is asked for, and prints it', async () => {
    write({ 'deploy/main.tf': TERRAFORM, 'exports/charge.custom.json': EXPORT });
    const { stdout } = await keytrace('inventory', '--from', 'actions', '--out', '-');
    expect(JSON.parse(stdout).dataActions.map(({ name }: { name: string }) => name)).toEqual(['Charge']);
    const { stdout: found } = await keytrace('inventory', '--from', 'deploy', '--out', '-');
    expect(JSON.parse(found).dataActions.map(({ name }: { name: string }) => name)).toEqual(['Log', 'Pay']);
  });

  test('is read by the check, also without its sources', async () => {
    write({ 'deploy/main.tf': TERRAFORM, 'flows/pay.yaml': FLOW });
    const check = async () => JSON.parse((await keytrace('check', 'flows', '--format', 'json')).stdout);
    const before = await check();
    expect(before.findings.map(({ rule }: { rule: string }) => rule)).toEqual(['secure-value-in-plain-data-action']);
    expect(before.summary.dataActions).toEqual({ called: 1, unknown: 1 });
    await keytrace('inventory', '--out', 'flows/flow-inventory.json');
    const after = await check();
    expect(after.findings).toEqual([]);
    expect(after.summary.dataActions).toEqual({ called: 1, unknown: 0 });
    expect(after.files.map(({ format }: { format: string }) => format)).toEqual(['inventory', 'architect-yaml']);
  });

  test('writes nothing when it finds nothing, or cannot read everything', async () => {
    write({ 'flows/pay.yaml': FLOW });
    expect(await keytrace('inventory')).toMatchObject({ code: 2, stderr: 'keytrace: no data action found in .\n' });
    expect((await keytrace('inventory', 'missing')).stderr).toBe('keytrace: missing: no such file or folder\n');
    expect(() => readFileSync(path.join(cwd, 'flow-inventory.json'))).toThrow();
  });

  test('says when the file cannot be written', async () => {
    write({ 'main.tf': TERRAFORM, 'out/x.txt': '' });
    expect(await keytrace('inventory', '--out', 'out')).toMatchObject({ code: 2 });
  });
});

describe('the summary', () => {
  test('counts data actions and those of which nothing is known', async () => {
    write({ 'flows/pay.yaml': FLOW, 'flows/main.tf': TERRAFORM.replace('"Pay"', '"Other"') });
    const { stdout } = await keytrace('check', 'flows', '--fail-on', 'never');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '2 files: 2 analysed (1 flow, 3 data actions), 0 ignored (no flow in it), 0 failed. Findings: 1 error, 0 warnings, 0 information, 3 hints. 1 data action called, of 1 it is not known whether it is secure.',
    );
  });

  test('does not count Terraform that has nothing to do with flows', async () => {
    write({ 'main.tf': 'resource "aws_lambda_function" "pay" {\n  name = \n}\n' });
    const { code, stderr } = await keytrace('check');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'keytrace: nothing analysed: no flow in .\n' });
  });
});
