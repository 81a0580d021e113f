import { element } from '../../trace/render/svg.ts';
import { lineIds } from '../source/line-ids.ts';

/** A piece of code with its colour's class, as the highlighter made it. */
interface Token {
  readonly className: string | undefined;
  readonly html: string;
}

/**
 * Gives each word of the lines that differ between two versions an element, and
 * one that the next version keeps the same id there: then it moves to its new
 * place, and only what is new fades in. Lines that both have move as they are.
 * @param versions both versions, highlighted, line by line
 * @param ids the lines' ids: the same where a line is the same
 * @returns both versions with those elements
 */
export function withTokenIds(
  versions: readonly [readonly string[], readonly string[]],
  ids: readonly (readonly number[])[],
): string[][] {
  const kept = new Set(ids[0]?.filter((id) => ids[1]?.includes(id)));
  const isChanged = (version: number, line: number) =>
    !kept.has(ids[version]?.[line] ?? -1);
  const tokens = versions.map((lines, version) =>
    lines.map((html, line) => (isChanged(version, line) ? tokensOf(html) : [])),
  );
  const tokenIds = lineIds(
    tokens.map((lines) => lines.flat().filter(isWord).map(wordOf)),
  );
  return versions.map((lines, version) => {
    const own = tokenIds[version] ?? [];
    let next = 0;
    return lines.map((html, line) => {
      const parts = tokens[version]?.[line] ?? [];
      if (parts.length === 0) return html;
      return parts
        .map((token) =>
          isWord(token) ? render(token, own[next++]) : token.html,
        )
        .join('');
    });
  });
}

function tokensOf(html: string): Token[] {
  const pieces = html.matchAll(/<span class="([\w-]+)">(.*?)<\/span>|([^<]+)/g);
  return [...pieces].flatMap(([, className, coloured, plain]) =>
    [...(coloured ?? plain ?? '').matchAll(/&#?\w+;|[\w$]+|\s+|[^\s\w]/g)].map(
      ([text]) => ({ className, html: text }),
    ),
  );
}

function isWord({ html }: Token): boolean {
  return html.trim() !== '';
}

function wordOf({ html }: Token): string {
  return html;
}

function render({ className, html }: Token, id: number | undefined): string {
  return element(
    'span',
    {
      class: ['token', className].filter(Boolean).join(' '),
      'data-id': `token-${id ?? ''}`,
    },
    html,
  );
}
