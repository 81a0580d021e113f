import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { startJupyter } from '../src/cli/start/jupyter-server.ts';
import { requireBrowser } from '../src/command/browser.ts';
import { writeJupyterFiles } from '../src/setup/jupyter.mjs';
import { project } from '../src/setup/project.mjs';

/** JupyterLab in a browser, with one notebook open and its kernel idle. */
export interface JupyterLab extends AsyncDisposable {
  readonly page: Page;
  /** Addresses that were asked for and are not this server's. */
  readonly foreign: readonly string[];
}

/** Long enough for a machine that does much else at the same time. */
export const timeoutMs = 120_000;

/** Opens a notebook, given by its text, in a JupyterLab of its own. */
export async function openJupyterLab(
  file: string,
  text: string,
): Promise<JupyterLab> {
  process.env['LAB_SCALE'] = '0.1';
  mkdirSync(project.work, { recursive: true });
  const folder = mkdtempSync(join(project.work, '.test-'));
  mkdirSync(join(folder, 'notebooks'));
  writeFileSync(join(folder, 'notebooks', file), text);
  const own = { ...project, work: folder, jupyter: join(folder, '.jupyter') };
  own.kernelspec = join(own.jupyter, 'kernels', 'async-lab', 'kernel.json');
  writeJupyterFiles(own);
  const server = await startJupyter(own, 0);
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
  });
  page.setDefaultTimeout(timeoutMs);
  const foreign = collectForeign(page, server.url);
  await page.goto(
    `${server.url}/lab/tree/notebooks/${file}?token=${server.token}`,
  );
  await page.getByText('TypeScript (async-lab) | Idle').waitFor();
  return {
    page,
    foreign,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function collectForeign(page: Page, url: string): string[] {
  const foreign: string[] = [];
  const inside = [url, url.replace('http', 'ws'), 'data:'];
  page.on('request', (request) => {
    const address = request.url();
    if (!inside.some((start) => address.startsWith(start))) {
      foreign.push(address);
    }
  });
  return foreign;
}
