import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { followOriginals } from '../../command/copies/follow.ts';
import { writeWhole } from '../../command/copies/files.ts';

/**
 * An editor then checks learners' files as the exercises do. It takes the
 * options from the kit, so that they can be bettered there, and is written
 * once, so that a learner can add to it.
 */
const editorConfig = {
  extends: '../../src/cli/exercises/learner.tsconfig.json',
  include: ['*.ts'],
  exclude: ['*.kept-*.ts', '*.damaged-*.ts', '*.new.ts'],
};

/**
 * Brings the learner's files in line with the starters.
 * @returns what there is to tell, a line each
 */
export async function prepareWorkFolder(root: string): Promise<string[]> {
  const lines = await followOriginals(root);
  const file = join(root, 'work/exercises/tsconfig.json');
  if (!existsSync(file)) {
    writeWhole(file, `${JSON.stringify(editorConfig, undefined, 2)}\n`);
  }
  return lines;
}
