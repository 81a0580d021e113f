/** How far a learner has come, by the exercise's id; it is kept in one file. */
export type Progress = Readonly<Record<string, ExerciseProgress>>;

/** How far a learner has come with one exercise. */
export interface ExerciseProgress {
  /** When it passed for the first time, as ISO 8601. */
  readonly passedAt?: string;
  /** How many of its hints the learner has seen. */
  readonly hintsSeen?: number;
}

/** Started means that the learner's file differs from the starter. */
export type ExerciseState = 'new' | 'started' | 'passed';

/**
 * Parses a progress file.
 * @returns undefined where the text is not one
 */
export function parseProgress(text: string): Progress | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { exercises } = (document ?? {}) as { exercises?: unknown };
  if (typeof exercises !== 'object' || exercises === null) return undefined;
  const entries = Object.entries(exercises);
  return entries.every(isEntry) ? Object.fromEntries(entries) : undefined;
}

function isEntry(
  entry: [string, unknown],
): entry is [string, ExerciseProgress] {
  const [, value] = entry;
  if (typeof value !== 'object' || value === null) return false;
  const { passedAt = '', hintsSeen = 0 } = value as Record<string, unknown>;
  return (
    typeof passedAt === 'string' &&
    Number.isInteger(hintsSeen) &&
    Number(hintsSeen) >= 0
  );
}

/** The text of a progress file: always the same for the same progress. */
export function renderProgress(progress: Progress): string {
  const ids = Object.keys(progress).sort();
  const exercises = Object.fromEntries(ids.map((id) => [id, progress[id]]));
  return `${JSON.stringify({ version: 1, exercises }, undefined, 2)}\n`;
}

/** Marks an exercise as passed; its first date stays. */
export function withPassed(
  progress: Progress,
  id: string,
  now: Date,
): Progress {
  const passedAt = progress[id]?.passedAt ?? now.toISOString();
  return { ...progress, [id]: { ...progress[id], passedAt } };
}

/** Notes how many hints were seen; the number never gets smaller. */
export function withHints(
  progress: Progress,
  id: string,
  count: number,
): Progress {
  const hintsSeen = Math.max(count, progress[id]?.hintsSeen ?? 0);
  return { ...progress, [id]: { ...progress[id], hintsSeen } };
}

/** The progress without one exercise, as if it had never been opened. */
export function without(progress: Progress, id: string): Progress {
  const entries = Object.entries(progress).filter(([other]) => other !== id);
  return Object.fromEntries(entries);
}

/**
 * The state of one exercise.
 * @param isTouched whether the learner's file differs from the starter
 */
export function stateOf(
  progress: Progress,
  id: string,
  isTouched: boolean,
): ExerciseState {
  if (progress[id]?.passedAt !== undefined) return 'passed';
  return isTouched ? 'started' : 'new';
}
