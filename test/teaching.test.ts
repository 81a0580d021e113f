import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { withRouteTables } from '../src/cli/generate/route-tables.ts';
import { readRoute, routeNames } from '../src/deck/source/routes.ts';
import { project } from '../src/setup/project.mjs';

const guide = readFileSync(join(project.root, 'TEACHING.md'), 'utf8');

/** The text from one heading of the guide to the next. */
function part(heading: string): string {
  const [, text = ''] = guide.split(new RegExp(`^### ${heading}$`, 'm'));
  return text.split(/^##/m)[0] ?? '';
}

suite('the teaching guide', () => {
  test('has the tables that the routes make', () => {
    assert.equal(withRouteTables(project.root, guide), guide);
  });

  for (const name of routeNames(project.root)) {
    test(`has each part of the route ${name}, and its minutes`, () => {
      const route = readRoute(project.root, name);
      assert.ok(route);
      const rows = [
        ...part(route.title).matchAll(
          /^\| +(\w*) \| +([\d.]+) \| +[\d:]+ \| (.*?) +\|$/gm,
        ),
      ];
      assert.deepEqual(
        rows.map(([, section, minutes, what]) => [section, minutes, what]),
        route.parts.map(({ section = '', minutes, what }) => [
          section,
          String(minutes),
          what,
        ]),
      );
    });
  }
});
