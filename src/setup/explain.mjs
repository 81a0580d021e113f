import { statfsSync } from 'node:fs';
import { WorkError } from './errors.mjs';

/**
 * What a tool's output says about the cause of its failure, and what helps.
 * The first match counts, so the more specific ones come first.
 * @type {readonly [pattern: RegExp, cause: string, help: string][]}
 */
const causes = [
  [/ENOSPC|No space left|disk quota/i, 'the disk is full', 'Free about 1 GB'],
  [
    /UNABLE_TO_(?:VERIFY|GET)|SELF_SIGNED|self.signed|CERT_|CERTIFICATE_VERIFY|UnknownIssuer/i,
    'a certificate is not trusted, most likely because of a company proxy',
    'Set NODE_EXTRA_CA_CERTS and PIP_CERT to the path of its certificate file',
  ],
  [
    /EROFS|Read-only file system|EACCES|EPERM|Permission denied/i,
    'a folder cannot be written to',
    'Make yourself the owner of the project folder, and close programs that still use it',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Temporary failure|Name or service not known|Failed to establish a new connection|NewConnectionError|dns error|error sending request|Could not resolve/i,
    'the network cannot be reached',
    'Connect to a network (behind a proxy, set HTTPS_PROXY)',
  ],
  [
    /THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY|hash mismatch/i,
    'a download is not the file that the project expects',
    'Try another network, because something on this one changes downloads',
  ],
  [
    /No matching distribution|no wheels|Failed building wheel/i,
    'a package has no build for this Python and platform',
    'Install Python 3.12, which all packages have builds for',
  ],
];

/**
 * Returns an error that says which step failed, why it likely did, what to do,
 * and what the tool itself said last.
 * @param {string} failed the step that failed: `npm could not install …`
 * @param {string} output what the tool printed
 * @param {string} again what a person types to try again
 * @param {(folder: string) => number} [freeBytes] of the disk of a folder
 */
export function explainFailure(failed, output, again, freeBytes = bytesFree) {
  // On a full disk, a tool may be unable even to write why it failed.
  const isFull = freeBytes('.') < fullBytes;
  const evidence = isFull ? `${output}\nENOSPC` : output;
  const known = causes.find(([pattern]) => pattern.test(evidence));
  const reason = known ? `: ${known[1]}` : '';
  const help = known ? `${known[2]}, then run` : 'Run';
  const lines = [`${failed}${reason}.`, `${help} ${again} again.`];
  const last = lastError(output);
  if (last) lines.push(`The last thing it printed: ${last}`);
  return new WorkError(lines.join('\n'));
}

/** With less than this, nothing can be installed. */
const fullBytes = 20_000_000;

/** @param {string} folder */
function bytesFree(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/**
 * The last line that speaks of an error, or else the last line, without npm's
 * prefix. The lines of a stack trace say nothing to a person.
 * @param {string} output
 */
function lastError(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
    .filter(
      (line) =>
        line !== '' && !/complete log|debug-0\.log|^at .+[:)]/.test(line),
    );
  const errors = lines.filter((line) =>
    /error|failed|cannot|denied/i.test(line),
  );
  return (errors.at(-1) ?? lines.at(-1) ?? '').slice(0, 300);
}
