import type { Demo } from './demo.ts';
import { findDemos, type DemoSource } from './find-demos.ts';

/** The demos that may be run: those in `slides/demos`, and no other file. */
export const ownDemos: DemoSource = findDemos(
  new URL('../../../slides/demos/', import.meta.url),
);

export const demoNames: readonly string[] = Object.keys(ownDemos.files);

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
