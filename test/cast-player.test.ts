import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { parseAsciicast } from '../src/deck/casts/asciicast.ts';
import { renderCast, renderRecording } from '../src/deck/casts/html.ts';
import { readCast } from '../src/deck/casts/scenes.ts';
import { replay, type Moment } from '../src/deck/casts/screen.ts';
import { buildCastPage, type CastPage } from './cast-page.ts';

/** Long enough for a busy machine. */
const timeout = 60_000;

/** With a comment and the line ends of Windows, resized, without markers. */
const madeElsewhere = [
  '{"version":3,"term":{"cols":20,"rows":3},"title":"Elsewhere"}',
  '# a comment',
  '[0.1,"o","one\\r\\n"]',
  '[0.1,"r","60x6"]',
  '',
  `[0.1,"o","${'two '.repeat(10)}日本語 😀\\r\\n"]`,
].join('\r\n');

suite('a recording on a slide', { timeout: 5 * timeout }, () => {
  let built: CastPage;
  let moments: Moment[];
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    moments = await replay(readCast('debug'));
    built = await buildCastPage(await renderCast('debug'));
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu', '--allow-file-access-from-files'],
    });
  });

  after(async () => {
    await browser.close();
    built.remove();
    assert.deepEqual(problems, []);
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(timeout);
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) {
        problems.push(line.text());
      }
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(?:file|data|blob|about):/.test(url)) problems.push(url);
    });
  });

  async function open(query = '', hash = '#/1'): Promise<void> {
    await page.goto(built.url + query + hash);
    await page.waitForFunction('window.deck?.isReady()');
  }

  async function press(key: string, times: number): Promise<void> {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  }

  /** Waits until this is on the player's screen. */
  async function untilShown(wanted: readonly string[]): Promise<void> {
    const text = JSON.stringify(wanted.join('').replace(/\s/g, ''));
    // An expression: a function in a string would be waited for, not called.
    await page.waitForFunction(
      `document.querySelector('.player .ap-term-text')
        ?.textContent.replace(/\\s/g, '') === ${text}`,
    );
  }

  const forward = (times = 1) => press('ArrowRight', times);
  const back = (times = 1) => press('ArrowLeft', times);
  const slide = () => page.evaluate<number>('deck.getIndices().h');
  const screenAt = (marker: number) => moments[marker - 1]?.text ?? [];

  test('waits for the presenter, who plays it marker by marker', async () => {
    await open();
    await untilShown(['$']);
    await forward();
    await untilShown(screenAt(1));
    await page.waitForTimeout(500);
    await untilShown(screenAt(1));
    await forward();
    await untilShown(screenAt(2));
    assert.equal(await slide(), 1);
    const label = page.locator('.steps .current-fragment span');
    assert.equal(await label.textContent(), moments[1]?.label);
  });

  test('jumps back, and on when the presenter does not wait', async () => {
    await open();
    await forward(moments.length);
    await untilShown(screenAt(4));
    await back();
    await untilShown(screenAt(3));
    await back();
    await untilShown(screenAt(2));
    await back(2);
    await untilShown(['$']);
    assert.equal(await slide(), 1);
  });

  test('stops when the slide is left, and is there on return', async () => {
    await open();
    await forward(moments.length + 1);
    assert.equal(await slide(), 2);
    assert.equal(await page.locator('.player').count(), 0);
    await back();
    await untilShown(screenAt(4));
  });

  test('leaves all keys and the pointer to the deck', async () => {
    await open();
    const terminal = page.locator('.cast .terminal');
    await terminal.click({ force: true });
    await page.keyboard.press('Space');
    await untilShown(screenAt(1));
    await page.locator('.transcript summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').getByText('UNDICI').first().waitFor();
    assert.equal(await page.locator('.steps .visible').count(), 1);
  });

  test('is large enough and within its frame at every scale', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
      [1024, 768],
    ] as const) {
      // Elsewhere first: else only the window changes, and the deck later.
      await page.goto('about:blank');
      await page.setViewportSize({ width, height });
      await open();
      await untilShown(['$']);
      const frame = await page.locator('.cast .terminal').boundingBox();
      const screen = await page.locator('.player .ap-term').boundingBox();
      assert.ok(frame && screen);
      assert.ok(screen.x >= frame.x && screen.y >= frame.y);
      assert.ok(screen.x + screen.width <= frame.x + frame.width);
      assert.ok(screen.y + screen.height <= frame.y + frame.height);
      assert.ok(frame.x + frame.width <= width);
      const lines = screenAt(1).length;
      const letterHeight = screen.height / lines / 1.2;
      assert.ok(letterHeight >= 16, `${letterHeight} px at ${width}`);
    }
  });

  test('jumps at once where reduced motion is asked for', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open();
    await forward(2);
    await untilShown(screenAt(2));
  });

  test('takes the colours of the theme, even when that changes', async () => {
    await open();
    const ground = () =>
      page.evaluate(
        "getComputedStyle(document.querySelector('.ap-player')).backgroundColor",
      );
    await untilShown(['$']);
    assert.equal(await ground(), 'rgb(255, 255, 255)');
    await forward();
    await untilShown(screenAt(1));
    await page.evaluate("document.documentElement.dataset.theme = 'dark'");
    await untilShown(screenAt(1));
    assert.equal(await ground(), 'rgb(26, 32, 39)');
  });

  test('plays even if it was made elsewhere', async () => {
    const cast = parseAsciicast(madeElsewhere);
    const elsewhere = await buildCastPage(
      await renderRecording('elsewhere', cast),
    );
    await page.goto(`${elsewhere.url}#/1`);
    await page.waitForFunction('window.deck?.isReady()');
    await forward();
    await untilShown((await replay(cast))[0]?.text ?? []);
    elsewhere.remove();
  });

  for (const [where, query] of [
    ['on paper', '?view=print'],
    ["in the speaker's window", '?receiver'],
  ] as const) {
    test(`is a picture of its end ${where}`, async () => {
      await open(query);
      await page.locator('.cast .still').waitFor();
      assert.equal(await page.locator('.player').count(), 0);
      const drawn = await page.locator('.cast .still').textContent();
      const wanted = screenAt(4).join('').replace(/\s/g, '');
      assert.equal(drawn?.replace(/\s/g, ''), wanted);
    });
  }
});
