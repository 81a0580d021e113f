import type { RecordedDemo } from '../../demo/demo.ts';

/**
 * Returns the runs of a demo by the axis that they are drawn on. Runs of one
 * heat share an axis; those that have a heat each share another, since they are
 * as quick as one another, and would be dots on that of the slow ones.
 */
export function axesOf({
  heats,
  runs,
}: Pick<RecordedDemo, 'heats' | 'runs'>): readonly (readonly string[])[] {
  if (!heats) return [runs.map(({ name }) => name)];
  const shared = heats.filter((heat) => heat.length > 1);
  const alone = heats.filter((heat) => heat.length === 1).flat();
  return alone.length > 0 ? [...shared, alone] : shared;
}

/** Returns how long an axis has to be, in milliseconds at a scale. */
export function axisLengthMs(
  { runs, scale: recordedScale }: Pick<RecordedDemo, 'runs' | 'scale'>,
  names: readonly string[],
  scale = recordedScale,
): number {
  const seconds = runs
    .filter(({ name }) => names.includes(name))
    .map((run) => run.seconds);
  return (1000 * Math.max(0, ...seconds) * scale) / recordedScale;
}
