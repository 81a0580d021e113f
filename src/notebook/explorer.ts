import { deflateRawSync } from 'node:zlib';
import { packTrace } from '../trace/explore/pack.ts';
import { escapeText } from '../trace/render/svg.ts';
import type { Trace } from '../trace/trace.ts';

/** Shorter data gains nothing by being compressed. */
const fewestCharacters = 2000;

/**
 * Puts around a trace's picture what makes it answer, on a page that has the
 * script of `pageScript` somewhere: an element, with the trace in it. Where no
 * script may run, the picture stays as it is.
 */
export function withExplorer(
  picture: string,
  trace: Trace,
  name: string,
): string {
  if (trace.requests.length === 0) return picture;
  return inElement('trace-explorer', picture, packTrace(trace), name);
}

/** An element of a page around what it shows without its script, and its data. */
export function inElement(
  element: string,
  content: string,
  json: string,
  name: string,
): string {
  return [
    `<${element} data-name="${escapeText(name)}">${content}`,
    dataScript(json),
    `</${element}>`,
  ].join('');
}

/** Data for a page, which `readData` of the element reads. */
function dataScript(json: string): string {
  const compressed =
    json.length < fewestCharacters
      ? undefined
      : deflateRawSync(json, { level: 9 }).toString('base64');
  // JSON has no other way to write what would look like the end of its script.
  return compressed === undefined
    ? `<script type="application/json">${json.replaceAll('<', '\\u003c')}</script>`
    : `<script type="application/octet-stream">${compressed}</script>`;
}
