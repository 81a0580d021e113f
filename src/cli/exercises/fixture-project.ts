import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { exercises } from '../../practice/catalogue.ts';
import { parseMaster, starterOf } from '../../practice/master.ts';
import {
  renderProgress,
  withPassed,
  type Progress,
} from '../../practice/progress.ts';
import { project } from '../../setup/project.mjs';

/**
 * Makes a project that has only the exercises. It is inside this project, so
 * that packages are found; the learner's own files are not touched.
 */
export function createPracticeProject() {
  mkdirSync(project.work, { recursive: true });
  const root = mkdtempSync(join(project.work, '.test-exercises-'));
  const solutions = join(root, 'solutions');
  cpSync(join(project.root, 'solutions'), solutions, { recursive: true });
  mkdirSync(join(root, 'exercises'));
  for (const name of readdirSync(solutions)) {
    const text = readFileSync(join(solutions, name), 'utf8');
    const starter = starterOf(parseMaster(name.replace(/\.ts$/, ''), text));
    writeFileSync(join(root, 'exercises', name), starter);
  }
  return {
    root,
    ids: exercises.map(({ id }) => id),
    /** As if the learner had not started yet. */
    clear() {
      rmSync(join(root, 'work'), { recursive: true, force: true });
    },
    /** As if the learner had passed all exercises before this one. */
    comeTo(id: string) {
      const before = exercises.slice(
        0,
        exercises.findIndex((exercise) => exercise.id === id),
      );
      const passed = before.reduce<Progress>(
        (progress, exercise) => withPassed(progress, exercise.id, new Date(0)),
        {},
      );
      mkdirSync(join(root, 'work/exercises'), { recursive: true });
      writeFileSync(
        join(root, 'work/exercises/progress.json'),
        renderProgress(passed),
      );
    },
    remove() {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
    removeFile(place: string) {
      rmSync(join(root, place));
    },
    read: (place: string) => readFileSync(join(root, place), 'utf8'),
    write(place: string, text: string) {
      writeFileSync(join(root, place), text);
    },
    list: (place: string) => readdirSync(join(root, place)).sort(),
  };
}
