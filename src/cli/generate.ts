import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MasterError } from '../practice/master.ts';
import { complaintsAbout, generate } from './generate/generated.ts';
import { parseOptions, switchFlag, WorkError } from '../command/options.ts';
import { project } from '../setup/project.mjs';

/**
 * Writes the files that are generated from `solutions`; with `--check`, only
 * says which are out of date, with exit code 1.
 */
export function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run generate',
    summary:
      'Writes exercises/ and the lessons’ "Your turn" cells from solutions/, and TEACHING.md’s tables from slides/routes/.',
    flags: { check: switchFlag('only say which files are out of date') },
  });
  try {
    return Promise.resolve(values.check ? checkAll() : writeAll());
  } catch (error) {
    if (error instanceof MasterError) throw new WorkError(error.message);
    throw error;
  }
}

function checkAll(): number {
  const complaints = complaintsAbout(project.root);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) {
    console.error('To update them, run npm run generate.');
  }
  return complaints.length === 0 ? 0 : 1;
}

function writeAll(): number {
  mkdirSync(join(project.root, 'exercises'), { recursive: true });
  const files = generate(project.root);
  for (const { path, text } of files) {
    writeFileSync(join(project.root, path), text);
  }
  console.log(
    `${files.length} files are up to date with solutions/ and slides/routes/.`,
  );
  return 0;
}
