import { createServer } from 'node:net';
import { startUnsharedLab } from '../../lab/lab.ts';
import { findBrowser } from '../../command/browser.ts';
import type { Report } from './finding.ts';

/** The Node that runs this is the one that presents. */
export function nodeReport(): Report {
  return { ok: true, finding: `Node ${process.versions.node} runs this` };
}

/** The browser that the other checks look into; without one, they cannot. */
export async function browserReport(): Promise<Report> {
  const path = await findBrowser();
  if (path !== undefined) return { ok: true, finding: path };
  return {
    ok: false,
    finding: 'no Chrome, Chromium or Edge: what happens in one is not checked',
    help: 'Install one (Debian: sudo apt install chromium), or name one by CHROME_PATH.',
  };
}

/** Whether the usual port is free, or which one will be taken. */
export async function portReport(wanted: number): Promise<Report> {
  if (wanted === 0) return { ok: true, finding: 'any free one' };
  for (let port = wanted; port <= Math.min(wanted + 100, 65_535); port += 1) {
    if (await isFree(port)) {
      return port === wanted
        ? { ok: true, finding: `${port} is free` }
        : {
            ok: true,
            finding: `${wanted} is taken; npm run slides takes ${port}`,
            help: 'Open the address that it prints, not the usual one.',
          };
    }
  }
  return {
    ok: false,
    finding: `${wanted} and the hundred after it are taken`,
    help: 'Name another: npm run slides -- --port NUMBER.',
  };
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Whether the lab that demos run against answers. */
export async function labReport(): Promise<Report> {
  const help =
    'A firewall may forbid connections to 127.0.0.1; allow Node there.';
  try {
    const lab = await startUnsharedLab({ scale: 0.01 });
    try {
      const response = await fetch(`${lab.pokemon}/api/v2/pokemon/151`);
      const { name } = (await response.json()) as { name?: string };
      return name === 'mew'
        ? { ok: true, finding: 'it starts, and answers on loopback' }
        : { ok: false, finding: `it answers ${response.status}`, help };
    } finally {
      await lab.close();
    }
  } catch (error) {
    const finding = `it does not answer: ${(error as Error).message}`;
    return { ok: false, finding, help };
  }
}
