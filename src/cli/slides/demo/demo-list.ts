import type { Demo } from '../../../../slides/demos/live/demo.ts';

/** The demos that may be run: those of the kit, and no file beside them. */
export const demoNames = ['race', 'sweep', 'failures', 'cancel', 'scrape'];

const demoFolder = new URL('../../../../slides/demos/live/', import.meta.url);

export interface DemoSource {
  readonly folder: URL;
  readonly names: readonly string[];
}

export const ownDemos: DemoSource = { folder: demoFolder, names: demoNames };

/** The file of a demo, by a name that is known to be one. */
export function demoUrl(name: string, { folder }: DemoSource): string {
  return new URL(`${name}.ts`, folder).href;
}

export async function loadDemo(
  name: string,
  source: DemoSource = ownDemos,
): Promise<Demo> {
  const { demo } = (await import(demoUrl(name, source))) as { demo: Demo };
  return demo;
}

/** What a demo runs with when nobody has chosen anything. */
export function defaultParameters({ parameters }: Demo) {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, each]) => [name, each.default]),
  );
}
