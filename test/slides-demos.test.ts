import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import type { DeckServer } from '../src/deck/server/deck-server.ts';
import { startDemoDeck, type DemoDeck } from './demo-deck.ts';

const names = ['race', 'sweep', 'failures', 'cancel', 'scrape'];
const rungs = ['blocking', 'sequential', 'pooled', 'unbounded', 'bounded'];

/** Long enough for a busy machine. */
const timeout = 120_000;

suite('a demo on its slide', { timeout: 4 * timeout }, () => {
  let deck: DemoDeck;
  /** The same deck, with a server whose one demo fails. */
  let broken: DeckServer;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  before(async () => {
    deck = await startDemoDeck(names, { scale: 0.1 });
    broken = await deck.serveAlso({
      folder: new URL('../src/deck/demo/fixture-demos/', import.meta.url),
      files: { cancel: 'throwing.ts' },
    });
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu'],
    });
  });
  after(async () => {
    await browser.close();
    await deck[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  });

  /** Opens a demo's slide, and collects the browser's errors and requests. */
  async function open(
    name: string,
    { url = deck.url, query = '', ...options }: Opening = {},
  ) {
    const viewport = { width: 1920, height: 1080 };
    page = await browser.newPage({ viewport, ...options });
    page.setDefaultTimeout(timeout);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      const isOurs = /^(?:data|blob):/.test(request.url());
      if (!isOurs && !request.url().startsWith(url)) {
        complaints.push(request.url());
      }
    });
    await page.goto(`${url}/${query}#/${names.indexOf(name) + 1}`);
    await page.locator('html[data-ready]').waitFor();
    return page.locator(`.demo[data-demo="${name}"]`);
  }

  const badge = (demo: Locator) => demo.locator('.demo-badge').innerText();
  const waitFor = (demo: Locator, phase: string) =>
    demo.and(page.locator(`[data-phase="${phase}"]`)).waitFor();

  test('runs a race for real, with its finish order and speed-ups', async () => {
    const demo = await open('race');
    await page.keyboard.press('r');
    await waitFor(demo, 'running');
    assert.match(await badge(demo), /live/);
    await waitFor(demo, 'over');
    const lanes = demo.locator('.demo-race li');
    assert.deepEqual(await lanes.locator('.demo-name').allInnerTexts(), rungs);
    const places = await lanes.locator('.demo-place').allInnerTexts();
    assert.deepEqual(places.sort(), ['1st', '2nd', '3rd', '4th', '5th']);
    const more = await lanes.locator('.demo-more').allInnerTexts();
    assert.match(more[4] ?? '', /^\d.*× as fast$/);
  });

  test('shows each run’s requests, connections and event loop', async () => {
    const demo = await open('race', { url: deck.staticUrl });
    await page.keyboard.press('r');
    await page.keyboard.press('e');
    await demo.getByRole('button', { name: 'bounded', exact: true }).click();
    const figure = demo.getByRole('img', { name: /bounded: 150 requests/ });
    for (const panel of ['Requests', 'Connections', 'Event loop']) {
      await figure.getByText(panel, { exact: true }).waitFor();
    }
    // The clicker is the deck's again.
    await page.keyboard.press('Space');
    await page.waitForURL(/#\/04-3$/);
  });

  for (const name of names.slice(1)) {
    test(`runs ${name} for real`, async () => {
      const demo = await open(name);
      await demo.getByRole('button', { name: /^Run/ }).press('Enter');
      await waitFor(demo, 'over');
      assert.match(await badge(demo), /live/);
      assert.equal(await demo.locator('.demo-figure > svg').count(), 1);
    });
  }

  test('plays what is recorded where there is no server', async () => {
    const demo = await open('scrape', { url: deck.staticUrl });
    assert.equal(await badge(demo), 'recorded');
    await page.keyboard.press('r');
    await demo.getByText('1 request').first().waitFor({ state: 'attached' });
    assert.match(await demo.innerText(), /one after another \d\.\d s/);
    await page.keyboard.press('e');
    await waitFor(demo, 'over');
    assert.match(await demo.innerText(), /all at once 2\.\d\d s/);
    assert.match(await demo.innerText(), /26 handles from 29 pages/);
  });

  test('plays it to its end by itself', async () => {
    const demo = await open('cancel', { url: deck.staticUrl });
    await page.keyboard.press('r');
    await waitFor(demo, 'over');
    assert.match(await demo.innerText(), /the group has thrown: 404/);
    assert.match(await demo.innerText(), /0 in flight, 9 aborted/);
  });

  test('stops when its slide is left, and begins afresh', async () => {
    const demo = await open('race');
    await page.keyboard.press('r');
    await waitFor(demo, 'running');
    await page.keyboard.press('PageDown');
    await waitFor(demo, 'idle');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('r');
    await waitFor(demo, 'over');
  });

  test('is stopped by the next one, which the slide does not notice', async () => {
    const demo = await open('failures');
    await page.keyboard.press('r');
    await page.keyboard.press('r');
    await waitFor(demo, 'over');
  });

  test('takes parameters, and says which are wrong', async () => {
    const demo = await open('race');
    const requests = demo.getByLabel('requests');
    await requests.fill('999');
    await requests.press('Enter');
    await waitFor(demo, 'failed');
    const words = await demo.getByRole('status').innerText();
    assert.match(words, /^requests must be a whole number from 10 to 150\./);
    await requests.fill('10');
    await requests.press('Enter');
    await waitFor(demo, 'over');
    await demo.getByRole('button', { name: 'pooled', exact: true }).click();
    await demo.getByRole('img', { name: /pooled: 10 requests/ }).waitFor();
  });

  test('says what went wrong, and plays the recording instead', async () => {
    const { url } = broken;
    const demo = await open('cancel', { url });
    await page.keyboard.press('r');
    await waitFor(demo, 'failed');
    const words = await demo.getByRole('status').innerText();
    assert.match(words, /the lab is on fire\. D plays the recording/);
    await page.keyboard.press('d');
    await waitFor(demo, 'over');
    assert.equal(await badge(demo), 'recorded');
  });

  test('says that it cannot be run', async () => {
    const demo = await open('sweep', { url: broken.url });
    await page.keyboard.press('r');
    await waitFor(demo, 'failed');
    const words = await demo.getByRole('status').innerText();
    assert.match(words, /^There is no such demo; there are cancel\./);
    complaints = complaints.filter((each) => !/status of 404/.test(each));
  });

  test('says that the server does not answer', async () => {
    const demo = await open('cancel', { url: broken.url });
    await broken.close();
    await page.keyboard.press('r');
    await waitFor(demo, 'failed');
    const words = await demo.getByRole('status').innerText();
    assert.match(words, /^The server does not answer/);
    complaints = complaints.filter((each) => !/ERR_CONNECTION/.test(each));
  });

  for (const [where, opening] of [
    ['on paper', { query: '?print-pdf' }],
    ['in the speaker’s view', { query: '?receiver' }],
  ] as const) {
    test(`is a picture of its end ${where}`, async () => {
      const demo = await open('race', opening);
      await waitFor(demo, 'over');
      assert.match(await demo.innerText(), /1st/);
      assert.equal(await badge(demo), 'recorded');
    });
  }

  test('shows its end at once where reduced motion is asked for', async () => {
    const demo = await open('scrape', {
      url: deck.staticUrl,
      reducedMotion: 'reduce',
    });
    await page.keyboard.press('r');
    assert.equal(await demo.getAttribute('data-phase'), 'over');
  });

  for (const name of names) {
    test(`stays within its slide: ${name}`, async () => {
      const demo = await open(name, { url: deck.staticUrl });
      await page.keyboard.press('r');
      await page.keyboard.press('e');
      await waitFor(demo, 'over');
      const outside: string[] = [];
      for (const part of await demo.locator(':not(svg *)').all()) {
        const box = await part.boundingBox();
        if (!box) continue;
        const { x, y, width, height } = box;
        if (x < 0 || x + width > 1810 || y + height > 1080) {
          outside.push(await part.evaluate(String));
        }
      }
      assert.deepEqual(outside, []);
    });
  }
});

type Locator = ReturnType<Page['locator']>;

interface Opening extends BrowserContextOptions {
  readonly url?: string;
  readonly query?: string;
}
