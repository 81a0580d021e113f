import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createCertificate } from './certificate.ts';

/** A TLS server's certificate and private key, both as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Signs the certificates of the lab's servers. */
export interface Authority {
  /** PEM; for `tls.setDefaultCACertificates` or a client's `ca`. */
  readonly certificate: string;
  /** An identity for these host names and addresses. */
  issue(hostnames: readonly string[]): Identity;
  /** One that expired a day ago. */
  issueExpired(hostnames: readonly string[]): Identity;
}

const dayMs = 24 * 60 * 60 * 1000;
const validDays = 90;

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Makes an authority with a new key, which is never stored. */
export function createAuthority(nowMs: number): Authority {
  const name = 'The lab';
  const keys = createKeys();
  const issuer = {
    issuer: name,
    issuerPublicKey: keys.publicKey,
    issuerPrivateKey: keys.privateKey,
  };

  function issue(hostnames: readonly string[], untilDays: number): Identity {
    const { publicKey, privateKey } = createKeys();
    const cert = createCertificate({
      ...issuer,
      subject: hostnames[0] ?? '',
      publicKey,
      validFrom: new Date(nowMs - validDays * dayMs),
      validTo: new Date(nowMs + untilDays * dayMs),
      hostnames,
      isAuthority: false,
    });
    return { cert, key: toPem(privateKey) };
  }

  return {
    certificate: createCertificate({
      ...issuer,
      subject: name,
      publicKey: keys.publicKey,
      validFrom: new Date(nowMs - validDays * dayMs),
      validTo: new Date(nowMs + validDays * dayMs),
      hostnames: [],
      isAuthority: true,
    }),
    issue: (hostnames) => issue(hostnames, validDays),
    issueExpired: (hostnames) => issue(hostnames, -1),
  };
}

/** An identity that only its own key has signed. */
export function createSelfSigned(
  hostnames: readonly string[],
  nowMs: number,
): Identity {
  const { publicKey, privateKey } = createKeys();
  const subject = hostnames[0] ?? '';
  const cert = createCertificate({
    subject,
    issuer: subject,
    publicKey,
    issuerPublicKey: publicKey,
    issuerPrivateKey: privateKey,
    validFrom: new Date(nowMs - dayMs),
    validTo: new Date(nowMs + validDays * dayMs),
    hostnames,
    isAuthority: false,
  });
  return { cert, key: toPem(privateKey) };
}

function createKeys(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' });
}
