import { renderConferencePage } from './conference-pages.ts';

/** How much longer the pages in the attic take, at scale 1. */
export const atticMs = 3000;

const atticPages = 12;
const basementPages = 16;

/** What goes wrong with a page of the basement. */
export type BasementFault = 'broken' | 'gone' | 'busy' | 'reset';

const robots = `# Be welcome, and please leave these alone.
User-agent: *
Disallow: /private
Allow: /private/press-kit
Disallow: /*?print=

User-agent: greedy-bot
Disallow: /
`;

/** The slow corner, the failing one, and the private page that robots may read. */
export const cornerPages: ReadonlyMap<string, () => string> = new Map([
  ['/attic', () => renderList('attic', 'It is a long way up.', atticPages)],
  ...numbered('attic', atticPages),
  ['/basement', () => renderList('basement', 'Mind your head.', basementPages)],
  ...numbered('basement', basementPages),
  ['/private/press-kit', renderPressKit],
]);

/** Whether a path is a page of the attic. */
export function isSlow(path: string): boolean {
  return /^\/attic\/\d/.test(path);
}

/** Whether a path is a page of the basement, which may fail. */
export function isFailing(path: string): boolean {
  return /^\/basement\/\d+$/.test(path);
}

/**
 * Returns what is wrong with a page of the basement at this attempt: some
 * always fail, some succeed when requested again, and some never fail.
 */
export function faultAt(
  path: string,
  attempt: number,
): BasementFault | undefined {
  const number = Number(path.split('/').at(-1));
  if (number % 8 === 0) return 'gone';
  if (number % 4 === 1) return 'broken';
  if (number % 4 === 2) return attempt <= 2 ? 'busy' : undefined;
  if (number % 4 === 3) return attempt <= 1 ? 'reset' : undefined;
  return undefined;
}

/** Returns robots.txt (RFC 9309). */
export function renderRobots(): string {
  return robots;
}

/**
 * Returns a page that robots are asked to leave alone: each leads to the next
 * day, and the days have no end.
 */
export function renderPrivatePage(query: URLSearchParams): string {
  const text = query.get('day') ?? '';
  const day = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return renderConferencePage(
    'Helpers',
    `<h1>Helpers, day ${day}</h1>
<p>Nothing planned. <a href="/private?day=${day + 1}">The day after</a></p>`,
  );
}

function numbered(corner: string, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const render = () => renderPlace(corner, number, count);
    return [`/${corner}/${number}`, render] as const;
  });
}

function renderList(corner: string, text: string, count: number): string {
  const items = Array.from(
    { length: count },
    (_, index) =>
      `<li><a href="/${corner}/${index + 1}">Box ${index + 1}</a></li>`,
  );
  return renderConferencePage(
    `The ${corner}`,
    `<h1>The ${corner}</h1>
<p>${text} <a href="/archive">Back to the archive</a></p>
<ul>
${items.join('\n')}
</ul>`,
  );
}

function renderPlace(corner: string, number: number, count: number): string {
  return renderConferencePage(
    `Box ${number}`,
    `<h1>Box ${number} of ${count}</h1>
<p>Badges and cables. <a href="/${corner}">All boxes</a></p>`,
  );
}

function renderPressKit(): string {
  return renderConferencePage(
    'Press kit',
    `<h1>Press kit</h1>
<p>Two pictures of a tram, at <a href="https://pictures.example/tram">our
photographer’s</a>. <a href="/archive">Archive</a></p>`,
  );
}
