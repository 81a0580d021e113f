import { readdirSync, readFileSync } from 'node:fs';

/** Which demos there are, and where. */
export interface DemoSource {
  readonly folder: URL;
  /** Their files, by their names. */
  readonly files: Readonly<Record<string, string>>;
}

const exportsDemo = /^export const demo\b/m;

/**
 * Finds the demos of a folder: the files that export a `demo`. One is named as
 * its file, without the `-live` of a file beside the program that it runs.
 * @throws Error for two of one name
 */
export function findDemos(folder: URL): DemoSource {
  const files: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!/^[a-z0-9][a-z0-9-]*\.ts$/.test(file)) continue;
    const text = readFileSync(new URL(file, folder), 'utf8');
    if (!exportsDemo.test(text)) continue;
    const name = file.replace(/(?:-live)?\.ts$/, '');
    const other = files[name];
    if (other !== undefined) {
      throw new Error(
        `${other} and ${file} both export a demo "${name}". Rename one of them.`,
      );
    }
    files[name] = file;
  }
  return { folder, files };
}
