import { readFileSync, realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** A file of the built deck. */
export interface Asset {
  readonly content: Buffer;
  /** For the content-type header. */
  readonly type: string;
  readonly isPage: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/**
 * Gives the file that a request's target names, or nothing: for what is not
 * there, is no kind of file that a deck has, or lies outside of the folder by
 * whatever spelling or link.
 */
export function readAsset(folder: string, target: string): Asset | undefined {
  const path = pathOf(target);
  const type = types[extname(path ?? '')];
  if (path === undefined || type === undefined) return undefined;
  try {
    const root = realpathSync(folder);
    const file = realpathSync(join(root, path));
    if (!file.startsWith(root + sep)) return undefined;
    return {
      content: readFileSync(file),
      type,
      isPage: type === types['.html'],
    };
  } catch {
    return undefined;
  }
}

function pathOf(target: string): string | undefined {
  const [encoded = ''] = target.split(/[?#]/);
  try {
    const path = decodeURIComponent(encoded);
    const steps = path.split(/[/\\]/);
    if (!path.startsWith('/') || path.includes('\0')) return undefined;
    if (steps.includes('..') || /:/.test(path)) return undefined;
    return path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return undefined;
  }
}
