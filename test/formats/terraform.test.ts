import { describe, expect, test } from 'vitest';
import { shownText } from '../../server/core/model/resource.js';
import { Workspace } from '../../server/core/workspace.js';

type Files = Readonly<Record<string, string>>;

/** In the texts here `@{` stands for what begins an interpolation: linters take that for a mistake in a plain string. */
function resourcesOf(files: Files) {
  const workspace = new Workspace();
  for (const [uri, text] of Object.entries(files)) workspace.set({ uri, text: text.replaceAll('@{', `$${'{'}`) });
  return workspace.snapshot().resources;
}

/** The names of the data actions, each with what is known of its secrecy. */
function actionsOf(files: Files): string[] {
  return resourcesOf(files).dataActions.map(({ name, secrecy }) => `${shownText(name)}: ${secrecy}`);
}

const action = (name: string, more = '') =>
  `resource "genesyscloud_integration_action" "a" {\n  name = ${name}\n${more}\n}\n`;

describe('an expression comes to', () => {
  test.each([
    ['a text', '"Pay"', 'Pay'],
    ['an escaped text', '"a\\tb \\"c\\" \\u00e9 $@{x} %%{y}"', `a\tb "c" é $${'{'}x} %{y}`],
    ['a heredoc', '<<EOT\nPay\nEOT', 'Pay\n'],
    ['an indented heredoc', '<<-EOT\n      Pay\n        by @{var.stage}\n      EOT', 'Pay\n  by test\n'],
    ['a variable with a default', '"Pay @{var.stage}"', 'Pay test'],
    ['a variable without one', '"Pay @{var.region}"', 'Pay …'],
    ['a local', 'local.name', 'Pay test 3'],
    ['a property', 'local.names.card', 'Card'],
    ['an index', 'local.list[1]', 'b'],
    ['a property that is written as an index', 'local.names["card"]', 'Card'],
    ['a property that is not there', 'local.names.pin', '…'],
    ['a condition', 'var.stage == "test" ? "T" : "P"', 'T'],
    ['a condition that is not known', 'var.region == "eu" ? "T" : "P"', '…'],
    ['a condition over lines', '(\n  var.stage != "test"\n  ? "T"\n  : "P"\n)', 'P'],
    ['arithmetic', '"n@{1 + 2 * 3 - -1}"', 'n8'],
    ['format', 'format("%s-%d%%", "a", 3)', 'a-3%'],
    ['a format that is not followed', 'format("%05d", 3)', '…'],
    ['lower and upper', '"@{lower("A")}@{upper("b")}"', 'aB'],
    ['join', 'join("-", ["a", var.region, "c"])', 'a-…-c'],
    ['merge', 'merge({ a = "x" }, { a = "y" }).a', 'y'],
    ['a merge with a part that is not known', 'merge({ a = "x" }, var.region).a', '…'],
    ['concat, element and length', '"@{element(concat(["a"], ["b"]), 1)}@{length(["a", "b"])}"', 'b2'],
    ['lookup', 'lookup({ a = "x" }, "b", "z")', 'z'],
    ['coalesce', 'coalesce(null, "", "x")', 'x'],
    ['replace', 'replace("a b", " ", "-")', 'a-b'],
    ['replace with a regular expression', 'replace("aab", "/a+/", "-")', '…'],
    ['json that is written and read again', 'jsondecode(jsonencode({ a = ["x\\"y"] })).a[0]', 'x"y'],
    ['a file', 'file("@{path.module}/name.txt")', 'From a file'],
    ['a template file', 'templatefile("name.tftpl", { who = "Ann" })', 'Pay Ann …'],
    ['a file outside of the workspace', 'file("../../../etc/passwd")', '…'],
    ['a function of the platform', 'uuid()', '…'],
    ['a for', '[for x in ["a"] : upper(x)][0]', '…'],
    ['a local that needs itself', 'local.round', '…'],
    ['what another resource is given by the platform', 'genesyscloud_user.u.id', '…'],
  ])('%s', (_, expression, expected) => {
    const locals = `locals {
  name = "Pay \${var.stage} \${local.three}"
  three = 3
  names = { card = "Card" }
  list = ["a", "b"]
  round = "\${local.round}"
}
variable "stage" { default = "test" }
variable "region" {}
`;
    const files = {
      'main.tf': locals + action(expression),
      'name.txt': 'From a file',
      'name.tftpl': 'Pay @{who} @{why}',
    };
    expect(resourcesOf(files).dataActions.map(({ name }) => shownText(name))).toEqual([expected]);
  });
});

describe('a data action is', () => {
  test.each([
    ['secure when it says so', 'secure = true', 'secure'],
    ['secure when it says so in a text', 'secure = "true"', 'secure'],
    ['plain when it says so', 'secure = false', 'plain'],
    ['plain when it says nothing, as the provider has it', '', 'plain'],
    ['unknown when it depends on what nobody wrote down', 'secure = var.region == "eu"', 'unknown'],
    ['plain when it is null', 'secure = null', 'plain'],
  ])('%s', (_, written, expected) => {
    expect(actionsOf({ 'main.tf': action('"Pay"', written) })).toEqual([`Pay: ${expected}`]);
  });
});

describe('values come from', () => {
  const own = `${action('"Pay @{var.stage}"', 'secure = var.secure')}variable "stage" { default = "x" }\nvariable "secure" {}\n`;

  test('terraform.tfvars and what is loaded by itself, the last one first', () => {
    const files = {
      'main.tf': own,
      'terraform.tfvars': 'stage = "dev"\nsecure = false',
      'b.auto.tfvars': 'secure = true',
      'prod.tfvars': 'stage = "prod"',
    };
    expect(actionsOf(files)).toEqual(['Pay dev: secure']);
    expect(actionsOf({ 'main.tf': own, 'terraform.tfvars.json': '{"stage": "dev", "secure": true}' })).toEqual([
      'Pay dev: secure',
    ]);
  });

  test('the calls of a module, each by itself', () => {
    const call = (name: string, secure: boolean) =>
      `module "${name}" {\n  source = "../modules/pay"\n  stage = "${name}"\n  secure = ${secure}\n}\n`;
    const files = { 'live/main.tf': call('dev', false) + call('prod', true), 'modules/pay/main.tf': own };
    expect(actionsOf(files)).toEqual(['Pay dev: plain', 'Pay prod: secure']);
  });

  test('a module that calls a module, and the outputs of another', () => {
    const files = {
      'main.tf': `
module "names" { source = "./names" }
module "outer" {
  source = "./outer"
  stage = module.names.stage
}`,
      'names/main.tf': 'output "stage" { value = "named" }',
      'outer/main.tf':
        'variable "stage" {}\nmodule "inner" {\n source = "../inner"\n stage = upper(var.stage)\n secure = true\n}',
      'inner/main.tf': own,
    };
    expect(actionsOf(files)).toEqual(['Pay NAMED: secure']);
  });

  test('each element of for_each and each number of count', () => {
    const each = 'for_each = { pay = true, log = false }\n secure = each.value';
    expect(actionsOf({ 'main.tf': action('each.key', each) })).toEqual(['pay: secure', 'log: plain']);
    expect(actionsOf({ 'main.tf': action('"n@{count.index}"', 'count = 2') })).toEqual(['n0: plain', 'n1: plain']);
    expect(actionsOf({ 'main.tf': action('"n"', 'count = 0') })).toEqual([]);
    expect(actionsOf({ 'main.tf': action('"n @{each.key}"', 'for_each = var.zones') })).toEqual(['n …: plain']);
  });

  test('what terraform init has fetched', () => {
    const files = {
      'main.tf': 'module "pay" {\n  source = "git::https://example.test/pay.git"\n  secure = true\n}',
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"pay","Source":"git::x","Dir":".terraform/modules/pay"}]}',
      '.terraform/modules/pay/main.tf': own,
    };
    expect(actionsOf(files)).toEqual(['Pay x: secure']);
    const { '.terraform/modules/modules.json': _, ...others } = files;
    expect(actionsOf(others)).toEqual([]);
  });
});

test('the order of files changes nothing', () => {
  const files = {
    'a.tf': `module "m" {\n source = "./m"\n}\n${action('"A"')}`,
    'b.tf': action('"B"').replace('"a"', '"b"'),
    'm/main.tf': action('"M"'),
  };
  const turned = Object.fromEntries(Object.entries(files).reverse());
  expect(actionsOf(turned)).toEqual(actionsOf(files));
  expect(actionsOf(files)).toEqual(['A: plain', 'B: plain', 'M: plain']);
});

test('names that differ only by what nobody knows are not the same', () => {
  const text = 'module "a" {\n source = "./m"\n}\nmodule "b" {\n source = "./m"\n}\n';
  const { dataActions } = resourcesOf({ 'main.tf': text, 'm/main.tf': `${action('var.name')}variable "name" {}` });
  expect(new Set(dataActions.map(({ name }) => JSON.stringify(name.parts))).size).toBe(2);
});

describe('what multiplies itself comes to an end', () => {
  const doubled = Array.from({ length: 60 }, (_, n) => `  l${n} = "\${local.l${n + 1}}\${local.l${n + 1}}"\n`).join('');
  const lists = Array.from({ length: 60 }, (_, n) => `  l${n} = concat(local.l${n + 1}, local.l${n + 1})\n`).join('');
  const chain = Array.from({ length: 20_000 }, (_, n) => `  l${n} = local.l${n + 1}\n`).join('');
  const modules = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => {
      const call = (name: string) => `module "${name}" {\n  source = "../m${n + 1}"\n}\n`;
      return [`m${n}/main.tf`, call('a') + call('b')];
    }),
  );

  test.each([
    ['texts', { 'main.tf': `locals {\n${doubled}  l60 = "x"\n}\n${action('local.l0')}` }],
    ['lists', { 'main.tf': `locals {\n${lists}  l60 = ["x"]\n}\n${action('join("", local.l0)')}` }],
    ['a chain of 20,000 locals', { 'main.tf': `locals {\n${chain}  l20000 = "x"\n}\n${action('local.l0')}` }],
    ['modules', { ...modules, 'm30/main.tf': action('"deep"'), 'main.tf': action('"A"') }],
    ['a module that calls itself', { 'main.tf': `module "m" {\n  source = "./"\n}\n${action('"A"')}` }],
    [
      'modules that call each other',
      {
        'main.tf': `module "m" {\n  source = "./m"\n}\n${action('"A"')}`,
        'm/main.tf': 'module "n" {\n  source = "../n"\n}\n',
        'n/main.tf': 'module "m" {\n  source = "../m"\n}\n',
      },
    ],
    ['a count', { 'main.tf': action('"A@{count.index}"', 'count = 1e15') }],
  ])('%s', (_, files: Files) => {
    expect(actionsOf(files).length).toBeLessThan(3_000);
  });
});
