import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { WorkError } from '../setup/errors.mjs';
import { showStep } from '../setup/progress.mjs';
import { project } from '../setup/project.mjs';
import { aptInstall } from '../setup/python-find.mjs';
import { runTool } from '../setup/tool.mjs';

/**
 * Returns the path of a Chrome, Chromium or Edge: the one that CHROME_PATH
 * names, or one that is installed, or one that was downloaded into the
 * project; undefined if there is none.
 * @throws WorkError when CHROME_PATH does not lead to a program
 */
export async function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new WorkError(
      `CHROME_PATH is "${named}", but there is no program there. Correct it or unset it.`,
    );
  }
  const installed = candidates(env, process.platform).find(isProgram);
  return installed ?? downloadedBrowser();
}

/**
 * Returns the path of a browser for the tests. If there is none, it installs
 * Playwright's build into the project or, as root on Debian, the
 * distribution's package.
 * @throws WorkError if neither succeeds
 */
export async function requireBrowser(): Promise<string> {
  const present = await findBrowser();
  if (present !== undefined) return present;
  await downloadBrowser();
  const downloaded = await downloadedBrowser();
  if (downloaded !== undefined) return downloaded;
  if (process.getuid?.() === 0) {
    await showStep('Installing the Debian package chromium', () =>
      aptInstall('chromium', process.env),
    );
  }
  const packaged = candidates(process.env, process.platform).find(isProgram);
  if (packaged !== undefined) return packaged;
  throw new WorkError(
    [
      'The browser tests need Chrome or Chromium; none is installed, and none could be downloaded.',
      'Install one (Debian: sudo apt install chromium), or set CHROME_PATH to one.',
    ].join('\n'),
  );
}

const browserNames = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Returns the paths at which a platform installs browsers, the best first. */
export function candidates(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string[] {
  if (platform === 'darwin') {
    return [`${env['HOME'] ?? ''}/Applications`, '/Applications'].flatMap(
      (folder) =>
        macApps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === 'win32') {
    return ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)']
      .flatMap((name) => env[name] ?? [])
      .flatMap((folder) =>
        windowsPrograms.map((parts) => [folder, ...parts].join('\\')),
      );
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return browserNames.flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright names the path of its own build even if that is not there. */
async function downloadedBrowser(): Promise<string | undefined> {
  process.env['PLAYWRIGHT_BROWSERS_PATH'] ??= project.browsers;
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function downloadBrowser() {
  const cli = join(project.modules, 'playwright-core', 'cli.js');
  return showStep('Downloading Chromium for the browser tests', () =>
    runTool(process.execPath, [cli, 'install', 'chromium'], {
      cwd: project.root,
      env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: project.browsers },
    }),
  );
}
