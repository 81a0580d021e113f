import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { planRequest } from './plan.ts';

const url = 'http://127.0.0.1:8080/a?b=1';

suite('a planned request', () => {
  test('is a GET unless it has a body, and then a POST', () => {
    assert.equal(planRequest([url]).method, 'GET');
    assert.equal(planRequest([url, '--data', '']).method, 'POST');
    assert.equal(planRequest([url, '--json', '1']).method, 'POST');
    assert.equal(planRequest(['put', url, '--data', 'x']).method, 'PUT');
  });

  test('has all given headers, in order', () => {
    const args = ['--header', 'X-A: 1', '--header', 'x-b:', '--header=x-a: 2 '];
    assert.deepEqual(planRequest([url, ...args]).headers, [
      ['X-A', '1'],
      ['x-b', ''],
      ['x-a', '2'],
      ['user-agent', 'async-lab'],
    ]);
  });

  test('has the content type of JSON by default', () => {
    const typeOf = (...args: string[]) =>
      planRequest([url, '--json', '{}', ...args])
        .headers.filter(([name]) => name.toLowerCase() === 'content-type')
        .map(([, value]) => value);
    assert.deepEqual(typeOf(), ['application/json']);
    assert.deepEqual(typeOf('--header', 'Content-Type: a/b'), ['a/b']);
  });

  test('moves name and password from the address to a header', () => {
    const plan = planRequest(['http://m%C3%A9w:a%3Ab@127.0.0.1/']);
    assert.equal(plan.url.href, 'http://127.0.0.1/');
    const pair = Buffer.from('méw:a:b').toString('base64');
    assert.deepEqual(plan.headers[0], ['authorization', `Basic ${pair}`]);
  });

  for (const [address, bytes] of [
    ['http://50%:100%zz@127.0.0.1/', '50%:100%zz'],
    ['http://m%E9w:@127.0.0.1/', 'm\u00e9w:'],
    ['http://:%25@127.0.0.1/', ':%'],
  ] as const) {
    test(`takes the name and password of ${address} byte by byte`, () => {
      const [, value] = planRequest([address]).headers[0] ?? [];
      const pair = Buffer.from(bytes, 'latin1').toString('base64');
      assert.equal(value, `Basic ${pair}`);
    });
  }
});

const refused: readonly (readonly [RegExp, ...string[]])[] = [
  [/^An address is missing/],
  [
    /^"GET" is not an address that begins with http:\/\/ or https:\/\/\.$/,
    'GET',
  ],
  [/: try http:\/\/127\.0\.0\.1:80\/x\.$/, '127.0.0.1:80/x'],
  [/^"ftp:\/\/x\/" is not an address/, 'ftp://x/'],
  [
    /^"unix:\/run\/x" is not an address that [^:]+:\/\/ or https:\/\/\.$/,
    'unix:/run/x',
  ],
  [/: try http:\/\/localhost:80\.$/, 'localhost:80'],
  [
    / take only one of --har and --output: /,
    url,
    '--har',
    '-',
    '--output',
    '-',
  ],
  [/ take only one of --har and --trace: /, url, '--trace', '-', '--har', '-'],
  [/^"G T" is not a method/, 'G T', url],
  [/^CONNECT asks a proxy for a tunnel/, 'CONNECT', url],
  [/does not take the argument "c"\.$/, 'GET', url, 'c'],
  [/^--header must be a name and a value/, url, '--header', 'accept'],
  [/^--header must be a name and a value/, url, '--header', 'a b: c'],
  [/^--header must be a name and a value/, url, '--header', 'a: b\nc: d'],
  [/^--json must be JSON, but /, url, '--json', '{'],
  [
    /^Use either --data or --json, not both\.$/,
    url,
    '--json',
    '1',
    '--data',
    '1',
  ],
  [
    /^Use either --quiet or --verbose, not both\.$/,
    url,
    '--quiet',
    '--verbose',
  ],
  [/^--timeout must be a number of seconds above 0/, url, '--timeout', '0'],
  [/^--timeout must be a number of seconds above 0/, url, '--timeout', '9e9'],
  [/^--output must be text that is not empty/, url, '--output='],
];

suite('a request that makes no sense is refused in one line', () => {
  for (const [message, ...args] of refused) {
    test(args.join(' ') || 'nothing at all', () => {
      assert.throws(() => planRequest(args), { name: 'UsageError', message });
    });
  }
});
