import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hostnameOf, isLoopback } from './hosts.ts';

suite('isLoopback', () => {
  for (const [host, expected] of [
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::ffff:127.0.0.1', true],
    ['[::1]', true],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['', false],
  ] as const) {
    test(`says that "${host}" is ${expected ? '' : 'not '}this machine`, () => {
      assert.equal(isLoopback(host), expected);
    });
  }
});

test('hostnameOf gives a host name that URLs can contain', () => {
  assert.equal(hostnameOf('0.0.0.0'), '127.0.0.1');
  assert.equal(hostnameOf('::'), '127.0.0.1');
  assert.equal(hostnameOf('::1'), '[::1]');
  assert.equal(hostnameOf('lab.example'), 'lab.example');
});
