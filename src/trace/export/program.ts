import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/**
 * The name and the version of this package, by which a file says who wrote it.
 * @throws Error where the package has no package.json
 */
export function thisProgram(): {
  readonly name: string;
  readonly version: string;
} {
  const file = findPackageJSON('.', import.meta.url);
  if (file === undefined) throw new Error('This package has no package.json.');
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    version: string;
  };
  return { name, version };
}
