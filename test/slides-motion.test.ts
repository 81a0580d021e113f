import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { project } from '../src/setup/project.mjs';
import { bundleDeck } from '../src/deck/bundle/bundle.ts';
import { renderDeck } from '../src/deck/render/deck.ts';

const timeout = 60_000;

const slides = `---
title: Motion
minutes: 45
---
# Motion

Note:
- x

---
## A crowd

::crowd two run=slow

Later. {.fragment}

Note:
- x

---
## Both

::both two runs=slow,quick

Note:
- x

---
## The end

Note:
- x
`;

/** Answers after one second and after three. */
const two = ['slow', 'quick'].map((name) => ({
  name,
  seconds: 3,
  trace: {
    durationMs: 3000,
    requests: [
      { id: 1, queuedMs: 0, sentMs: 10, headersMs: 900, endMs: 1000 },
      { id: 2, queuedMs: 0, sentMs: 10, headersMs: 2900, endMs: 3000 },
    ],
    connections: [],
  },
}));

suite('What moves on a slide', { timeout: 4 * timeout }, () => {
  let folder: string;
  let browser: Browser;
  let talk: string;

  before(async () => {
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.slides-'));
    mkdirSync(join(folder, 'slides', 'traces'), { recursive: true });
    writeFileSync(join(folder, 'slides', '00-motion.md'), slides);
    const trace = join(folder, 'slides', 'traces', 'two.json');
    writeFileSync(trace, JSON.stringify({ runs: two }));
    const deck = await renderDeck(folder);
    assert.deepEqual(deck.problems, []);
    await bundleDeck(project, deck, join(folder, 'alone'), 'file');
    talk = pathToFileURL(join(folder, 'alone', 'index.html')).href;
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu'],
    });
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the deck at a slide, with a clock that the test holds. */
  async function open(
    slide: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(timeout);
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${talk}#/${slide}`);
    await page.locator('html[data-ready]').waitFor();
    // From now on, time passes only when the test lets it.
    await page.clock.pauseAt(Date.now() + 60_000);
    return page;
  }

  const absent = (page: Page) => page.locator('.creature.absent').count();
  const clock = (page: Page) => page.locator('.clock b').textContent();

  test('a crowd comes in by the clock that a step starts', async () => {
    const page = await open('00-2');
    assert.equal(await absent(page), 2);
    await page.clock.fastForward(5000);
    assert.equal(await clock(page), '0.00');
    await page.keyboard.press('PageDown');
    assert.equal(await absent(page), 2);
    await page.clock.fastForward(1500);
    assert.equal(await absent(page), 1);
    await page.clock.fastForward(2000);
    assert.equal(await absent(page), 0);
    assert.equal(await clock(page), '3.00');
    await page.context().close();
  });

  test('the next step, and another slide, take a crowd to its end', async () => {
    for (const key of ['PageDown', 'Shift+ArrowRight']) {
      const page = await open('00-2');
      await page.keyboard.press('PageDown');
      await page.clock.fastForward(1500);
      await page.keyboard.press(key);
      assert.equal(await clock(page), '3.00', key);
      await page.context().close();
    }
  });

  test('a step back is the beginning again', async () => {
    const page = await open('00-2');
    await page.keyboard.press('PageDown');
    await page.clock.fastForward(1500);
    await page.keyboard.press('PageUp');
    await page.clock.fastForward(1500);
    assert.equal(await absent(page), 2);
    assert.equal(await clock(page), '0.00');
    await page.context().close();
  });

  test('nothing moves where motion is not wanted', async () => {
    const page = await open('00-2', { reducedMotion: 'reduce' });
    await page.keyboard.press('PageDown');
    assert.equal(await clock(page), '3.00');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    const moving = await page.evaluate('document.getAnimations().length');
    assert.equal(moving, 0);
    await page.context().close();
  });

  test('two runs take the time that they took', async () => {
    const page = await open('00-3');
    const rows = page.locator('.present .rows').first();
    assert.equal(await rows.isVisible(), false);
    await page.keyboard.press('PageDown');
    assert.equal(await rows.isVisible(), true);
    const lengthsMs = await page.evaluate(
      `document.getAnimations()
        .filter(({ animationName }) => animationName === 'drawn')
        .map(({ effect }) => effect.getTiming().duration)`,
    );
    assert.deepEqual(lengthsMs, [3000, 3000]);
    await page.context().close();
  });

  test('paper shows how it ends', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${talk}?view=print`);
    await page.locator('html[data-ready=print]').waitFor();
    assert.equal(await absent(page), 0);
    assert.equal(await clock(page), '3.00');
    assert.equal(await page.locator('.rows').first().isVisible(), true);
    await context.close();
  });
});
