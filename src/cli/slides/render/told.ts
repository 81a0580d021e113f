import { durationLike } from '../../../trace/render/words.ts';
import { SlideProblem } from '../source/problem.ts';
import type { Passage } from '../source/section.ts';
import { parseRecorded } from './recorded.ts';
import type { Recorded } from './recorded.ts';
import type { Workshop } from './workshop.ts';

/** `{{race pooled}}`, or `{{race blocking / pooled}}`. */
const figure = /\{\{([^{}]*)\}\}/g;
const form = /^\s*([a-z0-9-]+) ([^/]+?)(?: \/ ([^/]+?))?\s*$/;

/**
 * A passage with what was measured put into it: how long a recorded run took,
 * as `8.30 s`, or how many times as fast another was, as `19`.
 * @throws SlideProblem where there is no such run, saying where
 */
export function withFigures(
  { text, line }: Passage,
  file: string,
  workshop: Workshop,
): Passage {
  const lines = text.split('\n').map((words, index) =>
    words.replace(figure, (_, inner: string) => {
      const place = { file, line: line + index };
      const [, name, run = '', faster] = form.exec(inner) ?? [];
      if (name === undefined) {
        const what = `"{{${inner}}}" must have the form {{TRACE RUN}} or {{TRACE RUN / FASTER RUN}}.`;
        throw new SlideProblem(file, place.line, what);
      }
      const path = `slides/traces/${name}.json`;
      const recorded = parseRecorded(workshop.readText(path, place));
      const secondsOf = (wanted: string) => {
        const found = recorded.runs.find((each) => each.name === wanted);
        if (found) return found.seconds;
        const known = recorded.runs.map((each) => each.name).join(', ');
        const what = `${path} has no run "${wanted}"; it has ${known}.`;
        throw new SlideProblem(file, place.line, what);
      };
      return faster === undefined
        ? durationLike(secondsOf(run), longestOf(recorded))
        : times(secondsOf(run) / secondsOf(faster));
    }),
  );
  return { text: lines.join('\n'), line };
}

function longestOf({ runs }: Recorded): number {
  return Math.max(...runs.map(({ seconds }) => seconds));
}

function times(ratio: number): string {
  return ratio.toFixed(ratio < 9.95 ? 1 : 0);
}
