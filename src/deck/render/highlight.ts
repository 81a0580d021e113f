import {
  createHighlighterCore,
  type ThemedToken,
  type ThemeRegistrationRaw,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeText } from '../../trace/render/svg.ts';

/** Turns lines of code into HTML, one string per line. */
export type Highlight = (
  lines: readonly string[],
  language: string,
) => readonly string[];

/**
 * The names that grammars have for pieces of code, by their name in the deck's
 * style sheet: `code-NAME`. Later ones win.
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
};

/** Code without a colour of its own. */
const plainColour = 'inherit';
const plainScopes = [
  'meta.template.expression',
  'variable',
  'keyword.operator.assignment',
];

/** Its colours are CSS variables, so that the style sheet decides on them. */
const theme: ThemeRegistrationRaw = {
  name: 'deck',
  type: 'light',
  colors: {
    'editor.foreground': plainColour,
    'editor.background': 'transparent',
  },
  settings: [
    { settings: { foreground: plainColour } },
    ...Object.entries(scopes).map(([name, scope]) => ({
      scope: [...scope],
      settings: { foreground: `var(--code-${name})` },
    })),
    { scope: plainScopes, settings: { foreground: plainColour } },
  ],
};

/** The grammar for what a fence or a file's extension says. */
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

/** Grammars are large and never change: all decks share one highlighter. */
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

/** Opens the highlighter that turns code into HTML. */
export async function createHighlight(): Promise<Highlight> {
  const highlighter = await openHighlighter();
  return (lines, language) => {
    const lang = languages[language];
    if (lang === undefined) return lines.map(escapeText);
    const { tokens } = highlighter.codeToTokens(lines.join('\n'), {
      lang,
      theme: 'deck',
      // However busy the machine is, the same code has the same colours.
      tokenizeTimeLimit: 0,
    });
    return tokens.map((line) => line.map(renderToken).join(''));
  };
}

/** By a class, not a style: a step of the code dims its other lines. */
function renderToken({ content, color = '' }: ThemedToken): string {
  const text = escapeText(content);
  const name = /^var\(--(code-\w+)\)$/.exec(color)?.[1];
  if (name === undefined || text.trim() === '') return text;
  return `<span class="${name}">${text}</span>`;
}
