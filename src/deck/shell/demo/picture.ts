import type { RecordedDemo } from '../../demo/demo.ts';
import { axesOf, axisLengthMs } from './axes.ts';
import { create } from './elements.ts';
import { renderPair } from '../../render/both.ts';
import { renderPoints, renderRun, type Expected, type Size } from './figure.ts';
import { createRaceView } from './race.ts';
import type { Shown } from './shown.ts';
import { secondsOf, type DemoState } from './state.ts';
import { runOf } from './words.ts';

/** Where a slide gives no size, as in a list of all slides. */
const usualSize: Size = { widthPx: 1680, heightPx: 600 };

/** The picture of a demo: a race, a sweep, or one of its runs. */
export function createPicture(recorded: RecordedDemo, canRun: boolean) {
  const { lanes, runs } = recorded;
  const names = runs.map(({ name }) => name);
  const race = lanes === 'race' ? createRaceView(recorded) : undefined;
  const hint = createHint(canRun);
  const element = create('div', { class: 'demo-figure' }, hint);

  function render(shown: Shown): string {
    const { state, name = '', nowMs } = shown;
    const pair = shown.isChosen ? undefined : pairOf(recorded, state, nowMs);
    if (pair) {
      const { heightPx } = sizeOf(element);
      return renderPair(pair, `demo-${recorded.name}`, heightPx);
    }
    const expected = expectedOf(recorded, name, state.scale);
    if (lanes !== 'sweep') {
      return renderRun(
        name,
        runOf(state, name),
        expected,
        sizeOf(element),
        lanes === 'race',
      );
    }
    const connections = Math.max(...names.map(Number));
    const { lengthMs } = expected;
    return renderPoints(state, { lengthMs, connections }, nowMs);
  }

  return {
    element,
    draw(shown: Shown): void {
      const { state, name, nowMs } = shown;
      const isEmpty = state.runs.length === 0;
      hint.hidden = !isEmpty || state.phase !== 'idle';
      if (race && name === undefined) {
        race.update(state, nowMs);
        element.replaceChildren(race.element, hint);
      } else if (isEmpty) element.replaceChildren(hint);
      else element.innerHTML = render(shown);
      element.classList.toggle('both', element.querySelector('.run') !== null);
    },
  };
}

function createHint(canRun: boolean): HTMLElement {
  const key = create('kbd', {}, 'R');
  return canRun
    ? create('p', { class: 'demo-hint' }, key, ' runs it, here and now')
    : create('p', { class: 'demo-hint' }, key, ' plays what was recorded');
}

/**
 * The two runs of a demo, when both are over and nothing failed in them: then
 * they are drawn on one axis, where the second would else replace the first.
 */
function pairOf(
  { lanes, runs }: RecordedDemo,
  state: DemoState,
  nowMs: number,
) {
  const names = runs.map(({ name }) => name);
  if (lanes !== 'one' || names.length !== 2) return undefined;
  const pair = state.runs.flatMap((run) =>
    run.isOver && run.trace
      ? [{ name: run.name, seconds: secondsOf(run, nowMs), trace: run.trace }]
      : [],
  );
  const isWell = pair.every(({ trace }) =>
    trace.requests.every(({ error, status }) => !error && status === 200),
  );
  return pair.length === 2 && isWell ? pair : undefined;
}

/** What is to be expected of a run at a scale, from how it was recorded. */
function expectedOf(
  recorded: RecordedDemo,
  name: string,
  scale: number | undefined,
): Expected {
  const axes = axesOf(recorded);
  const axis = axes.find((names) => names.includes(name)) ?? axes.flat();
  const run = recorded.runs.find((each) => each.name === name);
  return {
    lengthMs: axisLengthMs(recorded, axis, scale),
    requests: run?.requests ?? 0,
    connections: run?.trace.connections.length ?? 0,
  };
}

function sizeOf({ offsetWidth, offsetHeight }: HTMLElement): Size {
  return offsetWidth > 0 && offsetHeight > 0
    ? { widthPx: offsetWidth, heightPx: offsetHeight }
    : usualSize;
}
