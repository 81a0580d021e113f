import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** The folders of the project that learners have copies of under `work`. */
const kinds = [
  { folder: 'notebooks', extension: '.ipynb' },
  { folder: 'exercises', extension: '.ts' },
] as const;

/** One original: its path in the project, which its copy has under `work`. */
export interface Original {
  /** With forward slashes everywhere: `notebooks/03-pooled.ipynb`. */
  readonly place: string;
  readonly text: string;
}

/** Returns all originals of the project, in order. */
export function readOriginals(root: string): Original[] {
  return kinds.flatMap(({ folder, extension }) =>
    namesIn(join(root, folder))
      .filter((name) => extname(name) === extension)
      .map((name) => ({
        place: `${folder}/${name}`,
        text: readFileSync(join(root, folder, name), 'utf8'),
      })),
  );
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Writes a file so that it is never seen half written. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

/**
 * Renames a file to a dated name in the same folder, and returns that name: `03-pooled.ipynb` → `03-pooled.damaged-20260301-093000.ipynb`.
 */
export function moveAside(file: string, why: string, now: Date): string {
  const date = dateName(now);
  for (let attempt = 1; ; attempt++) {
    const count = attempt > 1 ? `-${attempt}` : '';
    const aside = withInfix(file, `${why}-${date}${count}`);
    if (existsSync(aside)) continue;
    renameSync(file, aside);
    return aside;
  }
}

/** Returns a file name with a word inserted before its extension. */
export function withInfix(file: string, infix: string): string {
  const extension = extname(file);
  return `${file.slice(0, -extension.length)}.${infix}${extension}`;
}

function dateName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()];
  return `${day.map(two).join('')}-${time.map(two).join('')}`;
}
