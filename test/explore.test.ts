import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { traceOutput } from '../src/notebook/outputs.ts';
import { inElement, withExplorer } from '../src/notebook/explorer.ts';
import { createStepsOutput } from '../src/notebook/steps.ts';
import { pageScript } from '../src/notebook/page-script.ts';
import { modelOutput } from '../src/notebook/try-connections.ts';
import { pokemonModel } from '../src/lab/model.ts';
import { packRuns } from '../src/trace/explore/chains.ts';
import {
  bounded,
  everyOutcome,
  newConnectionEach,
  pooled,
} from '../src/trace/fixtures/traces.ts';
import { renderCriticalPaths } from '../src/trace/render/critical-path.ts';
import { renderTraceFigure } from '../src/trace/render/trace-figure.ts';
import type { Trace } from '../src/trace/trace.ts';

let browser: Browser;

before(async () => {
  browser = await chromium.launch({ executablePath: await requireBrowser() });
});
after(() => browser.close());

function pageOf(...traces: readonly Trace[]): string {
  const pictures = traces.map((trace, index) => {
    const name = `run ${index + 1}`;
    return withExplorer(
      renderTraceFigure(trace, { name, brief: true }),
      trace,
      name,
    );
  });
  return `<!doctype html><html lang="en"><head><title>Traces</title></head><body><main><h1>Traces</h1>${pictures.join('')}${pageScript()}</main></body></html>`;
}

/** Opens a page with traces, and gives what its first picture shows. */
async function open(
  traces: readonly Trace[],
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    viewport: { width: 900, height: 1000 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setContent(pageOf(...traces));
  const explorer = page.locator('trace-explorer').first();
  if (options.javaScriptEnabled !== false) {
    for (const each of await page.locator('trace-explorer').all()) {
      await each.locator('.tools').waitFor();
    }
  }
  return {
    page,
    errors,
    explorer,
    panel: () => explorer.locator('.panel').innerText(),
    lit: () => explorer.locator('.overlay .lit').count(),
    title: () => explorer.locator('svg .title').innerHTML(),
    close: () => context.close(),
  };
}

/** Where the nth bar of a picture is on the page. */
async function barOf(page: Page, row: number) {
  return page.evaluate<{ x: number; y: number }>(`
    const title = [...document.querySelectorAll('svg g > title')].find(
      ({ textContent }) => textContent.startsWith('${row + 1}. '),
    );
    const bars = [...title.parentElement.querySelectorAll('path')];
    const box = bars.at(-1).getBoundingClientRect();
    ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })`);
}

suite('a picture of a trace', () => {
  test('is complete where no script may run', async () => {
    const { page, close } = await open([pooled(5)], {
      javaScriptEnabled: false,
    });
    assert.ok(await page.locator('svg .title').isVisible());
    assert.equal(await page.locator('.tools').count(), 0);
    await close();
  });

  test('answers to the keyboard', async () => {
    const { page, explorer, panel, lit, title, errors, close } = await open([
      pooled(20),
    ]);
    const whole = await title();
    await explorer.focus();
    for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowDown');
    assert.match(await panel(), /^Request 3, \/api\/v2\/pokemon\/3: 200/);
    assert.equal(await lit(), 2, 'its row and its block in a lane');
    await page.keyboard.press('Enter');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    assert.match(await title(), /between/);
    assert.ok(await explorer.locator('.overview').isVisible());
    await page.keyboard.press('0');
    assert.equal(await title(), whole);
    await page.keyboard.press('Escape');
    assert.match(await panel(), /^Point at a request/);
    assert.deepEqual(errors, []);
    await close();
  });

  test('answers to a mouse: point, pin, follow, and drag to zoom', async () => {
    const { page, explorer, panel, lit, title, close } = await open([
      bounded(12, 3),
    ]);
    const first = await barOf(page, 1);
    await page.mouse.move(first.x, first.y);
    assert.match(await panel(), /^Request 2,/);
    assert.ok((await lit()) >= 2);
    const later = await barOf(page, 9);
    await page.mouse.move(later.x, later.y);
    await page.mouse.click(later.x, later.y);
    await page.mouse.move(first.x, first.y);
    assert.match(await panel(), /^Request 10,/, 'it is pinned');
    await explorer.getByRole('button', { name: /^request \d+$/ }).click();
    assert.doesNotMatch(await panel(), /^Request 10,/);
    await page.mouse.move(later.x - 60, later.y);
    await page.mouse.down();
    await page.mouse.move(later.x + 40, later.y, { steps: 4 });
    assert.equal(await explorer.locator('.brush').count(), 1);
    await page.mouse.up();
    assert.match(await title(), /between/);
    await page.mouse.dblclick(later.x, later.y);
    assert.doesNotMatch(await title(), /between/);
    await close();
  });

  test('zooms to its edge when the drag ends outside of it', async () => {
    const { page, title, close } = await open([pooled(20)]);
    const { x, y } = await barOf(page, 12);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y, { steps: 3 });
    await page.mouse.move(890, 990, { steps: 3 });
    await page.mouse.up();
    assert.match(await title(), /between .* and 1\.\d+ s/);
    await close();
  });

  test('shows whatever a request’s address and headers hold', async () => {
    const trace = pooled(2);
    const [first, second] = trace.requests;
    assert.ok(first && second);
    const odd = '</script><!--<img src=x onerror="throw 1">';
    const requests = [{ ...first, url: `http://a.test/${odd}` }, second];
    requests[1] = { ...second, responseHeaders: [[odd, odd]] };
    const { page, panel, explorer, errors, close } = await open([
      { ...trace, requests },
    ]);
    await explorer.focus();
    await page.keyboard.press('ArrowDown');
    assert.ok((await panel()).includes(`GET http://a.test/${odd}`));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('+');
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(errors, []);
    await close();
  });

  test('answers to a finger', async () => {
    const { page, panel, close } = await open([pooled(8)], { hasTouch: true });
    const { x, y } = await barOf(page, 4);
    await page.touchscreen.tap(x, y);
    assert.match(await panel(), /^Request 5,/);
    await close();
  });

  test('is filtered and sorted', async () => {
    const { explorer, title, close } = await open([everyOutcome()]);
    await explorer.getByRole('searchbox').fill('nothing has this');
    assert.match(await title(), /no request/);
    await explorer.getByRole('searchbox').fill('4xx');
    assert.match(await title(), /: 1 request/);
    await explorer.getByRole('searchbox').fill('');
    await explorer.getByLabel('Order of the rows').selectOption('duration');
    assert.doesNotMatch(await title(), /no request/);
    await close();
  });

  test('plays, and hides what comes later', async () => {
    const { explorer, close } = await open([pooled(5)]);
    const time = explorer.getByLabel('Time', { exact: true });
    await time.fill('500');
    assert.equal(await explorer.locator('.veil').count(), 1);
    await explorer.getByLabel('Pace').selectOption('5s');
    await explorer.getByRole('button', { name: 'Play' }).click();
    await explorer.getByRole('button', { name: 'Pause' }).waitFor();
    await explorer.getByRole('button', { name: 'Play' }).waitFor();
    assert.equal(await time.inputValue(), '1000');
    assert.equal(await explorer.locator('.veil').count(), 0);
    await close();
  });

  test('answers where the script comes first, and the page in pieces', async () => {
    const { page, close } = await open([]);
    const server = createServer(({ url }, response) => {
      // Browsers also ask for an icon.
      if (url !== '/') {
        response.writeHead(404).end();
        return;
      }
      const [head = '', tail = ''] = pageOf(pooled(150)).split('</svg>');
      response.setHeader('content-type', 'text/html');
      response.write(`<!doctype html>${pageScript()}${head}</svg>`);
      // The rest comes when the page has run its script.
      void page
        .locator('svg')
        .first()
        .waitFor()
        .then(() => response.end(tail));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator('trace-explorer .tools').waitFor();
    await close();
    server.close();
  });

  test('is one of several on a page, each with its own', async () => {
    const { page, explorer, panel, close } = await open([pooled(3), pooled(4)]);
    const second = page.locator('trace-explorer').nth(1);
    await second.focus();
    await page.keyboard.press('End');
    assert.match(await second.locator('.panel').innerText(), /^Request 4,/);
    assert.match(await panel(), /^Point at/);
    await explorer.focus();
    await page.keyboard.press('End');
    assert.match(await panel(), /^Request 3,/);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`can be read by everybody, on ${colorScheme} paper`, async () => {
      const { page, explorer, close } = await open([everyOutcome()], {
        colorScheme,
      });
      await page.addStyleTag({
        content:
          ':root{color-scheme:light dark;background:Canvas;color:CanvasText}',
      });
      await explorer.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('+');
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
      await close();
    });
  }

  test('is small: 150 requests in 60 kB, and 10,000 in 2 MB', () => {
    for (const trace of [bounded(150, 20), pooled(150)]) {
      const { html } = traceOutput(trace, 'run');
      assert.ok(html.length < 60_000, `${html.length} characters`);
    }
    const { html } = traceOutput(bounded(10_000, 20), 'run');
    assert.ok(html.length + pageScript().length < 2_000_000);
  });
});

/** A page with the steps of two timers, played by the element. */
async function openSteps(options: BrowserContextOptions = {}) {
  const steps = createStepsOutput('tea');
  await steps.run(async () => {
    await Promise.all([sleep(1), sleep(2)]);
  });
  const { html } = steps.below({ html: '', text: '' });
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setContent(
    `<!doctype html><html lang="en"><head><title>Steps</title><style>:root{color-scheme:light dark;background:Canvas;color:CanvasText}</style></head><body><main><h1>Steps</h1>${html}${pageScript()}</main></body></html>`,
  );
  const view = page.locator('step-explorer');
  return {
    page,
    view,
    errors,
    where: () => view.locator('.where').innerText(),
    close: () => context.close(),
  };
}

suite('the steps of a program on a page', () => {
  test('are a table where no script may run', async () => {
    const { page, close } = await openSteps({ javaScriptEnabled: false });
    await page.getByText(/^tea, step by step: \d+ steps in \d turns$/).click();
    assert.ok(
      await page.getByText('A new turn begins: the program.').isVisible(),
    );
    await close();
  });

  test('go on and back by keys, buttons and the scrub bar', async () => {
    const { page, view, where, errors, close } = await openSteps();
    const scrub = view.getByRole('slider', { name: 'Step' });
    await scrub.waitFor();
    await view.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.match(await where(), /^step 2 of \d+, turn 1/);
    assert.match(
      await view.locator('section.timers').innerText(),
      /timer, 1 ms/,
    );
    await page.keyboard.press('ArrowLeft');
    assert.match(await where(), /^step 1 /);
    await view.getByRole('button', { name: 'Last step' }).click();
    assert.equal(await view.locator('[data-token]').count(), 0);
    await scrub.fill('2');
    assert.match(await where(), /^step 2 /);
    assert.match(await view.locator('mark').innerText(), /sleep\(1\)/);
    assert.deepEqual(errors, []);
    await close();
  });

  test('play to their end by themselves', async () => {
    const { page, view, where, close } = await openSteps();
    await view.getByRole('slider', { name: 'Step' }).waitFor();
    await page.clock.install();
    await view.getByRole('button', { name: 'Play' }).click();
    await page.clock.runFor(60_000);
    await view.getByRole('button', { name: 'Play' }).waitFor();
    assert.match(await where(), /^step (\d+) of \1,/);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`can be read by everybody, on ${colorScheme} paper`, async () => {
      const { page, view, close } = await openSteps({ colorScheme });
      await view.getByRole('slider', { name: 'Step' }).fill('3');
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
      await close();
    });
  }
});

/** A page with runs on one axis, whose chains can be gone along. */
async function openChains(options: BrowserContextOptions = {}) {
  const runs = [
    { name: 'in turn', trace: newConnectionEach(8) },
    { name: 'pooled', trace: pooled(8) },
    { name: 'bounded', trace: bounded(12, 3) },
  ];
  const picture = renderCriticalPaths(runs);
  const html = inElement('chain-explorer', picture, packRuns(runs), 'runs');
  const context = await browser.newContext({
    viewport: { width: 900, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setContent(
    `<!doctype html><html lang="en"><head><title>Runs</title><style>:root{color-scheme:light dark;background:Canvas;color:CanvasText}</style></head><body><main><h1>Runs</h1>${html}${pageScript()}</main></body></html>`,
  );
  const chains = page.locator('chain-explorer');
  if (options.javaScriptEnabled !== false) {
    await chains.locator('.panel').waitFor();
  }
  return {
    page,
    chains,
    errors,
    panel: () => chains.locator('.panel').innerText(),
    close: () => context.close(),
  };
}

suite('runs that are compared on a page', () => {
  test('are a picture where no script may run', async () => {
    const { page, close } = await openChains({ javaScriptEnabled: false });
    assert.ok(
      await page.getByText('What each run waited for').last().isVisible(),
    );
    await close();
  });

  test('are gone along by the keys', async () => {
    const { page, chains, panel, errors, close } = await openChains();
    await chains.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.match(await panel(), /^in turn: 2 of the 8 that decided its end/);
    assert.equal(await chains.locator('.lit').count(), 1);
    await page.keyboard.press('ArrowDown');
    assert.match(await panel(), /^pooled: /);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    assert.match(await panel(), /^bounded: 4 of the 4 /);
    await page.keyboard.press('Escape');
    assert.match(await panel(), /^Point at a bar/);
    assert.deepEqual(errors, []);
    await close();
  });

  test('answer to a mouse, and to a finger', async () => {
    const { page, panel, close } = await openChains({ hasTouch: true });
    const strip = page.locator('[data-run="0"]');
    const box = await strip.boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + 10, y);
    assert.match(await panel(), /^in turn: 1 of/);
    await page.touchscreen.tap(box.x + box.width - 10, y);
    assert.match(await panel(), /^in turn: 8 of/);
    await page.mouse.move(box.x + 12, y);
    assert.match(await panel(), /^in turn: 8 of/, 'it is pinned');
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`can be read by everybody, on ${colorScheme} paper`, async () => {
      const { page, chains, close } = await openChains({ colorScheme });
      await chains.focus();
      await page.keyboard.press('ArrowRight');
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
      const folder = process.env['SCREENSHOTS'];
      if (folder) {
        await page.screenshot({ path: `${folder}/chains-${colorScheme}.png` });
      }
      await close();
    });
  }
});

/** A page with the picture of a server's model. */
async function openModel(options: BrowserContextOptions = {}) {
  const { html } = modelOutput(pokemonModel);
  const context = await browser.newContext({
    viewport: { width: 900, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.setContent(
    `<!doctype html><html lang="en"><head><title>Model</title><style>:root{color-scheme:light dark;background:Canvas;color:CanvasText}</style></head><body><main><h1>Model</h1>${html}${pageScript()}</main></body></html>`,
  );
  const slider = page.getByRole('slider', { name: 'connections' });
  if (options.javaScriptEnabled !== false) await slider.waitFor();
  const words = () => page.locator('model-explorer output').innerText();
  return { page, slider, words, close: () => context.close() };
}

suite('the model of a server on a page', () => {
  test('is a picture where no script may run', async () => {
    const { page, close } = await openModel({ javaScriptEnabled: false });
    const picture = page.getByRole('img', { name: /5 connections in 1\.78 s/ });
    assert.ok(await picture.isVisible());
    await close();
  });

  test('is drawn anew for each number of connections', async () => {
    const { page, slider, words, close } = await openModel();
    assert.equal(await words(), '5 connections: 1.78 s');
    await slider.press('ArrowRight');
    assert.equal(await words(), '6 connections: 1.52 s');
    await slider.press('End');
    assert.equal(await words(), '150 connections: 2.12 s');
    await page
      .getByRole('img', {
        name: /150 requests over 150 connections in 2\.12 s/,
      })
      .waitFor();
    await slider.press('Home');
    assert.equal(await words(), '1 connection: 8.09 s');
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`can be read by everybody, on ${colorScheme} paper`, async () => {
      const { page, close } = await openModel({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
      const folder = process.env['SCREENSHOTS'];
      if (folder) {
        await page.screenshot({ path: `${folder}/model-${colorScheme}.png` });
      }
      await close();
    });
  }
});
