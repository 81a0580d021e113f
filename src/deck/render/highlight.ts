import { createHighlighterCore, type ThemeRegistrationRaw } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeText } from '../../trace/render/svg.ts';

/** Turns lines of code into HTML, a string a line. */
export type Highlight = (
  lines: readonly string[],
  language: string,
) => readonly string[];

/**
 * What pieces of code are called in the deck's style sheet, as `code-NAME`,
 * and which names grammars have for them. The later wins.
 */
const scopes: Readonly<Record<string, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment'],
  string: ['string', 'punctuation.definition.string', 'string.regexp'],
  number: ['constant.numeric', 'constant.language', 'support.constant'],
  keyword: [
    'keyword',
    'storage.type',
    'storage.modifier',
    'punctuation.definition.template-expression',
    'variable.language',
  ],
  quiet: ['punctuation', 'meta.brace', 'keyword.operator.type.annotation'],
  function: ['entity.name.function', 'support.function'],
  type: [
    'entity.name.type',
    'entity.name.class',
    'support.type',
    'support.class',
    'entity.other.inherited-class',
  ],
  plain: [
    'meta.template.expression',
    'variable',
    'keyword.operator.assignment',
  ],
};

/** A theme's colours stand for names, and the style sheet knows the colours. */
const names = Object.keys(scopes);
const colourOf = (index: number) => `#0000${(16 + index).toString(16)}`;
const plain = '#000001';

const theme: ThemeRegistrationRaw = {
  name: 'deck',
  type: 'light',
  colors: { 'editor.foreground': plain, 'editor.background': '#ffffff' },
  settings: [
    { settings: { foreground: plain } },
    ...names.map((name, index) => ({
      scope: [...(scopes[name] ?? [])],
      settings: { foreground: colourOf(index) },
    })),
  ],
};

const nameOf = new Map(names.map((name, index) => [colourOf(index), name]));

/** What a fence or a file's extension may say. */
const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  js: 'typescript',
  mjs: 'typescript',
  json: 'json',
  sh: 'shellscript',
  bash: 'shellscript',
  console: 'shellsession',
  http: 'http',
  html: 'html',
  py: 'python',
  python: 'python',
};

let shared: ReturnType<typeof createHighlighterCore> | undefined;

/** Grammars are large, and never change: one highlighter does for all decks. */
function openHighlighter() {
  return (shared ??= createHighlighterCore({
    themes: [theme],
    langs: [
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/shellsession.mjs'),
      import('shiki/langs/http.mjs'),
      import('shiki/langs/html.mjs'),
      import('shiki/langs/python.mjs'),
    ],
    engine: createJavaScriptRegexEngine(),
  }));
}

/** Makes what turns code into HTML. */
export async function createHighlight(): Promise<Highlight> {
  const highlighter = await openHighlighter();
  return (lines, language) => {
    const lang = languages[language];
    if (lang === undefined) return lines.map(escapeText);
    const { tokens } = highlighter.codeToTokens(lines.join('\n'), {
      lang,
      theme: 'deck',
    });
    return tokens.map((line) => line.map(renderToken).join(''));
  };
}

function renderToken(token: { content: string; color?: string }): string {
  const text = escapeText(token.content);
  const name = nameOf.get(token.color?.toLowerCase() ?? '');
  if (name === undefined || name === 'plain' || text.trim() === '') return text;
  return `<span class="code-${name}">${text}</span>`;
}
