import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { renderNotebook } from '../src/cli/notebooks/notebook.ts';
import { project } from '../src/setup/project.mjs';
import {
  openJupyterLab,
  timeoutMs,
  type JupyterLab,
} from './jupyterlab-session.ts';

const lesson = '03-pooled.ipynb';

suite('a lesson in JupyterLab', { timeout: 3 * timeoutMs }, () => {
  let lab: JupyterLab;
  let page: Page;

  before(async () => {
    const path = join(project.root, 'notebooks', lesson);
    lab = await openJupyterLab(lesson, readFileSync(path, 'utf8'));
    ({ page } = lab);
  });
  after(() => lab[Symbol.asyncDispose]());

  test('opens with the TypeScript kernel', async () => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page
      .getByRole('button', { name: 'TypeScript (async-lab)', exact: true })
      .waitFor();
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

  test('has pictures that answer to keys, and not JupyterLab in their place', async () => {
    const explorer = page.locator('.jp-OutputArea trace-explorer').first();
    await explorer.focus();
    await page.keyboard.press('ArrowDown');
    const panel = explorer.locator('.panel');
    await panel.getByText(/^Request 1,/).waitFor();
    // In JupyterLab's command mode this would cut the cell out.
    await page.keyboard.press('x');
    assert.ok(await explorer.isVisible());
    await explorer.getByRole('searchbox').fill('c1');
    assert.match(await explorer.locator('svg .title').innerHTML(), /request/);
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: join(folder, 'explorer.png') });
  });

  test('has their script once for all cells of the page', async () => {
    const pictures = page.locator('trace-explorer');
    assert.ok((await pictures.count()) > 1);
    await pictures.last().locator('.tools').waitFor();
    const scripts = await page
      .locator('.jp-OutputArea script')
      .allTextContents();
    const carried = scripts.filter((text) => text.includes('customElements'));
    assert.equal(carried.length, 1);
  });

  test('makes requests to this machine only', () => {
    assert.deepEqual(lab.foreign, []);
  });
});

const cells = [
  "import { request } from 'undici';\nconst early = setTimeout(() => console.log('from the first cell'), 1500);",
  "console.log('the second cell');",
  "const ticker = setInterval(() => console.log('tick'), 100);\nawait new Promise(() => undefined);",
  "clearInterval(ticker);\n'the timer has ended'",
  'await request(',
];

suite('cells in JupyterLab', { timeout: 3 * timeoutMs }, () => {
  let lab: JupyterLab;
  let page: Page;

  before(async () => {
    lab = await openJupyterLab('cells.ipynb', notebookOf(cells));
    ({ page } = lab);
    // The page shows the first cell before it can be typed into.
    await codeCell(0).locator('.cm-content').click();
  });
  after(() => lab[Symbol.asyncDispose]());

  const codeCell = (index: number): Locator =>
    page.locator('.jp-CodeCell').nth(index);
  const outputOf = (index: number): Locator =>
    codeCell(index).locator('.jp-OutputArea');
  /** Leaves a picture behind where a folder for them is named. */
  async function picture(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (!folder) return;
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  test('late output goes under the cell that made it', async () => {
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await outputOf(1).getByText('the second cell').waitFor();
    await outputOf(0).getByText('from the first cell').waitFor();
    assert.doesNotMatch(await outputOf(1).innerText(), /from the first/);
    await picture('late-output');
  });

  test('a cell that was interrupted keeps its timer, to end it', async () => {
    await page.keyboard.press('Shift+Enter');
    await outputOf(2).getByText('tick').first().waitFor();
    await page
      .getByTitle(/Interrupt the kernel/)
      .first()
      .click();
    await outputOf(2).getByText('Interrupted').first().waitFor();
    await codeCell(3).locator('.cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await outputOf(3).getByText('the timer has ended').waitFor();
    assert.doesNotMatch(await outputOf(3).innerText(), /tick/);
    await picture('interrupted');
  });

  test('Shift+Tab inside a call shows its signature', async () => {
    await codeCell(4).locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Tab');
    const tooltip = page.locator('.jp-Tooltip');
    await tooltip.getByText(/^request<null>\(/).waitFor();
    await tooltip.getByText('Performs an HTTP request.').waitFor();
    await picture('signature');
  });
});

function notebookOf(sources: readonly string[]): string {
  return renderNotebook({
    cells: sources.map((source, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
    metadata: {
      kernelspec: {
        display_name: 'TypeScript (async-lab)',
        language: 'typescript',
        name: 'async-lab',
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
