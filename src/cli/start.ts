import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openInBrowser } from '../command/open-browser.ts';
import { followOriginals } from '../command/copies/follow.ts';
import { untilAborted, watchInterruption } from '../command/interruption.ts';
import { startJupyter, type JupyterServer } from './start/jupyter-server.ts';
import { parseOptions, portFlag, switchFlag } from '../command/options.ts';
import { project } from '../setup/project.mjs';

const firstLesson = 'notebooks/00-start-here.ipynb';

/** Opens JupyterLab on the learner's notebooks, until interrupted. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm start',
    summary: 'Sets up what is missing, then opens JupyterLab on the notebooks.',
    flags: {
      'no-browser': switchFlag('print the address, but do not open a browser'),
      port: portFlag('the port to try first', 8888),
    },
  });
  const { signal: interrupt } = watchInterruption();
  for (const line of await followOriginals(project.root)) console.error(line);
  console.error('Starting JupyterLab …');
  const server = await startJupyter(project, values.port, interrupt).catch(
    (error: unknown) => {
      if (!interrupt.aborted) throw error;
    },
  );
  if (!server) return 0;
  const address = lessonAddress(server);
  console.log(renderWelcome(address, values.port, server.port));
  if (!values['no-browser']) openInBrowser(address);
  return runUntilStopped(server, interrupt);
}

async function runUntilStopped(
  server: JupyterServer,
  interrupt: AbortSignal,
): Promise<number> {
  await Promise.race([untilAborted(interrupt), server.exited]);
  if (interrupt.aborted) {
    console.error('\nStopping JupyterLab …');
    await server.close();
    console.error('Stopped. Your notebooks are in work/notebooks.');
    return 0;
  }
  console.error(`JupyterLab has ended by itself. Its log is ${server.logFile}`);
  // "Shut Down" in its File menu is not a failure.
  return server.exitCode() === 0 ? 0 : 1;
}

function lessonAddress({ url, token }: JupyterServer): string {
  const lesson = existsSync(join(project.work, firstLesson))
    ? `/tree/${firstLesson}`
    : '';
  return `${url}/lab${lesson}?token=${token}`;
}

function renderWelcome(
  address: string,
  wantedPort: number,
  port: number,
): string {
  const moved =
    wantedPort !== 0 && port !== wantedPort
      ? [`  Port ${wantedPort} is in use, so this one uses ${port}.`]
      : [];
  return [
    '',
    '  JupyterLab is ready. Open this address in a browser:',
    '',
    `    ${address}`,
    '',
    ...moved,
    '  The notebooks are your own copies, in work/notebooks.',
    '  Stop with Ctrl-C.',
    '',
  ].join('\n');
}
