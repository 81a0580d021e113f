import { SlideProblem } from '../source/problem.ts';
import type { Passage } from '../source/section.ts';
import { parseRecorded } from './recorded.ts';
import type { Place, Workshop } from './workshop.ts';

/** `{{race pooled}}`, or `{{race blocking / pooled}}`. */
const figure = /\{\{([^{}]*)\}\}/g;
const form = /^\s*([a-z0-9-]+) ([^/]+?)(?: \/ ([^/]+?))?\s*$/;

/**
 * A passage with what was measured put into it: how long a recorded run took,
 * as `8.30 s`, or how many times as fast another was, as `19`.
 * @throws SlideProblem for what was not recorded, saying where
 */
export function withFigures(
  { text, line }: Passage,
  file: string,
  workshop: Workshop,
): Passage {
  const lines = text.split('\n').map((words, index) =>
    words.replace(figure, (whole, inner: string) => {
      const [, name, run = '', faster] = form.exec(inner) ?? [];
      const place = { file, line: line + index };
      if (name === undefined) {
        const what = `"${whole}" must have the form {{TRACE RUN}} or {{TRACE RUN / FASTER RUN}}.`;
        throw new SlideProblem(file, place.line, what);
      }
      const secondsOf = readSeconds(name, place, workshop);
      return faster === undefined
        ? `${secondsOf(run).toFixed(2)} s`
        : times(secondsOf(run) / secondsOf(faster));
    }),
  );
  return { text: lines.join('\n'), line };
}

/** How long each run of a recorded demo took, by its name. */
function readSeconds(name: string, place: Place, workshop: Workshop) {
  const path = `slides/traces/${name}.json`;
  const { runs } = parseRecorded(workshop.readText(path, place));
  return (wanted: string): number => {
    const found = runs.find((run) => run.name === wanted);
    if (found) return found.seconds;
    const known = runs.map((run) => run.name).join(', ');
    const what = `${path} has no run "${wanted}"; it has ${known}.`;
    throw new SlideProblem(place.file, place.line, what);
  };
}

function times(ratio: number): string {
  return ratio.toFixed(ratio < 9.95 ? 1 : 0);
}
