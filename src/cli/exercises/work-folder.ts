import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { followOriginals } from '../../command/copies/follow.ts';
import { writeWhole } from '../../command/copies/files.ts';

/**
 * Makes an editor check learners' files as the exercises do. The options are in
 * the kit, so that they can be changed there; this file is written only once, so
 * that a learner can add to it.
 */
const editorConfig = {
  extends: '../../src/cli/exercises/learner.tsconfig.json',
  include: ['*.ts'],
  exclude: ['*.kept-*.ts', '*.damaged-*.ts', '*.new.ts'],
};

/**
 * Updates the learner's files from the starters.
 * @returns the lines that the learner should see
 */
export async function prepareWorkFolder(root: string): Promise<string[]> {
  const lines = await followOriginals(root);
  const file = join(root, 'work/exercises/tsconfig.json');
  if (!existsSync(file)) {
    writeWhole(file, `${JSON.stringify(editorConfig, undefined, 2)}\n`);
  }
  return lines;
}
