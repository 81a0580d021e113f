import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Item } from '../shelf.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Opens a learner's file in the editor that EDITOR or VISUAL names. */
export async function edit(
  { file, shown }: Item,
  { lend }: Pick<Terminal, 'lend'>,
  session: Pick<Session, 'tell'>,
): Promise<void> {
  const editor = editorIn(process.env);
  if (editor === undefined) {
    session.tell(
      `No editor is known here. Open ${shown} yourself, or say which one before you start: EDITOR=nano npm run exercises`,
    );
    return;
  }
  await lend(async () => {
    const exitCode = await runIn(editor, file);
    if (exitCode !== 0) {
      session.tell(`${editor} ended with ${exitCode}; is that your editor?`);
    }
  });
}

/** In the terminal of VS Code, that is the editor. */
function editorIn({
  VISUAL,
  EDITOR,
  TERM_PROGRAM,
}: NodeJS.ProcessEnv): string | undefined {
  const named = VISUAL?.trim() || EDITOR?.trim();
  return named || (TERM_PROGRAM === 'vscode' ? 'code' : undefined);
}

/** An editor may come with options, which a shell takes apart. */
async function runIn(editor: string, file: string): Promise<number> {
  const isWindows = process.platform === 'win32';
  const child = isWindows
    ? spawn(`${editor} "${file}"`, { stdio: 'inherit', shell: true })
    : spawn('sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return exitCode ?? 1;
}

/** Runs a learner's code once, with all that it prints, until a key. */
export async function runMine(
  { id }: Item,
  root: string,
  { lend }: Pick<Terminal, 'lend'>,
): Promise<void> {
  await lend(async () => {
    const program = join(root, 'src/cli/run.mjs');
    const args = [program, 'exercises', 'run', id];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    await once(child, 'exit');
    process.stdout.write('\nPress enter to go back to the exercises.');
    process.stdin.resume();
    await once(process.stdin, 'data');
    process.stdin.pause();
  });
}
