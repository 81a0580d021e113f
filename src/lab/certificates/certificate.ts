import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  identifier,
  integer,
  octets,
  sequence,
  set,
  tagged,
  text,
  time,
  yes,
} from './der.ts';

interface CertificateRequest {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly issuerPublicKey: KeyObject;
  readonly issuerPrivateKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Names and IPv4 addresses that it is valid for; an authority has none. */
  readonly hostnames: readonly string[];
  readonly isAuthority: boolean;
}

/** ECDSA with SHA-256. */
const signatureAlgorithm = sequence(identifier('1.2.840.10045.4.3.2'));

const pemLineLength = 64;

/** Returns an X.509 certificate (RFC 5280) for EC keys, as PEM. */
export function createCertificate(request: CertificateRequest): string {
  const toBeSigned = describe(request);
  const signature = sign('sha256', toBeSigned, request.issuerPrivateKey);
  return toPem(sequence(toBeSigned, signatureAlgorithm, bits(signature)));
}

function describe(request: CertificateRequest): Buffer {
  const { issuer, subject, validFrom, validTo, publicKey } = request;
  const version3 = tagged(0xa0, integer(Buffer.from([2])));
  return sequence(
    version3,
    integer(serialNumber()),
    signatureAlgorithm,
    commonName(issuer),
    sequence(time(validFrom), time(validTo)),
    commonName(subject),
    keyBytes(publicKey),
    tagged(0xa3, sequence(...extensionsOf(request))),
  );
}

/** Must be unique for its issuer, and must not begin with a 0. */
function serialNumber(): Buffer {
  return Buffer.concat([Buffer.from([1]), randomBytes(15)]);
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(identifier('2.5.4.3'), text(name))));
}

function extensionsOf(request: CertificateRequest): Buffer[] {
  const { isAuthority, hostnames, publicKey, issuerPublicKey } = request;
  const basicConstraints = sequence(...(isAuthority ? [yes] : []));
  // Bit 5 allows it to sign certificates, bit 0 to sign a handshake.
  const keyUsage = isAuthority
    ? bits(Buffer.from([0b00000100]), 2)
    : bits(Buffer.from([0b10000000]), 7);
  const extensions = [
    extension('2.5.29.19', basicConstraints, yes),
    extension('2.5.29.15', keyUsage, yes),
    extension('2.5.29.14', octets(keyIdentifier(publicKey))),
    extension(
      '2.5.29.35',
      sequence(tagged(0x80, keyIdentifier(issuerPublicKey))),
    ),
  ];
  if (hostnames.length > 0) {
    const names = sequence(...hostnames.map(alternativeName));
    extensions.push(extension('2.5.29.17', names));
  }
  return extensions;
}

function extension(id: string, content: Buffer, critical?: Buffer): Buffer {
  const parts = critical ? [critical, octets(content)] : [octets(content)];
  return sequence(identifier(id), ...parts);
}

function alternativeName(hostname: string): Buffer {
  if (!isIPv4(hostname)) return tagged(0x82, Buffer.from(hostname));
  return tagged(0x87, Buffer.from(hostname.split('.').map(Number)));
}

function keyBytes(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1').update(keyBytes(key)).digest();
}

function toPem(der: Buffer): string {
  const base64 = der.toString('base64');
  const lines = base64.match(new RegExp(`.{1,${pemLineLength}}`, 'g')) ?? [];
  return [
    '-----BEGIN CERTIFICATE-----',
    ...lines,
    '-----END CERTIFICATE-----',
    '',
  ].join('\n');
}
