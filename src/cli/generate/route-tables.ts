import { readRoute, routeNames } from '../../deck/source/routes.ts';
import type { Route } from '../../deck/source/route.ts';

/**
 * Puts each route's table below the heading that has its title, in place of the
 * one that is there. A route without a heading is the presenter's own, and has
 * no table.
 * @throws SlideProblem for a route that cannot be read
 */
export function withRouteTables(root: string, guide: string): string {
  return routeNames(root).reduce((text, name) => {
    const route = readRoute(root, name);
    return route ? withTable(text, route) : text;
  }, guide);
}

function withTable(guide: string, route: Route): string {
  const lines = guide.split('\n');
  const heading = lines.indexOf(`### ${route.title}`);
  if (heading < 0) return guide;
  const from = lines.findIndex((line, at) => at > heading && isRow(line));
  const nextHeading = lines.findIndex(
    (line, at) => at > heading && line.startsWith('#'),
  );
  if (from < 0 || (nextHeading >= 0 && from > nextHeading)) return guide;
  const length = lines.slice(from).findIndex((line) => !isRow(line));
  return lines.toSpliced(from, length, ...tableOf(route)).join('\n');
}

function isRow(line: string): boolean {
  return line.startsWith('|');
}

/** The table, aligned as Prettier would have it. */
function tableOf({ parts }: Route): string[] {
  let passed = 0;
  const rows = parts.map(({ section = '', minutes, what }) => {
    passed += minutes;
    return [section, String(minutes), clock(passed), what];
  });
  const head = ['Slides', 'Minutes', 'By the clock', 'What'];
  const widths = head.map((word, column) =>
    Math.max(...[word, ...rows.map((row) => row[column] ?? '')].map(width)),
  );
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - width(cell));
      return column === head.length - 1 ? cell + space : space + cell;
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((wide, column) =>
    column === head.length - 1 ? '-'.repeat(wide) : `${'-'.repeat(wide - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)];
}

function width(text: string): number {
  return Array.from(text).length;
}

/** `0:04`, in hours and minutes; with seconds where there are some: `0:04:30`. */
function clock(minutes: number): string {
  const whole = Math.floor(minutes);
  const rest = minutes - whole;
  const hours = Math.floor(whole / 60);
  const text = `${hours}:${String(whole % 60).padStart(2, '0')}`;
  return rest === 0 ? text : `${text}:${Math.round(rest * 60)}`;
}
