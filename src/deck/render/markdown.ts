import markdownIt from 'markdown-it';
import { element, escapeText } from '../../trace/render/svg.ts';
import { isDirective } from '../source/directive.ts';
import type { Passage } from '../source/section.ts';
import type { Highlight } from './highlight.ts';
import { roomFor } from './code.ts';

/** Makes what a directive asks for, given its text and line. */
export type RenderDirective = (text: string, line: number) => string;

/** Turns a passage of Markdown into HTML. */
export type RenderMarkdown = (
  passage: Passage,
  renderDirective: RenderDirective,
) => string;

/** How a directive is made on the slide that is being rendered. */
type RenderHere = (text: string, index: number) => string;

/** Makes the renderer that a whole deck shares. */
export function createMarkdown(highlight: Highlight): RenderMarkdown {
  const md = markdownIt({ html: true });
  md.block.ruler.before('paragraph', 'directive', readDirective, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.core.ruler.push('classes', markClasses);
  md.core.ruler.push('links', openLinksElsewhere);
  md.renderer.rules['directive'] = (tokens, index, _options, env) => {
    const { content = '', map } = tokens[index] ?? {};
    return (env?.['renderHere'] as RenderHere)(content, map?.[0] ?? 0);
  };
  md.renderer.rules['fence'] = (tokens, index) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    return renderFence(content.trimEnd().split('\n'), info.trim(), highlight);
  };
  return (passage, renderDirective) => {
    const renderHere: RenderHere = (text, index) =>
      renderDirective(text, passage.line + index);
    return md.render(passage.text, { renderHere }).trim();
  };
}

type BlockRule = Parameters<
  ReturnType<typeof markdownIt>['block']['ruler']['before']
>[2];
type CoreRule = Parameters<
  ReturnType<typeof markdownIt>['core']['ruler']['push']
>[1];

const readDirective: BlockRule = (state, line, _end, silent) => {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const text = state.src.slice(from, state.eMarks[line]).trim();
  if (!isDirective(text)) return false;
  if (silent) return true;
  const token = state.push('directive', '', 0);
  token.content = text;
  token.map = [line, line + 1];
  state.line = line + 1;
  return true;
};

const marked = /\s*\{((?:\.[a-z][\w-]*\s*)+)\}$/;

/** `{.fragment}` at the end gives a paragraph or list item its class. */
const markClasses: CoreRule = ({ tokens }) => {
  for (const [index, token] of tokens.entries()) {
    const last = token.type === 'inline' && token.children?.at(-1);
    const found = last && last.type === 'text' && marked.exec(last.content);
    if (!found) continue;
    last.content = last.content.slice(0, found.index);
    const own = tokens[index - 1];
    const owner = own?.hidden ? tokens[index - 2] : own;
    const classes = found[1]?.split('.').map((name) => name.trim()) ?? [];
    owner?.attrJoin('class', classes.filter(Boolean).join(' '));
  }
};

/** A link that replaced the deck would end the talk. */
const openLinksElsewhere: CoreRule = ({ tokens }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type !== 'link_open') continue;
    if (!/^https?:/.test(String(token.attrGet('href')))) continue;
    token.attrSet('target', '_blank');
    token.attrSet('rel', 'noopener');
  }
};

function renderFence(
  lines: readonly string[],
  language: string,
  highlight: Highlight,
): string {
  const html = highlight(lines, language)
    .map((line) => element('span', { class: 'line' }, line || '&#8203;'))
    .join('');
  const { lines: count, columns } = roomFor([lines]);
  return element(
    'figure',
    { class: 'code', style: `--lines:${count};--columns:${columns}` },
    `<pre data-language="${escapeText(language)}"><code>${html}</code></pre>`,
  );
}
