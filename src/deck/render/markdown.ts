import markdownIt from 'markdown-it';
import { element, escapeText } from '../../trace/render/svg.ts';
import { isDirective } from '../source/directive.ts';
import type { Passage } from '../source/section.ts';
import type { Highlight } from './highlight.ts';
import { roomFor } from './code.ts';
import { markFigures } from './figure-bars.ts';

/** A passage of Markdown, rendered. */
export interface RenderedPassage {
  readonly html: string;
  /** The text of each paragraph, list item and table row. */
  readonly words: readonly string[];
  /** Whether it shows nothing but a heading and words. */
  readonly isWordsOnly: boolean;
}

/**
 * Turns a passage of Markdown into HTML.
 * @param directives the HTML that replaces each directive, by its line
 */
export type RenderMarkdown = (
  passage: Passage,
  directives?: ReadonlyMap<number, string>,
) => RenderedPassage;

interface Environment {
  readonly directives: ReadonlyMap<number, string>;
  /** The line of the file that the passage begins with. */
  readonly firstLine: number;
}

/** Makes the renderer that a whole deck shares. */
export function createMarkdown(highlight: Highlight): RenderMarkdown {
  const md = markdownIt({ html: true });
  md.block.ruler.before('paragraph', 'directive', readDirective, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.core.ruler.push('classes', markClasses);
  md.core.ruler.push('figures', markFigures);
  md.core.ruler.push('links', openLinksElsewhere);
  md.renderer.rules['directive'] = (tokens, index, _options, env) => {
    const { directives, firstLine } = env as unknown as Environment;
    const line = firstLine + (tokens[index]?.map?.[0] ?? 0);
    return directives.get(line) ?? '';
  };
  md.renderer.rules['fence'] = (tokens, index) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    return renderFence(content.trimEnd().split('\n'), info.trim(), highlight);
  };
  return ({ text, line: firstLine }, directives = new Map()) => {
    const environment = { directives, firstLine };
    const tokens = md.parse(text, environment);
    const html = md.renderer.render(tokens, md.options, environment).trim();
    return { html, words: wordsOf(tokens), isWordsOnly: !tokens.some(isOther) };
  };
}

type Token = ReturnType<ReturnType<typeof markdownIt>['parse']>[number];
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
  token.map = [line, line + 1];
  state.line = line + 1;
  return true;
};

const marked = /\s*\{((?:\.[a-z][\w-]*\s*)+)\}$/;

/** `{.fragment}` at the end of a paragraph or list item gives it a class. */
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

/** A link that opened in place of the deck would end the talk. */
const openLinksElsewhere: CoreRule = ({ tokens }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type !== 'link_open') continue;
    if (!/^https?:/.test(String(token.attrGet('href')))) continue;
    token.attrSet('target', '_blank');
    token.attrSet('rel', 'noopener');
  }
};

/** What decides on a slide's layout itself. */
function isOther({ type, tag }: Token): boolean {
  return (
    ['directive', 'fence', 'html_block', 'blockquote_open'].includes(type) ||
    (type === 'heading_open' && tag !== 'h2')
  );
}

/** The text of each paragraph, list item and table row. */
function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  let row: string[] | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'tr_open') row = [];
    if (token.type === 'tr_close') {
      words.push(row?.join(' ') ?? '');
      row = undefined;
    }
    if (token.type !== 'inline') continue;
    if (tokens[index - 1]?.type === 'heading_open') continue;
    (row ?? words).push(textOf(token));
  }
  return words;
}

function textOf({ children }: Token): string {
  return (children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('')
    .trim();
}

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
