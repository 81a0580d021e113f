import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { WorkError } from './errors.mjs';

/** @import { Project } from './project.mjs' */

/** What a page loads to wake pictures of traces up, in the folder of sources. */
const entry = 'trace/explore/element/define.ts';

/**
 * Makes one script of what a page needs for pictures that answer, where the
 * compiler would have put its entry.
 * @throws WorkError with the bundler's message
 * @param {Project} project
 */
export async function bundleForPages(project) {
  const file = join(project.compiled, entry.replace(/\.ts$/, '.js'));
  try {
    const bundle = await rolldown({
      input: join(project.source, entry),
      tsconfig: false,
    });
    await bundle.write({ file, format: 'iife', minify: true });
    await bundle.close();
  } catch (error) {
    const place = relative(project.root, join(project.source, entry));
    throw new WorkError(
      `${place} could not be bundled for pages: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
