import type markdownIt from 'markdown-it';

type Token = ReturnType<ReturnType<typeof markdownIt>['parse']>[number];
type CoreRule = Parameters<
  ReturnType<typeof markdownIt>['core']['ruler']['push']
>[1];

/** What a figure is worth, in the unit that it can be compared in. */
const worth: Readonly<Record<string, { kind: string; by: number }>> = {
  ms: { kind: 'time', by: 0.001 },
  s: { kind: 'time', by: 1 },
  min: { kind: 'time', by: 60 },
  '': { kind: 'count', by: 1 },
};

interface Figure {
  readonly item: Token;
  readonly text: Token;
  readonly kind: string;
  readonly value: number;
}

/**
 * A list whose items all begin with a figure in bold, `- **24.37 s** in turn`,
 * has the class `scale`, and each item its share of the largest as `--share`:
 * the style sheet draws bars of that length.
 */
export const markFigures: CoreRule = ({ tokens, Token }) => {
  const html = (content: string) =>
    Object.assign(new Token('html_inline', '', 0), { content });
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'bullet_list_open') continue;
    const figures = figuresIn(tokens, index);
    const kinds = new Set(figures?.map(({ kind }) => kind));
    if (!figures || kinds.size !== 1) continue;
    token.attrJoin('class', 'scale');
    const most = Math.max(...figures.map(({ value }) => value));
    for (const { item, text, value } of figures) {
      item.attrSet('style', `--share:${(value / most).toFixed(4)}`);
      // What follows the figure is an element of its own, beside it.
      const parts = text.children ?? [];
      const end = parts.findIndex(({ type }) => type === 'strong_close') + 1;
      const [figure, words] = [parts.slice(0, end), parts.slice(end)];
      text.children = [...figure, html('<span>'), ...words, html('</span>')];
    }
  }
};

/** The figures of a list; undefined where an item has none. */
function figuresIn(
  tokens: readonly Token[],
  start: number,
): Figure[] | undefined {
  const level = tokens[start]?.level ?? 0;
  const figures: Figure[] = [];
  for (let index = start + 1; index < tokens.length; index += 1) {
    const item = tokens[index];
    if (!item || item.level === level) break;
    if (item.type !== 'list_item_open') continue;
    const figure = figureOf(item, tokens[index + 2]);
    if (!figure) return undefined;
    figures.push(figure);
  }
  return figures;
}

function figureOf(item: Token, text: Token | undefined): Figure | undefined {
  const parts = text?.children?.filter(({ type, content }) => {
    return type !== 'text' || content !== '';
  });
  const [strong, words] = parts ?? [];
  if (!text || strong?.type !== 'strong_open') return undefined;
  const [, digits, unit = ''] =
    /^([\d.,]+)\s*(ms|s|min)?$/.exec(words?.content ?? '') ?? [];
  const known = worth[unit];
  if (digits === undefined || !known) return undefined;
  const value = Number(digits.replaceAll(',', '')) * known.by;
  return { item, text, kind: known.kind, value };
}
