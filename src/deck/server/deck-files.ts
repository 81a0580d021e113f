import { globSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import sirv from 'sirv';

/** Answers a request. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/** Only this server may be asked for anything, and only it may frame the deck. */
const policy = [
  "default-src 'self' data: blob:",
  // The speaker view is written into a window by a script in the page.
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Sends the files of a built deck, as they are in its folder now.
 * @param demoToken what the page must send to have demos run
 */
export function createFileSender(
  folder: string,
  demoToken: string | undefined,
): Handler {
  const sendPage = createPageSender(folder, demoToken);
  const sendAsset = createAssetSender(folder);
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) {
      response.setHeader(name, value);
    }
    const path = pathOf(request);
    if (path === '/' || path === '/index.html') sendPage(request, response);
    else sendAsset(request, response);
  };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/[?#].*$/s, '');
}

/** Sends the page, with the token for demos in it. */
function createPageSender(folder: string, token: string | undefined): Handler {
  const meta =
    token === undefined ? '' : `<meta name="demo-token" content="${token}" />`;
  return (request, response) => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const content = page.replace('<head>', () => `<head>${meta}`);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(content),
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
}

/** Sends what belongs to the page: the files that are in the folder now. */
function createAssetSender(folder: string): Handler {
  const onNoMatch = (_request: IncomingMessage, response: ServerResponse) => {
    refuse(response, 404, 'The deck has no such file.');
  };
  const send = sirv(folder, { extensions: [], onNoMatch });
  // sirv would follow a link out of the folder.
  const files = new Set(
    globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => `/${relative(folder, file).replaceAll(sep, '/')}`),
  );
  return (request, response) => {
    if (files.has(pathOf(request))) send(request, response);
    else onNoMatch(request, response);
  };
}

/** Refuses a request, in a sentence. */
export function refuse(
  response: ServerResponse,
  status: number,
  message: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(`${message}\n`);
}
