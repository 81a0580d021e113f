import { mkdirSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../command/browser.ts';
import { WorkError } from '../../command/options.ts';
import { bundleCached } from '../../deck/bundle/bundle.ts';
import type { Deck } from '../../deck/render/deck.ts';
import { startDeckServer } from '../../deck/server/deck-server.ts';
import { project } from '../../setup/project.mjs';

/**
 * Opens a browser and serves a deck to it, until some work is done.
 * @param what is made by the browser: `A PDF is printed`
 * @throws WorkError where there is no browser
 */
export async function withDeckInBrowser(
  what: string,
  deck: Deck,
  work: (browser: Browser, url: string) => Promise<void>,
): Promise<void> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) {
    throw new WorkError(
      [
        `${what} by Chrome or Chromium, but none was found on this machine.`,
        'Install one (Debian: sudo apt install chromium), or name one by CHROME_PATH.',
        'Or open talk.html?print-pdf on another machine and print it from its browser.',
      ].join('\n'),
    );
  }
  mkdirSync(project.cache, { recursive: true });
  const browser = await chromium.launch({ executablePath });
  try {
    const folder = await bundleCached(project, deck);
    const server = await startDeckServer({ folder, port: 0 });
    await work(browser, server.url).finally(() => server.close());
  } finally {
    await browser.close();
  }
}
