import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describeProject, project } from '../../setup/project.mjs';
import { setUp } from '../../setup/setup.mjs';
import { siteNames } from '../../lab/sites/names.ts';
import { startCommandLab } from '../../command/lab.ts';
import type { Replacement, Scene } from './scene.ts';
import { offlineEnvironment } from './wheels.ts';

/** What a scene's commands run in. */
export interface Stage {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Puts the lab's origins into a command. */
  fill(command: string): string;
  /** What would show on which machine it was recorded. */
  readonly replacements: readonly Replacement[];
  close(): Promise<void>;
}

/** Builds what a scene needs: a folder, and a lab where it asks for one. */
export async function startStage(scene: Scene): Promise<Stage> {
  const home = makeFolder('casts');
  const folder = await chooseFolder(scene, home);
  const lab =
    scene.labScale === undefined
      ? undefined
      : await startCommandLab({ scale: scene.labScale, url: '' });
  return {
    folder,
    environment: {
      ...loginEnvironment(home),
      ...(scene.folder === 'fresh clone' && (await offlineEnvironment())),
      ...(lab && { LAB_URL: lab.url }),
      ...scene.environment,
    },
    fill: (command) =>
      siteNames.reduce(
        (text, name) => text.replaceAll(`{${name}}`, lab?.[name] ?? ''),
        command,
      ),
    replacements: [
      [new RegExp(RegExp.escape(folder), 'g'), '~/workshop'],
      [new RegExp(RegExp.escape(home), 'g'), '~'],
    ],
    async close() {
      await lab?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function makeFolder(name: string): string {
  mkdirSync(join(project.cache, name), { recursive: true });
  return mkdtempSync(join(project.cache, name, 'home-'));
}

async function chooseFolder({ folder }: Scene, home: string): Promise<string> {
  if (folder === undefined || folder === 'project') return project.root;
  const clone = describeProject(join(home, 'workshop'));
  execFileSync('git', ['clone', '--quiet', project.root, clone.root]);
  if (folder === 'clone') {
    symlinkSync(project.modules, clone.modules);
    symlinkSync(project.venv, clone.venv);
    await setUp(clone, ['compiled'], 'npm run slides -- casts');
  }
  return clone.root;
}

/** Variables with which a program behaves as in a test or a pipe. */
const unwanted =
  /^(?:CI|NO_COLOR|FORCE_COLOR|INIT_CWD|DEBUG|NODE_(?!EXTRA_CA_CERTS).*|LAB_.*|ASYNC_LAB_.*|npm_(?!config_).*|npm_config_(?:local_prefix|noproxy))$/;

/**
 * The environment of a fresh login: nothing of the user who records, except
 * the installed programs, the way to the network, and npm's cache.
 */
function loginEnvironment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !unwanted.test(name),
  );
  return {
    npm_config_cache: join(homedir(), '.npm'),
    npm_config_userconfig: join(homedir(), '.npmrc'),
    ...Object.fromEntries(kept),
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    HOME: home,
  };
}
