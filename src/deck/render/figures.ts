import { SlideProblem, type SourcePosition } from '../source/problem.ts';
import type { Passage } from '../source/section.ts';
import { parseRecorded } from './recorded.ts';
import type { DeckSources } from './sources.ts';

/** `{{race pooled}}`, or `{{race blocking / pooled}}`. */
const figure = /\{\{([^{}]*)\}\}/g;
const form = /^\s*([a-z0-9-]+) ([^/]+?)(?: \/ ([^/]+?))?\s*$/;

/**
 * Replaces each `{{…}}` of a passage by what was measured: how long a recorded
 * run took, as `8.30 s`, or how many times as fast another was, as `19`.
 * @throws SlideProblem for what was not recorded
 */
export function withFigures(
  { text, line }: Passage,
  file: string,
  sources: DeckSources,
): Passage {
  const lines = text.split('\n').map((words, index) =>
    words.replace(figure, (whole, inner: string) => {
      const [, name, run = '', faster] = form.exec(inner) ?? [];
      const position = { file, line: line + index };
      if (name === undefined) {
        const what = `"${whole}" must have the form {{TRACE RUN}} or {{TRACE RUN / FASTER RUN}}.`;
        throw new SlideProblem(position, what);
      }
      const secondsOf = readSeconds(name, position, sources);
      return faster === undefined
        ? `${secondsOf(run).toFixed(2)} s`
        : times(secondsOf(run) / secondsOf(faster));
    }),
  );
  return { text: lines.join('\n'), line };
}

/** How long each run of a recorded demo took, by its name. */
function readSeconds(
  name: string,
  position: SourcePosition,
  sources: DeckSources,
) {
  const path = `slides/traces/${name}.json`;
  const { runs } = parseRecorded(sources.readText(path, position));
  return (wanted: string): number => {
    const found = runs.find((run) => run.name === wanted);
    if (found) return found.seconds;
    const known = runs.map((run) => run.name).join(', ');
    const what = `${path} has no run "${wanted}"; it has ${known}.`;
    throw new SlideProblem(position, what);
  };
}

function times(ratio: number): string {
  return ratio.toFixed(ratio < 9.95 ? 1 : 0);
}
