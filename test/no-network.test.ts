import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { isolatedVariable } from '../src/cli/test/isolation.ts';

const skip = process.env[isolatedVariable]
  ? false
  : 'this system does not let tests run without a network';

/**
 * Every test runs beside these, in the same namespace: what passes there has
 * needed nothing beyond this machine.
 */
suite('The tests run where there is no network', { skip }, () => {
  test('with loopback as the only interface', () => {
    assert.deepEqual(Object.keys(networkInterfaces()), ['lo']);
  });

  test('and no other address can be reached', async () => {
    // From the block that RFC 5737 keeps for documentation.
    const socket = connect(80, '192.0.2.1');
    const [error] = (await once(socket, 'error').catch((reason: unknown) => [
      reason,
    ])) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ENETUNREACH');
  });

  test('and no other host name can be resolved', async () => {
    await assert.rejects(lookup('name.example'));
  });
});
