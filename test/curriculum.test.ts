import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseNotebook, sourceOf } from '../src/cli/notebooks/notebook.ts';
import { project } from '../src/setup/project.mjs';

const notebooks = join(project.root, 'notebooks');

/** Sections that each lesson has. */
const frame = ['What to take away', 'Your turn', 'Go on'];

/** Each lesson's sections, from the second column of its table. */
function parseCurriculum(text: string): Map<string, string[]> {
  const [, ...chapters] = text.split(/^## /m);
  return new Map(
    chapters.map((chapter) => {
      const [slug = '', ...lines] = chapter.split('\n');
      const rows = lines.filter((line) => /^\| [^-]/.test(line)).slice(1);
      const named = rows.map((row) => row.split('|')[2]?.trim() ?? '');
      return [slug, named.flatMap((names) => names.split('; '))];
    }),
  );
}

function sectionsOf(slug: string): string[] {
  const file = join(notebooks, `${slug}.ipynb`);
  const { cells } = parseNotebook(readFileSync(file, 'utf8'));
  return cells
    .filter(({ cell_type }) => cell_type === 'markdown')
    .flatMap((cell) => sourceOf(cell).match(/^## .+$/gm) ?? [])
    .map((heading) => heading.slice('## '.length));
}

suite('The curriculum', () => {
  const text = readFileSync(join(project.root, 'CURRICULUM.md'), 'utf8');
  const curriculum = parseCurriculum(text);

  test('has the lessons that there are, in their order', () => {
    const lessons = readdirSync(notebooks)
      .filter((file) => file.endsWith('.ipynb'))
      .map((file) => file.replace('.ipynb', ''));
    assert.deepEqual([...curriculum.keys()], lessons.sort());
    assert.equal(lessons.length, 15);
  });

  for (const [slug, named] of curriculum) {
    test(`names each section of ${slug}, and none that is not there`, () => {
      const taught = sectionsOf(slug).filter(
        (section) => !frame.includes(section),
      );
      assert.deepEqual(named.toSorted(), taught.toSorted());
    });
  }
});
