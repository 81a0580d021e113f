import type { Page } from 'playwright-core';

/** Milliseconds that a page took, each time. */
export interface PageTimes {
  /** From the start of the page until its picture was laid out and painted. */
  readonly firstPicture: readonly number[];
  /** From then until the picture answered. */
  readonly awake: readonly number[];
  /** Of pointing at one request after another, from event to layout. */
  readonly pointing: readonly number[];
  readonly zooming: readonly number[];
  readonly filtering: readonly number[];
}

/**
 * Shows HTML in a page and does what a hand does, in the page itself, so that
 * nothing but the page's own work is timed: each step from its event until the
 * layout that follows is done.
 */
export async function measureInPage(
  page: Page,
  html: string,
): Promise<PageTimes> {
  await page.goto('about:blank');
  await page.setContent('<!doctype html><main></main>');
  return page.evaluate<PageTimes>(
    `(${measureHere})(${JSON.stringify(html).replaceAll('<', '\\u003c')})`,
  );
}

/** Runs in the page: this project's own types know of no page. */
const measureHere = `async (html) => {
  const main = document.querySelector('main');
  const painted = () => new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(resolve)));
  const timed = async (work) => {
    const from = performance.now();
    await work();
    document.body.getBoundingClientRect();
    return performance.now() - from;
  };
  const firstPicture = await timed(async () => {
    // Parsing as a notebook does; scripts in it do not run by themselves.
    main.innerHTML = html;
    await painted();
  });
  const awake = await timed(async () => {
    for (const old of main.querySelectorAll('script:not([type])')) {
      const script = document.createElement('script');
      script.textContent = old.textContent;
      old.replaceWith(script);
    }
    while (main.querySelector('svg[data-brief]')) await painted();
  });
  const host = main.querySelector('trace-explorer');
  const stage = host.shadowRoot.querySelector('.stage');
  const query = host.shadowRoot.querySelector('[data-set=query]');
  const box = stage.getBoundingClientRect();
  const move = (x, y) => stage.dispatchEvent(new PointerEvent('pointermove', {
    bubbles: true, composed: true,
    clientX: box.left + x * box.width, clientY: box.top + y * box.height,
  }));
  const press = (key) => host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const type = (text) => { query.value = text; query.dispatchEvent(new Event('input', { bubbles: true })); };
  const pointing = [], zooming = [], filtering = [];
  for (let step = 0; step < 20; step += 1) {
    pointing.push(await timed(() => move(0.15 + step / 30, 0.2 + step / 60)));
    await painted();
  }
  for (const key of [...'++++++++------0']) {
    zooming.push(await timed(() => press(key)));
    await painted();
  }
  for (const text of ['2', '20', '200', '']) {
    filtering.push(await timed(() => type(text)));
    await painted();
  }
  return { firstPicture: [firstPicture], awake: [awake], pointing, zooming, filtering };
}`;
