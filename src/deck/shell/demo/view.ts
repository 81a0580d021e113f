import type { RecordedDemo } from '../../demo/demo.ts';
import { createCaptions } from './captions.ts';
import { createControls } from './controls.ts';
import { createPicture } from './picture.ts';
import type { Actions } from './shown.ts';
import { secondsOf, type DemoState } from './state.ts';
import { currentName } from './words.ts';

/** A demo on its slide: controls, a picture that is redrawn, and captions. */
export function createView(
  host: HTMLElement,
  recorded: RecordedDemo,
  canRun: boolean,
  actions: Actions,
) {
  const { lanes, runs } = recorded;
  const names = runs.map(({ name }) => name);
  /** Nothing, until a presenter chooses a run. */
  let chosen: string | undefined;
  let redraw = (): void => undefined;

  const picture = createPicture(recorded, canRun);
  const captions = createCaptions(recorded);
  const controls = createControls(recorded, canRun, actions, (name) => {
    chosen = name;
    redraw();
  });
  host.append(controls.bar, picture.element);
  host.append(captions.notes, captions.status, controls.extras);
  host.dataset['lanes'] = lanes;

  function draw(state: DemoState, nowMs: number): void {
    redraw = () => {
      draw(state, performance.now());
    };
    const usual = lanes === 'race' ? undefined : currentName(state, names);
    const isChosen = chosen !== undefined;
    const shown = { state, name: chosen ?? usual, isChosen, nowMs };
    host.dataset['phase'] = state.phase;
    // For the check, which compares them with what the talk says.
    host.dataset['seconds'] = JSON.stringify(
      Object.fromEntries(
        state.runs
          .filter(({ isOver }) => isOver)
          .map((run) => [run.name, secondsOf(run, nowMs)]),
      ),
    );
    picture.draw(shown);
    controls.draw(shown);
    captions.draw(shown);
  }

  return { draw, settings: controls.settings };
}
