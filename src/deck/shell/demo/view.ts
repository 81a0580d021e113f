import { duration } from '../../../trace/render/browser.ts';
import type { RecordedDemo } from '../../demo/demo.ts';
import { create, createButton } from './elements.ts';
import {
  renderPoints,
  renderRun,
  type Expected,
  type Place,
} from './figure.ts';
import { createRaceView } from './race.ts';
import { createSettings } from './settings.ts';
import { secondsOf, type DemoState, type RunState } from './state.ts';

/** What a presenter can ask of a demo. */
export interface Actions {
  readonly run: () => void;
  readonly play: () => void;
  readonly skip: () => void;
}

/** Where a slide gives no size, as in a list of all slides. */
const usualPlace: Place = { widthPx: 1680, heightPx: 600 };
const wholeRace = 'race';

/** A demo on its slide: buttons, inputs, and a picture that is drawn anew. */
export function createView(
  host: HTMLElement,
  recorded: RecordedDemo,
  canRun: boolean,
  actions: Actions,
) {
  const { lanes, runs, parameters } = recorded;
  const names = runs.map(({ name }) => name);
  const settings = createSettings(parameters, actions.run);
  const race = lanes === 'race' ? createRaceView(names) : undefined;
  const figure = create('div', { class: 'demo-figure' });
  const hint = createHint(canRun);
  const notes = create('div', { class: 'demo-notes' });
  const status = create('p', { class: 'demo-status', role: 'status' });
  const badge = create('span', { class: 'demo-badge' });
  let chosen: string | undefined;
  let redraw = (): void => undefined;

  const runWords = create('span');
  const runButton = createButton(runWords, 'R', actions.run);
  const playButton = createButton('Recording', 'D', actions.play);
  const skipButton = createButton('To the end', 'E', actions.skip);
  const choices = new Map(
    [...(race ? [wholeRace] : []), ...(lanes === 'sweep' ? [] : names)].map(
      (name) => {
        const button = createButton(name, '', () => {
          chosen = name === wholeRace ? undefined : name;
          redraw();
        });
        return [name, button];
      },
    ),
  );
  runButton.className = 'demo-run';
  const bar = create('div', { class: 'demo-bar-top' }, runButton);
  const choice = create('div', { class: 'demo-choice' }, ...choices.values());
  bar.append(choice, badge);
  const extras = create('div', { class: 'demo-extras' });
  if (canRun) extras.append(settings.element);
  extras.append(skipButton, ...(canRun ? [playButton] : []));
  figure.append(hint);
  host.append(bar, figure, notes, status, extras);
  host.dataset['lanes'] = lanes;

  let pace = recorded.scale;
  /** What the recording lets one expect of a run at the pace of this one. */
  const expected = (name: string): Expected => {
    const longest = Math.max(...runs.map(({ seconds }) => seconds));
    const run = runs.find((each) => each.name === name);
    return {
      lengthMs: (1000 * longest * pace) / recorded.scale,
      requests: run?.requests ?? 0,
      connections: run?.trace.connections.length ?? 0,
    };
  };

  const draw = (state: DemoState, nowMs: number): void => {
    redraw = () => {
      draw(state, performance.now());
    };
    pace = state.scale ?? recorded.scale;
    if (state.scale !== undefined) settings.showScale(state.scale);
    const isIdle = state.runs.length === 0;
    const shownName = chosen ?? (race ? undefined : current(state, names));
    hint.hidden = !isIdle || state.phase !== 'idle';
    host.dataset['phase'] = state.phase;
    drawPicture(state, shownName, nowMs);
    drawChoices(state, shownName, nowMs);
    drawNotes(state, shownName, nowMs);
    drawStatus(state);
  };

  function drawPicture(
    state: DemoState,
    name: string | undefined,
    nowMs: number,
  ): void {
    if (race && name === undefined) {
      const { lengthMs, requests } = expected(names[0] ?? '');
      race.update(state, lengthMs, requests, nowMs);
      figure.replaceChildren(race.element, hint);
      return;
    }
    if (state.runs.length === 0) {
      figure.replaceChildren(hint);
      return;
    }
    const svg =
      lanes === 'sweep'
        ? renderPoints(state, sweepRoom(), nowMs)
        : renderRun(
            name ?? '',
            runOf(state, name),
            expected(name ?? ''),
            placeOf(figure),
          );
    figure.innerHTML = svg;
  }

  const sweepRoom = () => ({
    lengthMs: expected('').lengthMs,
    connections: Math.max(...names.map(Number)),
  });

  function drawChoices(
    state: DemoState,
    shownName: string | undefined,
    nowMs: number,
  ): void {
    for (const [name, button] of choices) {
      const isShown = name === (shownName ?? wholeRace);
      button.setAttribute('aria-pressed', String(isShown));
      button.hidden = state.runs.length === 0;
      const run = runOf(state, name);
      const time = run && !race ? ` ${secondsWords(run, nowMs)}` : '';
      button.textContent = `${name}${time}`;
    }
  }

  function drawNotes(
    state: DemoState,
    name: string | undefined,
    nowMs: number,
  ): void {
    const run = lanes === 'sweep' ? state.runs.at(-1) : runOf(state, name);
    const lines =
      run && lanes === 'sweep' && !run.isOver
        ? [`${run.name} at a time: ${secondsWords(run, nowMs)}`]
        : noteLines(run);
    if (race && name === undefined && state.runs.length > 0) {
      lines.push('The ticks under a bar: each time its event loop could run.');
    }
    notes.replaceChildren(...lines.map((line) => create('p', {}, line)));
  }

  function drawStatus(state: DemoState): void {
    const { phase, source } = state;
    const from = canRun ? source : 'recorded';
    badge.textContent = from ?? '';
    badge.hidden = from === undefined;
    badge.dataset['from'] = from ?? '';
    runWords.textContent = buttonWords(phase, canRun);
    skipButton.hidden = !(source === 'recorded' && phase === 'running');
    const words = statusWords(state);
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle('failed', phase === 'failed');
  }

  return { draw, settings };
}

function createHint(canRun: boolean): HTMLElement {
  const key = create('kbd', {}, 'R');
  return canRun
    ? create('p', { class: 'demo-hint' }, key, ' runs it, here and now')
    : create('p', { class: 'demo-hint' }, key, ' plays what was recorded');
}

function buttonWords(phase: DemoState['phase'], canRun: boolean): string {
  const words = canRun ? 'Run' : 'Play';
  return phase === 'idle' ? words : `${words} again`;
}

function statusWords({ phase, message }: DemoState): string {
  if (phase === 'starting') return 'Getting a lab and a process ready …';
  if (phase !== 'failed') return '';
  const end = /[.!?…]$/.test(message) ? '' : '.';
  return `${message}${end} D plays the recording.`;
}

/** The run that goes on, or went on last. */
function current({ runs }: DemoState, names: readonly string[]): string {
  return runs.at(-1)?.name ?? names[0] ?? '';
}

function runOf(
  { runs }: DemoState,
  name: string | undefined,
): RunState | undefined {
  return runs.find((run) => run.name === name);
}

function secondsWords(run: RunState, nowMs: number): string {
  return `${secondsOf(run, nowMs).toFixed(run.isOver ? 2 : 1)} s`;
}

/** What a run said of itself, and what the servers saw of it then. */
function noteLines(run: RunState | undefined): string[] {
  if (!run) return [];
  const isTelling = run.notes.some(
    ({ seen: { inFlight, aborted } }) => inFlight + aborted > 0,
  );
  const lines = run.notes.map(({ atMs, text, seen: { inFlight, aborted } }) => {
    const atServer =
      `; at the server: ${inFlight} in flight` +
      (aborted > 0 ? `, ${aborted} aborted` : '');
    return `${duration(atMs)}: ${text}${isTelling ? atServer : ''}`;
  });
  const { seen } = run;
  if (lines.length === 0 && seen) {
    lines.push(
      `At the server: ${seen.requests} requests, ${seen.inFlight} in flight`,
    );
  }
  return lines.slice(-2);
}

function placeOf({ offsetWidth, offsetHeight }: HTMLElement): Place {
  return offsetWidth > 0 && offsetHeight > 0
    ? { widthPx: offsetWidth, heightPx: offsetHeight }
    : usualPlace;
}
