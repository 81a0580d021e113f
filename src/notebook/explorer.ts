import { readFileSync } from 'node:fs';
import { packTrace } from '../trace/explore/pack.ts';
import { escapeText } from '../trace/render/svg.ts';
import type { Trace } from '../trace/trace.ts';

/** The script is made when the sources are compiled, and is there only then. */
const file = '../trace/explore/element/define.js';
const compiledFile = '../dist/trace/explore/element/define.js';

let script: string | undefined;

/**
 * Puts around a trace's picture what makes it answer: an element, the trace in
 * it, and the script that the first of a page's elements loads. Where no script
 * may run, the picture stays as it is.
 */
export function withExplorer(
  picture: string,
  trace: Trace,
  name: string,
): string {
  script ??= readScript();
  if (script === '' || trace.requests.length === 0) return picture;
  return [
    `<trace-explorer data-name="${escapeText(name)}">${picture}`,
    `<script type="application/json">${inJson(packTrace(trace))}</script>`,
    `</trace-explorer><script>${inScript(script)}</script>`,
  ].join('');
}

/** JSON has no other way to write what would look like the end of its script. */
function inJson(text: string): string {
  return text.replaceAll('<', '\\u003c');
}

/** Nothing in a script may look like its end. */
function inScript(text: string): string {
  return text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
}

function readScript(): string {
  for (const place of [file, compiledFile]) {
    try {
      return readFileSync(new URL(place, import.meta.url), 'utf8');
    } catch {
      // It is at the other place, or nowhere.
    }
  }
  return '';
}
