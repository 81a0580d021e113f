import type { Demo } from './demo.ts';

/** The demos that may be run: those of the kit, and no other file. */
const files = {
  race: 'race.ts',
  sweep: 'sweep.ts',
  failures: 'failures.ts',
  cancel: 'cancel.ts',
  // The scraper itself is a program to be shown, with nothing around it.
  scrape: 'scrape-live.ts',
};

export const demoNames: readonly string[] = Object.keys(files);

const demoFolder = new URL('../../../slides/demos/', import.meta.url);

/** Which demos there are, and where. */
export interface DemoSource {
  readonly folder: URL;
  /** Their files, by their names. */
  readonly files: Readonly<Record<string, string>>;
}

export const ownDemos: DemoSource = { folder: demoFolder, files };

/** The file of a demo, by a name that is known to be one. */
export function demoUrl(name: string, { folder, files }: DemoSource): string {
  return new URL(files[name] ?? '', folder).href;
}

/** Loads the program of a demo, by a name that is known to be one. */
export async function loadDemo(
  name: string,
  source: DemoSource = ownDemos,
): Promise<Demo> {
  const { demo } = (await import(demoUrl(name, source))) as { demo: Demo };
  return demo;
}

/** What a demo runs with by default. */
export function defaultParameters({ parameters }: Demo) {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, each]) => [name, each.default]),
  );
}
