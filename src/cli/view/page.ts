import { basename } from 'node:path';
import { withExplorer } from '../../notebook/explorer.ts';
import { pageScript } from '../../notebook/page-script.ts';
import { escapeText } from '../../trace/render/svg.ts';
import { renderTraceTable } from '../../trace/render/table.ts';
import { renderTraceFigure } from '../../trace/render/trace-figure.ts';
import type { Trace } from '../../trace/trace.ts';

const styleSheet =
  ':root{color-scheme:light dark;background:Canvas;color:CanvasText;font:15px/1.5 system-ui,sans-serif;--figure-paper:transparent}' +
  'main{max-width:760px;margin:2rem auto;padding:0 1rem}h1{font-size:1.1rem;overflow-wrap:anywhere}' +
  'table{border-collapse:collapse;font-size:13px}th,td{text-align:left;padding:1px 12px 1px 0;vertical-align:top}' +
  'details{margin-top:1rem;overflow-x:auto}';

/** One page, complete in itself, with the picture of a trace that answers. */
export function renderTracePage(trace: Trace, file: string): string {
  const name = basename(file);
  const picture = renderTraceFigure(trace, { name, brief: true });
  const title = escapeText(name);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${styleSheet}</style></head>`,
    `<body><main><h1>${title}</h1>${withExplorer(picture, trace, name)}${pageScript()}`,
    `<details><summary>The same in numbers</summary>${renderTraceTable(trace)}</details></main></body></html>\n`,
  ].join('');
}
