import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WorkError } from '../../setup/errors.mjs';
import { findFreePort } from '../../setup/free-port.mjs';
import { jupyterEnvironment } from '../../setup/jupyter.mjs';
import type { Project } from '../../setup/project.mjs';

const programFile = fileURLToPath(
  new URL('jupyter-server.py', import.meta.url),
);
const loopbackHost = '127.0.0.1';
const readyTimeoutMs = 120_000;
const lookMs = 100;
/** How long it may take to end after a request, and again after a signal. */
const stopMs = 5_000;

/** A JupyterLab that answers. */
export interface JupyterServer {
  /** `http://127.0.0.1:8888`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly logFile: string;
  /** Settles when the server has ended, whether by `close` or by itself. */
  readonly exited: Promise<'exited'>;
  /** The exit code, once it has ended by itself. */
  exitCode(): number | null;
  /** Shuts down the kernels and the server. */
  close(): Promise<void>;
}

/**
 * Starts JupyterLab on the project's `work` folder, on the first free port
 * from `firstPort` on (0: any), and waits until it answers. Set-up must have
 * run.
 * @throws WorkError with the end of its log if it does not start, and the
 * signal's reason if that aborts first
 */
export async function startJupyter(
  project: Project,
  firstPort: number,
  signal?: AbortSignal,
): Promise<JupyterServer> {
  const port = await requirePort(firstPort);
  const token = randomBytes(24).toString('hex');
  const logFile = join(project.jupyter, `server-${port}.log`);
  const child = spawnServer(project, port, token, logFile);
  const exited = once(child, 'close').then(() => 'exited' as const);
  const url = `http://${loopbackHost}:${port}`;
  const server = {
    url,
    port,
    token,
    logFile,
    exited,
    exitCode: () => child.exitCode,
    close: () => stopServer(child, url, token),
  };
  try {
    await untilReady(child, server, signal);
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function requirePort(first: number): Promise<number> {
  const port = await findFreePort(first);
  if (port !== undefined) return port;
  throw new WorkError(
    `Port ${first} and the hundred after it are in use, or you may not use them. Choose another: npm start -- --port 9000.`,
  );
}

function spawnServer(
  project: Project,
  port: number,
  token: string,
  logFile: string,
): ChildProcess {
  mkdirSync(project.jupyter, { recursive: true });
  const log = openSync(logFile, 'w');
  try {
    return spawn(
      project.venvPython,
      [programFile, `--ServerApp.port=${port}`, '--ServerApp.port_retries=0'],
      {
        cwd: project.root,
        // In the environment: a list of processes would show an argument.
        env: { ...jupyterEnvironment(project), JUPYTER_TOKEN: token },
        stdio: ['pipe', log, log],
        // Ctrl-C must reach this process alone: Jupyter would end and leave
        // its kernels running.
        detached: true,
        windowsHide: true,
      },
    );
  } finally {
    closeSync(log);
  }
}

async function untilReady(
  child: ChildProcess,
  server: JupyterServer,
  signal?: AbortSignal,
): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const end = Date.now() + readyTimeoutMs;
  while (Date.now() < end && !failure && child.exitCode === null) {
    signal?.throwIfAborted();
    if (await answers(server)) return;
    await sleep(lookMs);
  }
  const last = failure?.message ?? lastLines(server.logFile);
  throw new WorkError(
    `JupyterLab did not start. Run npm run doctor to find out why; the log is ${server.logFile}\n${last}`,
  );
}

async function answers({ url, token }: JupyterServer): Promise<boolean> {
  try {
    // Only our own server knows the token.
    const response = await fetch(`${url}/api/status`, {
      headers: { authorization: `token ${token}` },
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-2).join('\n');
}

/**
 * Asks Jupyter to shut down first, because then it ends its kernels too, on
 * Windows as well; a Jupyter that does not answer is killed.
 */
async function stopServer(
  child: ChildProcess,
  url: string,
  token: string,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) {
    return;
  }
  const closed = once(child, 'close');
  const end = setTimeout(() => child.kill(), stopMs);
  const force = setTimeout(() => child.kill('SIGKILL'), 2 * stopMs);
  await fetch(`${url}/api/shutdown`, {
    method: 'POST',
    headers: { authorization: `token ${token}` },
    signal: AbortSignal.timeout(stopMs),
  }).catch(() => undefined);
  await closed;
  clearTimeout(end);
  clearTimeout(force);
}
