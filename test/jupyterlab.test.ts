import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import {
  startJupyter,
  type JupyterServer,
} from '../src/cli/start/jupyter-server.ts';
import { writeJupyterFiles } from '../src/setup/jupyter.mjs';
import { project } from '../src/setup/project.mjs';

const lesson = '03-pooled.ipynb';

/** Long enough for a machine that does much else at the same time. */
const timeout = 120_000;

suite('JupyterLab in a browser', { timeout: 3 * timeout }, () => {
  let folder: string;
  let server: JupyterServer;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];

  before(async () => {
    process.env['LAB_SCALE'] = '0.1';
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.test-'));
    mkdirSync(join(folder, 'notebooks'));
    copyFileSync(
      join(project.root, 'notebooks', lesson),
      join(folder, 'notebooks', lesson),
    );
    const own = { ...project, work: folder, jupyter: join(folder, '.jupyter') };
    own.kernelspec = join(own.jupyter, 'kernels', 'async-lab', 'kernel.json');
    writeJupyterFiles(own);
    server = await startJupyter(own, 0);
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(timeout);
    page.on('request', (request) => {
      const url = request.url();
      const inside = [server.url, server.url.replace('http', 'ws'), 'data:'];
      if (!inside.some((start) => url.startsWith(start))) foreign.push(url);
    });
  });

  after(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens a lesson with the TypeScript kernel', async () => {
    const { url, token } = server;
    await page.goto(`${url}/lab/tree/notebooks/${lesson}?token=${token}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page
      .getByRole('button', { name: 'TypeScript (async-lab)', exact: true })
      .waitFor();
    await page.getByText('TypeScript (async-lab) | Idle').waitFor();
  });

  test('runs every cell of it, without an error', async () => {
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByText('Run All Cells', { exact: true }).click();
    const prompts = page.locator('.jp-CodeCell .jp-InputPrompt');
    const executed = prompts.filter({ hasText: /\[\d+\]/ });
    await executed.and(prompts.last()).waitFor();
    assert.equal(await executed.count(), await prompts.count());
    const errors = page.locator('[data-mime-type*="error"]');
    assert.deepEqual(await errors.allTextContents(), []);
    const complaints = page.locator('[data-mime-type*="stderr"]');
    assert.deepEqual(await complaints.allTextContents(), []);
  });

  test('shows a picture of what happened', async () => {
    const picture = page.locator('.jp-OutputArea svg[role="img"]').first();
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    assert.ok(box && box.width > 500 && box.height > 100);
    assert.match(await picture.locator('title').first().innerHTML(), /request/);
  });

  test('makes requests to this machine only', () => {
    assert.deepEqual(foreign, []);
  });
});
