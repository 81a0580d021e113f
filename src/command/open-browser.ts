import { spawn } from 'node:child_process';

/** The command that opens an address in the person's browser, by platform. */
const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
};

/**
 * Opens an address in the person's browser. Without a browser nothing happens:
 * the command has printed the address as well.
 */
export function openInBrowser(address: string): void {
  const [command, ...args] = openers[process.platform] ?? [];
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasScreen =
    process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
  if (!command || !hasScreen) return;
  const child = spawn(command, [...args, address], {
    stdio: 'ignore',
    detached: true,
  });
  child.once('error', () => undefined);
  child.unref();
}
