import type { RecordedDemo } from '../../demo/demo.ts';
import { axesOf, axisLengthMs } from './axes.ts';
import { create } from './elements.ts';
import { laneWords, type LaneWords } from './lane-words.ts';
import { secondsOf, type DemoState, type RunState } from './state.ts';

/** A lane on the slide, to be updated while its run goes on. */
interface Lane {
  readonly item: HTMLElement;
  readonly bar: HTMLElement;
  readonly beats: SVGPathElement;
  readonly time: HTMLElement;
  readonly place: HTMLElement;
  readonly more: HTMLElement;
}

/** Runs that are drawn on one axis, and what says how long it is. */
interface Axis {
  readonly names: readonly string[];
  readonly words: HTMLElement;
}

/** A race as bars that grow with time, each with its event loop's beats. */
export function createRaceView(recorded: RecordedDemo) {
  const { runs: recordedRuns } = recorded;
  const names = recordedRuns.map(({ name }) => name);
  const requests = recordedRuns[0]?.requests ?? 0;
  const lanes = new Map(names.map((name) => [name, createLane(name)]));
  const element = create('ol', { class: 'demo-race' });
  const axes = axesOf(recorded).map((axisNames, index): Axis => {
    const words = create('li', { class: 'demo-axis' });
    if (index > 0) element.append(words);
    for (const name of axisNames) element.append(lanes.get(name)?.item ?? '');
    return { names: axisNames, words };
  });

  return {
    element,
    update(state: DemoState, nowMs: number): void {
      const runs = names
        .map((name) => state.runs.find((run) => run.name === name))
        .filter((run) => run !== undefined);
      const words = laneWords(runs, requests, nowMs);
      const lengthsMs = axes.map((axis) => {
        const longest = runs
          .filter(({ name }) => axis.names.includes(name))
          .map((run) => 1000 * secondsOf(run, nowMs));
        const expected = axisLengthMs(recorded, axis.names, state.scale);
        return Math.max(1, expected, ...longest);
      });
      for (const [index, axis] of axes.entries()) {
        const lengthMs = lengthsMs[index] ?? 1;
        const times = Math.round((lengthsMs[0] ?? 1) / lengthMs);
        axis.words.textContent = `drawn ${times} times as wide as above`;
        for (const name of axis.names) {
          const lane = lanes.get(name);
          const run = runs.find((each) => each.name === name);
          if (lane) updateLane(lane, run, words.get(name), lengthMs, nowMs);
        }
      }
    },
  };
}

function createLane(name: string): Lane {
  const bar = create('span', { class: 'demo-bar' });
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const beats = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 1000 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'demo-beats');
  svg.append(beats);
  const time = create('b');
  const place = create('span', { class: 'demo-place' });
  const more = create('span', { class: 'demo-more' });
  const words = create('span', { class: 'demo-words' }, time, place, more);
  const track = create('span', { class: 'demo-track' }, bar, words, svg);
  const label = create('span', { class: 'demo-name' }, name);
  const colour = `--rung: var(--rung-${CSS.escape(name)}, currentcolor)`;
  const item = create('li', { style: colour }, label, track);
  return { item, bar, beats, time, place, more };
}

function updateLane(
  { item, bar, beats, time, place, more }: Lane,
  run: RunState | undefined,
  words: LaneWords | undefined,
  axisMs: number,
  nowMs: number,
): void {
  const along = run ? (1000 * secondsOf(run, nowMs)) / axisMs : 0;
  item.classList.toggle('over', run?.isOver ?? false);
  item.classList.toggle('first', words?.place === '1st');
  bar.style.setProperty('--along', String(along));
  time.textContent = words?.time ?? '';
  place.textContent = words?.place ?? '';
  more.textContent = words?.more ?? '';
  const ticks = run?.trace?.heartbeat.beatsMs ?? [];
  const data = ticks.map((ms) => `M${((1000 * ms) / axisMs).toFixed(1)} 0v10`);
  beats.setAttribute('d', data.join(''));
}
