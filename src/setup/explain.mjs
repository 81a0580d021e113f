import { WorkError } from './errors.mjs';

/**
 * What a tool's output betrays of the cause, and what helps.
 * The first that matches is taken: the more particular come first.
 * @type {readonly [pattern: RegExp, cause: string, help: string][]}
 */
const causes = [
  [/ENOSPC|No space left|disk quota/i, 'the disk is full', 'Free about 1 GB'],
  [
    /UNABLE_TO_(?:VERIFY|GET)|SELF_SIGNED|self.signed|CERT_|CERTIFICATE_VERIFY|UnknownIssuer/i,
    'a certificate is not trusted, as behind a company proxy',
    'Point NODE_EXTRA_CA_CERTS and PIP_CERT at its certificate file',
  ],
  [
    /EROFS|Read-only file system|EACCES|EPERM|Permission denied/i,
    'a folder may not be written to',
    'Make the project folder your own, and close what still runs from it',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Temporary failure|Name or service not known|Failed to establish a new connection|NewConnectionError|dns error|error sending request|Could not resolve/i,
    'there is no way to the network',
    'Connect to it (behind a proxy: set HTTPS_PROXY)',
  ],
  [
    /THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY|hash mismatch/i,
    'what was downloaded is not what the project asks for',
    'Try another network: something between alters downloads',
  ],
  [
    /No matching distribution|no wheels|Failed building wheel/i,
    'a package has no build for this Python and platform',
    'Install Python 3.12, which has builds everywhere',
  ],
];

/**
 * Returns the error that says which step failed, why it likely did, what to
 * do, and the tool's own last word.
 * @param {string} failed what did not succeed: `npm could not install …`
 * @param {string} output what the tool printed
 * @param {string} again what a person types to try again
 */
export function explainFailure(failed, output, again) {
  const known = causes.find(([pattern]) => pattern.test(output));
  const reason = known ? `: ${known[1]}` : '';
  const help = known ? `${known[2]}, then run` : 'Run';
  const lines = [`${failed}${reason}.`, `${help} ${again} again.`];
  const last = lastError(output);
  if (last) lines.push(`Its last words: ${last}`);
  return new WorkError(lines.join('\n'));
}

/**
 * The most telling of the last lines, without the tool's own prefix.
 * @param {string} output
 */
function lastError(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/complete log|debug-0\.log/.test(line));
  const errors = lines.filter((line) =>
    /error|failed|cannot|denied/i.test(line),
  );
  return (errors.at(-1) ?? lines.at(-1) ?? '').slice(0, 300);
}
