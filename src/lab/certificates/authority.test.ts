import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import { Agent, request } from 'undici';
import {
  createAuthority,
  createSelfSigned,
  type Identity,
} from './authority.ts';

const hostnames = ['localhost', '127.0.0.1'];
const authority = createAuthority(Date.now());

/** What a client that trusts the authority gets, or the error's code. */
async function visit(identity: Identity, hostname: string): Promise<unknown> {
  const server = createServer(identity, (_, response) => response.end('in'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ connect: { ca: authority.certificate } });
  try {
    const url = `https://${hostname}:${port}`;
    const { body } = await request(url, { dispatcher: agent });
    return await body.text();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  } finally {
    await agent.destroy();
    server.close();
  }
}

suite('a certificate of the lab', () => {
  test('is a valid certificate, with names and dates', () => {
    const { cert } = authority.issue(hostnames);
    const certificate = new X509Certificate(cert);
    const issuer = new X509Certificate(authority.certificate);
    assert.equal(certificate.subject, 'CN=localhost');
    assert.equal(certificate.issuer, 'CN=The lab');
    assert.equal(
      certificate.subjectAltName,
      'DNS:localhost, IP Address:127.0.0.1',
    );
    assert.ok(certificate.verify(issuer.publicKey));
    assert.ok(certificate.checkIssued(issuer));
    assert.deepEqual([issuer.ca, certificate.ca], [true, false]);
    assert.ok(certificate.validFromDate < new Date());
    assert.ok(certificate.validToDate > new Date());
  });

  test('has a serial number of its own', () => {
    const [first, second] = [1, 2].map(
      () => new X509Certificate(authority.issue(hostnames).cert).serialNumber,
    );
    assert.notEqual(first, second);
  });

  for (const hostname of hostnames) {
    test(`is accepted by clients that trust the lab, at ${hostname}`, async () => {
      assert.equal(await visit(authority.issue(hostnames), hostname), 'in');
    });
  }

  test('is valid for its own names only', async () => {
    const seen = await visit(authority.issue(['lab.example']), 'localhost');
    assert.equal(seen, 'ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('that has expired is refused for that reason', async () => {
    const seen = await visit(authority.issueExpired(hostnames), 'localhost');
    assert.equal(seen, 'CERT_HAS_EXPIRED');
  });

  test('that is not signed by the lab is refused for that reason', async () => {
    const identity = createSelfSigned(hostnames, Date.now());
    const seen = await visit(identity, 'localhost');
    assert.equal(seen, 'DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});
