import { describe, expect, test } from 'vitest';
import { hiddenInSource, hide, maskProse } from '../../server/core/text/masking.js';

const mask = (line: string, before = '') => hide(line, hiddenInSource(line, before));

describe('card numbers', () => {
  test.each([
    ['4111111111111111', '************1111'],
    ['card 4111 1111 1111 1111!', 'card **** **** **** 1111!'],
    ['4111-1111-1111-1111', '****-****-****-1111'],
    ['378282246310005', '***********0005'],
    ['12/2027 4111 1111 1111 1111 123', '12/2027 **** **** **** 1111 123'],
    ['a6011000990139424b', 'a************9424b'],
    ['6304000000000000', '************0000'],
  ])('%s keeps its last four digits at most', (text, masked) => {
    expect(mask(text)).toBe(masked);
    expect(maskProse(text)).toBe(masked);
  });

  test.each(['4111111111111112', '1234567890', 'Task.card', '2026-11-20T10:00:00', '12345678901234567890123'])(
    '%s is no card number',
    (text) => expect(mask(text)).toBe(text),
  );
});

describe('values behind names', () => {
  test.each([
    ['password: hunter2', 'password: *******'],
    ['password: my secret phrase # why', 'password: **************** # why'],
    ['"apiKey": "abc\\"def", "x": 1', '"apiKey": "********", "x": 1'],
    ["client_secret: 'it''s'", "client_secret: '*****'"],
    ['{ pin: 1234, name: Pay }', '{ pin: ****, name: Pay }'],
    ['Flow.cvv: { lit: "123" }', 'Flow.cvv: { lit: "***" }'],
    [
      'url: "https://x.example/a?b=1&X-Amz-Signature=abc&c=2"',
      'url: "https://x.example/a?b=1&X-Amz-Signature=***&c=2"',
    ],
    ['https://user:pass@x.example', 'https://user:****@x.example'],
    ['Authorization: "Bearer abc.def-1234"', 'Authorization: "*******************"'],
    ['note: Bearer abcdefgh1', 'note: Bearer *********'],
    ['exp: Flow.pin == "1234"', 'exp: Flow.pin == "****"'],
    ['"text":"{\\"password\\":\\"abc\\"}"', '"text":"{\\"password\\":\\"***\\"}"'],
    ['{"name":"accessToken","initialValue":{"lit":"xyz"}}', '{"name":"accessToken","initialValue":{"lit":"***"}}'],
    ['x: eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', 'x: **************************************'],
  ])('%s', (line, masked) => {
    expect(mask(line)).toBe(masked);
  });

  test('a literal is hidden when a line above names a credential', () => {
    expect(mask('    lit: abc', '- string:\n    variable: Flow.apiKey\n')).toBe('    lit: ***');
  });

  test.each([
    'pin: Task.pin',
    'password: { exp: Flow.password }',
    'pinAttempts: 3',
    'timespan: 5',
    'token: "{{api_token}}"',
    'password: $' + '{var.password}',
    'isSecure: true',
    'tts: "Enter your PIN"',
  ])('%s shows no value and stays readable', (line) => {
    expect(mask(line)).toBe(line);
  });
});

describe('messages', () => {
  test.each([
    ['PIN: collected here', 'PIN: collected here'],
    ['the query holds token=abc', 'the query holds token=***'],
    ['password: "hunter2" is written', 'password: "*******" is written'],
  ])('%s', (text, masked) => {
    expect(maskProse(text)).toBe(masked);
  });
});

test('hostile repetitions come through masking with their length', () => {
  for (const hostile of [
    '_',
    '-',
    'pin:',
    'eyJ',
    '4 ',
    '://a:',
    'a"',
    'Bearer ',
    "pin:'",
    '\\"',
    'lit:',
    'pin:Task.',
  ]) {
    const text = hostile.repeat(Math.floor(100_000 / hostile.length));
    expect(mask(text)).toHaveLength(text.length);
  }
});
