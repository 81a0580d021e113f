import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { project } from '../src/setup/project.mjs';
import { bundleDeck } from '../src/deck/bundle/bundle.ts';
import {
  startDeckServer,
  type DeckServer,
} from '../src/deck/server/deck-server.ts';
import { renderDeck } from '../src/deck/render/deck.ts';

const timeout = 60_000;

const code = `// #region one
const first = 1;
// #region two
const second = 2;
// #endregion two
// #endregion one
`;

const slides = {
  '00-start.md': `---
title: A talk
minutes: 40
---
# A talk

Note:
- prompt of the title

---
## Steps

::code code.ts#one steps=two

Note:
- prompt of the steps
- [click] the second line

--
## Below

Note:
- for the workshop
`,
  '01-aside.md': `---
title: Aside
minutes: 0
---
# Aside

Note:
- the talk passes it by
`,
  '02-end.md': `---
title: The end
minutes: 5
---
# The end

Note:
- prompt of the end
`,
};

suite('The deck in a browser', { timeout: 4 * timeout }, () => {
  let folder: string;
  let server: DeckServer;
  let browser: Browser;
  let talk: string;
  const complaints: string[] = [];

  before(async () => {
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.slides-'));
    mkdirSync(join(folder, 'slides'));
    writeFileSync(join(folder, 'code.ts'), code);
    for (const [name, text] of Object.entries(slides)) {
      writeFileSync(join(folder, 'slides', name), text);
    }
    const deck = await renderDeck(folder);
    assert.deepEqual(deck.problems, []);
    await bundleDeck(project, deck, join(folder, 'alone'), 'file');
    await bundleDeck(project, deck, join(folder, 'served'), 'folder');
    talk = pathToFileURL(join(folder, 'alone', 'index.html')).href;
    server = await startDeckServer({ folder: join(folder, 'served'), port: 0 });
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu'],
    });
  });

  after(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    address: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    const context = await browser.newContext({ ...options });
    context.setDefaultTimeout(timeout);
    context.on('request', (request) => {
      const url = request.url();
      const own = [talk, server.url, 'data:', 'about:', 'blob:'];
      if (!own.some((start) => url.startsWith(start))) complaints.push(url);
    });
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    context.on('weberror', (error) => {
      complaints.push(error.error().message);
    });
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('html[data-ready]').waitFor();
    return page;
  }

  function present(page: Page): Promise<string | null> {
    return page.locator('section.present[id]').last().getAttribute('id');
  }

  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  test('goes through the talk by one key, and highlights code step by step', async () => {
    const page = await open(talk);
    assert.equal(await present(page), '00-1');
    await press(page, 'Space');
    assert.equal(await present(page), '00-2');
    assert.equal(await page.locator('.line.lit').count(), 0);
    await press(page, 'PageDown');
    const lit = page.locator('.line.lit');
    assert.deepEqual(await lit.allTextContents(), ['const second = 2;']);
    // Past the workshop's slide below, and its section.
    await press(page, 'ArrowRight');
    assert.equal(await present(page), '02-1');
    await press(page, 'Shift+Space');
    assert.equal(await present(page), '00-2');
    await page.context().close();
  });

  test('goes through the workshop by a column, or through everything', async () => {
    const page = await open(`${talk}#/00-2`);
    await press(page, 'ArrowDown', 'ArrowDown');
    assert.equal(await present(page), '00-3');
    await press(page, 'Space');
    assert.equal(await present(page), '02-1');
    await press(page, 'Home', 'w');
    // On the first slide, reveal.js forgets its state a moment later.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    const seen: (string | null)[] = [];
    for (let step = 0; step < 5; step += 1) {
      await press(page, 'Space');
      seen.push(await present(page));
    }
    assert.deepEqual(seen, ['00-2', '00-2', '00-3', '01-1', '02-1']);
    await page.context().close();
  });

  test('goes to a slide by the number at its foot, or by words', async () => {
    const page = await open(talk);
    for (const [words, id] of [
      ['00.2', '00-2'],
      ['the end', '02-1'],
      ['0.3', '00-3'],
      ['aside', '01-1'],
    ] as const) {
      await press(page, 'g');
      const input = page.getByRole('textbox', { name: /slide’s number/ });
      await input.fill(words);
      await page.getByRole('option').first().waitFor();
      await press(page, 'Enter');
      assert.equal(await present(page), id);
    }
    await press(page, 'g');
    await page.getByRole('option', { name: /The end/ }).click();
    assert.equal(await present(page), '02-1');
    await press(page, 'g', 'Escape');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await press(page, 'PageUp');
    assert.equal(await present(page), '00-2');
    await page.context().close();
  });

  test('does not strand a clicker in the overview', async () => {
    const page = await open(`${talk}#/00-2`);
    const overview = page.locator('.reveal.overview');
    await press(page, 'Escape');
    assert.equal(await overview.count(), 0);
    for (const key of ['PageDown', 'PageUp', 'Escape', 'Enter']) {
      await press(page, 'o');
      assert.equal(await overview.count(), 1);
      await press(page, key);
      assert.equal(await overview.count(), 0);
      assert.equal(await present(page), '00-2');
    }
    await page.context().close();
  });

  test('lets the speaker look for a slide without the audience', async () => {
    const page = await open(server.url);
    const popup = page.waitForEvent('popup');
    await press(page, 's');
    const speaker = await popup;
    const frame = speaker.frameLocator('#current-slide iframe');
    await frame.locator('section.present[id="00-1"]').waitFor();
    await speaker.keyboard.press('g');
    await frame.getByRole('textbox', { name: /slide’s number/ }).fill('end');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await speaker.keyboard.press('Enter');
    await page.locator('section.present[id="02-1"]').waitFor();
    await page.context().close();
  });

  test('has a laser pointer and a pen, and keeps the deck’s keys', async () => {
    const page = await open(talk);
    await press(page, 'l');
    await page.mouse.move(300, 200);
    await page.mouse.move(320, 220);
    assert.equal(await page.locator('.pointer circle').count(), 1);
    await press(page, 'x');
    assert.equal(await page.locator('.pointer circle').count(), 0);
    await page.mouse.down();
    await page.mouse.move(500, 400);
    await page.mouse.up();
    const strokes = page.locator('.pointer path');
    assert.match(
      (await strokes.getAttribute('d')) ?? '',
      /^M320 220.*L500 400/,
    );
    await press(page, 'PageDown');
    assert.equal(await present(page), '00-2');
    assert.equal(await strokes.count(), 0);
    await press(page, 'PageUp');
    assert.equal(await strokes.count(), 1);
    await press(page, 'z', 'x');
    assert.equal(await strokes.count(), 0);
    assert.equal(await page.locator('html[data-pointer]').count(), 0);
    await page.context().close();
  });

  test('zooms into a picture by a double click, and back', async () => {
    const page = await open(`${talk}#/00-2`);
    const code = page.locator('section[id="00-2"] figure');
    await code.dblclick();
    await page.locator('html.zoomed').waitFor();
    await code.dblclick();
    await page.locator('html:not(.zoomed)').waitFor();
    await page.context().close();
  });

  test('lights the click that comes next in the speaker’s prompts', async () => {
    const page = await open(`${server.url}#/00-2`);
    const popup = page.waitForEvent('popup');
    await press(page, 's');
    const speaker = await popup;
    const mark = (state: string) =>
      speaker.locator(`.speaker-controls-notes [data-click="${state}"]`);
    await mark('next').waitFor();
    // The laser follows the mouse over the speaker's picture of the slide.
    await speaker.keyboard.press('l');
    await page.locator('html[data-pointer="laser"]').waitFor();
    await speaker.mouse.move(200, 200);
    await page.locator('.pointer circle').waitFor();
    await speaker.keyboard.press('PageDown');
    await mark('done').waitFor();
    await page.context().close();
  });

  test('says that the server has ended instead of opening error pages', async () => {
    const page = await open(server.url);
    await page.context().route('**', (route) => route.abort());
    await press(page, 's');
    await page
      .getByRole('alert')
      .getByText(/server has ended/)
      .waitFor();
    assert.equal(page.context().pages().length, 1);
    await page.context().close();
    complaints.length = 0;
  });

  test('is light or dark as the system is, and changes by a key', async () => {
    const page = await open(talk, { colorScheme: 'dark' });
    const theme = page.locator('html');
    assert.equal(await theme.getAttribute('data-theme'), 'dark');
    await press(page, 't');
    assert.equal(await theme.getAttribute('data-theme'), 'light');
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    assert.equal(await theme.getAttribute('data-theme'), 'light');
    await page.context().close();
  });

  test('does not move where reduced motion is asked for', async () => {
    const page = await open(talk, { reducedMotion: 'reduce' });
    const section = page.locator('section[id="00-1"]');
    const duration = await section.evaluate(
      'getComputedStyle(document.querySelector(".slides section")).transitionDuration',
    );
    assert.equal(duration, '0s');
    await page.context().close();
  });

  for (const how of ['file', 'server']) {
    test(`has a speaker view with prompts and pace, from a ${how}`, async () => {
      const page = await open(how === 'file' ? talk : server.url);
      const popup = page.waitForEvent('popup');
      await press(page, 's');
      const speaker = await popup;
      const prompts = speaker.locator('.speaker-controls-notes .value');
      await prompts.getByText('prompt of the title').waitFor();
      await speaker.locator('.pacing .minutes-value').waitFor();
      const frames = speaker.frameLocator('#upcoming-slide iframe');
      await frames.locator('section.present[id="00-2"]').waitFor();
      await speaker.keyboard.press('PageDown');
      await page.locator('section.present[id="00-2"]').waitFor();
      await prompts.getByText('prompt of the steps').waitFor();
      await page.context().close();
    });
  }

  test('does what a key in the speaker’s window says, for the audience', async () => {
    const page = await open(server.url);
    const popup = page.waitForEvent('popup');
    await press(page, 's');
    const speaker = await popup;
    const next = speaker.frameLocator('#upcoming-slide iframe');
    await next.locator('section.present[id="00-2"]').waitFor();
    await speaker.keyboard.press('PageDown');
    await speaker.keyboard.press('PageDown');
    // The code's second step, and then what is not below.
    await next.locator('section.present[id="02-1"]').waitFor();
    await speaker.keyboard.press('w');
    await page.locator('html[data-workshop]').waitFor();
    await next.locator('section.present[id="00-3"]').waitFor();
    await page.reload();
    await page.locator('html[data-ready][data-workshop]').waitFor();
    await page.context().close();
  });

  test('does nothing for another page that has opened it', async () => {
    const page = await open(talk);
    const popup = page.waitForEvent('popup');
    await page.evaluate(`globalThis.other = open('${server.url}')`);
    const deck = await popup;
    await deck.locator('section.present[id="00-1"]').waitFor();
    for (const message of [
      { method: 'triggerKey', args: [34] },
      { method: 'slide', args: [1] },
      { namespace: 'reveal-notes', type: 'heartbeat' },
    ]) {
      const text = JSON.stringify(JSON.stringify(message));
      await page.evaluate(`other.postMessage(${text}, '*')`);
    }
    await deck.keyboard.press('PageDown');
    await deck.locator('section.present[id="00-2"]').waitFor();
    assert.equal(
      await deck.locator('.at-step, section.present .visible').count(),
      0,
    );
    await page.context().close();
  });

  test('shows the next slide to the speaker however late it comes', async () => {
    const page = await open(server.url);
    const isThere = Promise.withResolvers<undefined>();
    await page.context().route(/controls=false/, async (route) => {
      await isThere.promise;
      await route.continue();
    });
    const popup = page.waitForEvent('popup');
    await press(page, 's');
    const speaker = await popup;
    await speaker.getByText('prompt of the title').waitFor();
    isThere.resolve(undefined);
    const next = speaker.frameLocator('#upcoming-slide iframe');
    await next.locator('section.present[id="00-2"]').waitFor();
    await page.context().close();
  });

  test('is laid out on paper, a page for each slide, in light', async () => {
    const page = await open(`${talk}?print-pdf`, { colorScheme: 'dark' });
    assert.equal(await page.locator('.pdf-page').count(), 5);
    assert.equal(
      await page.locator('html').getAttribute('data-theme'),
      'light',
    );
    assert.equal(await page.locator('.at-step').count(), 0);
    const numbers = await page.locator('.page-number').allTextContents();
    assert.deepEqual(numbers, ['00.1', '00.2', '00.3', '01.1', '02.1']);
    await page.context().close();
  });

  test('is laid out on paper as the talk alone, with titled prompts', async () => {
    const page = await open(`${talk}?print-pdf&talk&showNotes=separate-page`);
    const numbers = await page.locator('.page-number').allTextContents();
    assert.deepEqual(numbers, ['00.1', '00.2', '02.1']);
    const prompts = page.locator('.speaker-notes-pdf');
    assert.match((await prompts.allTextContents())[2] ?? '', /^02\.1 +The end/);
    await page.context().close();
  });

  test('makes no other request, and has no errors', () => {
    assert.deepEqual(complaints, []);
  });
});
