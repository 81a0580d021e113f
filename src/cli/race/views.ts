import type { Recorder } from '../../trace/record/record.ts';
import { ladderNames } from '../../trace/ladder.ts';
import { renderComparisonText } from '../../trace/render/text.ts';
import type { RaceRun } from './ladder.ts';
import { progressOf, renderRow, type RowState } from './live-rows.ts';
import type { Rung } from './rungs.ts';
import type { Screen } from '../../command/screen.ts';
import { renderTable, renderTableHead, renderTableRow } from './table.ts';

/** Shows the progress of a race. */
export interface View {
  /** A rung starts, recorded by this recorder. */
  start(rung: Rung, recorder: Recorder): void;
  finish(run: RaceRun): void;
  /** The race is over: with all its runs, or without any if it failed. */
  end(runs?: readonly RaceRun[]): void;
}

export const silentView: View = {
  start: () => undefined,
  finish: () => undefined,
  end: () => undefined,
};

/** A table that gets a new line whenever a rung is done. */
export function createTableView(print: (line: string) => void): View {
  let first: RaceRun | undefined;
  return {
    ...silentView,
    finish(run) {
      if (!first) print(renderTableHead());
      first ??= run;
      print(renderTableRow(run, first));
    },
  };
}

/** Often enough to look alive; drawing takes almost no time from the race. */
const frameIntervalMs = 100;

/** A bar for each rung that grows with its answers; then the comparison. */
export function createLiveView(
  screen: Screen,
  rungs: readonly Rung[],
  print: (text: string) => void,
): View {
  const states = new Map(rungs.map((rung) => [rung.name, waiting(rung)]));
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    screen.draw([...states.values()].map((state) => renderRow(state, screen)));
  };
  return {
    start({ name, blocking }, recorder) {
      const frame = () => {
        change(states, name, progressOf(recorder.snapshot()));
        draw();
      };
      change(states, name, { phase: blocking ? 'blocked' : 'running' });
      draw();
      timer = setInterval(frame, frameIntervalMs);
    },
    finish({ name, requests: done, seconds }) {
      clearInterval(timer);
      change(states, name, { phase: 'done', done, seconds });
      draw();
    },
    end(runs) {
      clearInterval(timer);
      if (!runs) return;
      screen.clear();
      const { columns, colour } = screen;
      print(
        renderComparisonText(runs.map(comparable), {
          columns,
          colour,
          paletteNames: ladderNames,
        }),
      );
      if (columns < renderTableHead().length) return;
      print(`\n${renderTable(runs)}`);
    },
  };
}

/** A run as the comparison's renderers take it. */
export function comparable({ name, seconds, idealSeconds }: RaceRun) {
  return { name, seconds, ...(idealSeconds === null ? {} : { idealSeconds }) };
}

function waiting({ name, plan }: Rung): RowState {
  const nothing = { done: 0, inFlight: 0, seconds: 0 };
  return { name, count: plan.requests, phase: 'waiting', ...nothing };
}

function change(
  states: Map<string, RowState>,
  name: string,
  news: Partial<RowState>,
): void {
  const state = states.get(name);
  if (state) states.set(name, { ...state, ...news });
}
