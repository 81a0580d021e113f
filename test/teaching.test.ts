import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseSection } from '../src/deck/source/section.ts';
import { project } from '../src/setup/project.mjs';

const guide = readFileSync(join(project.root, 'TEACHING.md'), 'utf8');

/** The text from one heading of the guide to the next. */
function part(heading: string): string {
  const [, text = ''] = guide.split(new RegExp(`^### ${heading}$`, 'm'));
  return text.split(/^##/m)[0] ?? '';
}

function talkSections() {
  return globSync('slides/[0-9][0-9]-*.md', { cwd: project.root })
    .sort()
    .map((file) => {
      const text = readFileSync(join(project.root, file), 'utf8');
      return parseSection(file, text);
    })
    .filter(({ minutes }) => minutes > 0);
}

suite('the teaching guide', () => {
  test('has the minutes of the talk that the slides have', () => {
    const rows = [...part('45 minutes').matchAll(/^\| +(\d\d) \| +(\d+) \|/gm)];
    const written = rows.map(([, number, minutes]) => [
      number,
      Number(minutes),
    ]);
    const shown = talkSections().map((each) => [each.number, each.minutes]);
    assert.deepEqual(written, shown);
  });

  const routes = { '20 minutes': 20, '90 minutes': 90, 'Half a day': 240 };
  for (const [heading, whole] of Object.entries(routes)) {
    test(`has routes that last as long as they say: ${heading}`, () => {
      const rows = [...part(heading).matchAll(/^\| +(\d+) \|/gm)];
      const sum = rows.reduce((sum, [, minutes]) => sum + Number(minutes), 0);
      assert.equal(sum, whole);
    });
  }
});
