import { respell } from './address.ts';
import { decodeHeader } from '../../command/charset.ts';
import { anyType, type Answer, type Read, robotName } from './ask.ts';

/** One line of robots.txt: `disallow`, `allow` or `crawl-delay`. */
export interface Rule {
  readonly field: string;
  readonly value: string;
}

/** The rules for a site whose robots.txt cannot be read: no page is allowed. */
export const leaveAlone: Rule[] = [{ field: 'disallow', value: '/' }];

/** The part of a robots.txt that counts; the RFC asks for at least as much. */
const mostRobotsBytes = 500 * 1024;

/** A site that asks for a longer pause is left alone. */
const longestDelayMs = 3_600_000;

const ruleFields = ['allow', 'disallow', 'crawl-delay'];

/** Returns each line's field and value, without comments. */
function linesOf(text: string): Rule[] {
  return text.split(/[\r\n]+/).map((line) => {
    const [name = '', ...value] = (line.split('#')[0] ?? '').split(':');
    return { field: name.trim().toLowerCase(), value: value.join(':').trim() };
  });
}

/** Spells a text as RFC 9309 (2.2.2) compares it: what is special, escaped. */
function spell(text: string): string {
  return respell(text).replaceAll(
    /%(?![\dA-F]{2})|[^\w.~%/?-]/gu,
    (character) =>
      Buffer.from(character)
        .toString('hex')
        .toUpperCase()
        .replaceAll(/../g, '%$&'),
  );
}

/** In a query, a slash is the same with or without an escape (RFC 3986, 3.4). */
function spellQuery(text: string): string {
  return text.replace(/\?.*/, (query) =>
    query.replaceAll('%2F', '/').replaceAll('%3F', '?'),
  );
}

/** Spells a rule like a path, except for its wildcards. */
function spellRule(value: string): string {
  const parts = value.split(/(\*|\$$)/);
  const spelt = parts.map((part, at) => (at % 2 ? part : spell(part)));
  return spellQuery(spelt.join(''));
}

/** Returns the name in a user-agent line, without a version. */
function nameIn(value: string): string {
  return value.toLowerCase().split(/[\s/]/)[0] ?? '';
}

/** Returns the rules of all groups that name a robot, if any does. */
function rulesFor(robot: string, lines: readonly Rule[]): Rule[] | undefined {
  let rules: Rule[] | undefined;
  let [isNamed, isOpen] = [false, false];
  for (const { field, value } of lines) {
    if (field === 'user-agent') {
      isNamed = (isNamed && isOpen) || nameIn(value) === robot;
      if (isNamed) rules ??= [];
    }
    if (isNamed && ruleFields.includes(field)) rules?.push({ field, value });
    // Only rules end the list of a group's robots, not records such as Sitemap.
    isOpen = field === 'user-agent' || (isOpen && !/allow$/.test(field));
  }
  return rules;
}

/**
 * Returns the rules for a robot (RFC 9309): those of the groups that name it,
 * otherwise those for all robots. Paths are spelt as they are compared.
 */
export function parseRobots(text: string, robot = robotName): Rule[] {
  const lines = linesOf(text);
  const rules = rulesFor(robot, lines) ?? rulesFor('*', lines) ?? [];
  return rules.map(({ field, value }) => ({ field, value: spellRule(value) }));
}

/** Whether a path begins with a rule; `*` is any text, `$` the path's end. */
function fits(rule: string, path: string): boolean {
  // A path contains no line break, so this one marks the beginning of both.
  const whole = rule.endsWith('$') ? rule.slice(0, -1) : `${rule}*`;
  const [text, parts] = [`\n${path}`, `\n${whole}`.split('*')];
  const last = parts.pop() ?? '';
  let end = 0;
  for (const part of parts) {
    const at = text.indexOf(part, end);
    if (at === -1) return false;
    end = at + part.length;
  }
  return text.length - end >= last.length && text.endsWith(last);
}

/** The longest rule that fits decides; of two as long, the one that allows. */
export function isAllowed(rules: readonly Rule[], address: string): boolean {
  const { pathname, search } = new URL(address);
  const path = spell(pathname + search);
  const spellings = [...new Set([path, spellQuery(path)])];
  const longest = (wanted: string) =>
    rules
      .filter(({ field, value }) => field === wanted && value !== '')
      .filter(({ value }) => spellings.some((path) => fits(value, path)))
      .reduce((most, { value }) => Math.max(most, value.length), 0);
  return path === '/robots.txt' || longest('allow') >= longest('disallow');
}

/** Returns the milliseconds between two requests that a site asks for. */
export function crawlDelayMs(rules: readonly Rule[]): number {
  return rules
    .filter(({ field }) => field === 'crawl-delay')
    .reduce((most, { value }) => Math.max(most, Number(value) * 1000 || 0), 0);
}

/** Returns the lines that count; one that is cut in the middle does not. */
function firstLines(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, mostRobotsBytes));
  if (body.length <= mostRobotsBytes) return text;
  return text.slice(
    0,
    1 + Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')),
  );
}

/** Returns the rules in an answer; if they are unusable, no page is allowed. */
function rulesIn({ body, problem }: Answer): Rule[] {
  const rules = parseRobots(firstLines(body));
  const isUnread = problem !== undefined && body.length === 0;
  return isUnread || crawlDelayMs(rules) > longestDelayMs ? leaveAlone : rules;
}

/**
 * Returns the rules in a site's robots.txt: none if there is no such file, and
 * no page allowed if it cannot be read, or asks for too long a pause.
 */
export async function readRobots(
  address: string,
  read: Read,
  redirects = 5,
): Promise<Rule[]> {
  const answer = await read(address, anyType);
  const { status, headers } = answer;
  const [location] = [headers['location'] ?? []].flat().map(decodeHeader);
  if (status < 300) return rulesIn(answer);
  if (status >= 500 || status === 429) return leaveAlone;
  if (status >= 400 || location === undefined) return [];
  if (redirects === 0) return leaveAlone;
  return readRobots(new URL(location, address).href, read, redirects - 1);
}

/** Returns the address of each site's robots.txt, for some of their pages. */
export function robotsFilesOf(pages: readonly string[]): string[] {
  const files = pages.map((page) => new URL('/robots.txt', page).href);
  return [...new Set(files)];
}
