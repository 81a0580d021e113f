import { type Read, robotName } from './ask.ts';

/** One line of robots.txt: `disallow`, `allow` or `crawl-delay`. */
export interface Rule {
  readonly field: string;
  readonly value: string;
}

/** The rules for a site whose robots.txt cannot be read: no page is allowed. */
export const leaveAlone: Rule[] = [{ field: 'disallow', value: '/' }];

const ruleFields = ['allow', 'disallow', 'crawl-delay'];
const fieldAndValue = /^\s*([\w-]+)\s*:\s*([^#]*?)\s*(?:#|$)/;

/**
 * Returns the rules for a robot (RFC 9309): those of the groups that name it,
 * otherwise those for all robots.
 */
export function parseRobots(text: string, robot = robotName): Rule[] {
  const groups: { robots: string[]; rules: Rule[] }[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const [, name = '', value = ''] = fieldAndValue.exec(line) ?? [];
    const [field, group] = [name.toLowerCase(), groups.at(-1)];
    if (ruleFields.includes(field)) group?.rules.push({ field, value });
    if (field !== 'user-agent') continue;
    if (group?.rules.length === 0) group.robots.push(value.toLowerCase());
    else groups.push({ robots: [value.toLowerCase()], rules: [] });
  }
  const naming = (who: string) => groups.filter((g) => g.robots.includes(who));
  const own = naming(robot);
  return (own.length > 0 ? own : naming('*')).flatMap((group) => group.rules);
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
  const longest = (wanted: string) =>
    rules
      .filter(({ field, value }) => field === wanted && value !== '')
      .filter(({ value }) => fits(value, pathname + search))
      .reduce((most, { value }) => Math.max(most, value.length), 0);
  return longest('allow') >= longest('disallow');
}

/** Returns the milliseconds between two requests that a site asks for. */
export function crawlDelayMs(rules: readonly Rule[]): number {
  const asked = rules.find(({ field }) => field === 'crawl-delay');
  return Math.max(0, Number(asked?.value ?? 0)) * 1000 || 0;
}

/**
 * Returns the rules in a site's robots.txt: none if there is no such file, and
 * no page allowed if it cannot be read.
 */
export async function readRobots(
  address: string,
  read: Read,
  redirects = 5,
): Promise<Rule[]> {
  const { status, headers, text } = await read(address);
  const location = headers['location'];
  if (status === 200) return parseRobots(text);
  if (status >= 500 || redirects === 0) return leaveAlone;
  if (status >= 400 || location === undefined) return [];
  const next = new URL(String(location), address).href;
  return readRobots(next, read, redirects - 1);
}

/** Returns the address of each site's robots.txt, for some of their pages. */
export function robotsFilesOf(pages: readonly string[]): Set<string> {
  return new Set(pages.map((page) => new URL('/robots.txt', page).href));
}
