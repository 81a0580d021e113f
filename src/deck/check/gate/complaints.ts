import type { Page } from 'playwright-core';
import { renderFlaw, type Flaw } from './flaw.ts';

/**
 * Collects what a page does that it should not: requests to anywhere but its
 * own address, which are stopped, and errors. Each is listed once.
 * @param address the page's own
 * @param where what the page is called in a flaw
 */
export async function collectComplaints(
  page: Page,
  address: string,
  where: string,
): Promise<readonly Flaw[]> {
  const complaints: Flaw[] = [];
  const complain = (what: string) => {
    const flaw = { where, what };
    const isNew = !complaints.some(
      (other) => renderFlaw(other) === renderFlaw(flaw),
    );
    if (isNew) complaints.push(flaw);
  };
  const own = address.startsWith('file:') ? 'file:' : new URL(address).origin;
  const isElsewhere = (url: string) =>
    !/^(?:data|blob|about):/.test(url) && !url.startsWith(own);
  await page.context().route(
    ({ href }) => isElsewhere(href),
    (route) => {
      complain(`asks for ${route.request().url()}, which is elsewhere`);
      return route.abort();
    },
  );
  const slide = () => new URL(page.url()).hash;
  page.on('pageerror', ({ message }) => {
    complain(`${slide()}: ${message}`);
  });
  page.on('console', (message) => {
    // A request that was stopped is in the list already.
    const { url } = message.location();
    const isListed = /^https?:/.test(url) && isElsewhere(url);
    if (message.type() === 'error' && !isListed) {
      complain(`${slide()}: ${message.text()}`);
    }
  });
  return complaints;
}
