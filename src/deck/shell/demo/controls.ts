import type { RecordedDemo } from '../../demo/demo.ts';
import { create, createButton } from './elements.ts';
import { createSettings } from './settings.ts';
import type { Actions, Shown } from './shown.ts';
import { buttonWords, runOf, secondsWords } from './words.ts';

const wholeRace = 'race';

/** The buttons and inputs of a demo: a bar above its picture, extras below. */
export function createControls(
  recorded: RecordedDemo,
  canRun: boolean,
  actions: Actions,
  onChoice: (name: string | undefined) => void,
) {
  const settings = createSettings(recorded.parameters, actions.run);
  const runWords = create('span');
  const runButton = createButton(runWords, 'R', actions.run);
  runButton.className = 'demo-run';
  const playButton = createButton('Recording', 'D', actions.play);
  const skipButton = createButton('To the end', 'E', actions.skip);
  const choice = createChoice(recorded, onChoice);
  const badge = create('span', { class: 'demo-badge' });
  const bar = create('div', { class: 'demo-bar-top' });
  bar.append(runButton, choice.element, badge);
  const extras = create('div', { class: 'demo-extras' });
  if (canRun) extras.append(settings.element);
  extras.append(skipButton, ...(canRun ? [playButton] : []));

  return {
    bar,
    extras,
    settings,
    draw(shown: Shown): void {
      const { phase, source, scale } = shown.state;
      if (scale !== undefined) settings.showScale(scale);
      choice.draw(shown);
      const from = canRun ? source : 'recorded';
      badge.textContent = from ?? '';
      badge.hidden = from === undefined;
      badge.dataset['from'] = from ?? '';
      runWords.textContent = buttonWords(phase, canRun);
      skipButton.hidden = !(source === 'recorded' && phase === 'running');
    },
  };
}

/** A button for each run, and for the whole race, that shows it. */
function createChoice(
  { lanes, runs }: RecordedDemo,
  onChoice: (name: string | undefined) => void,
) {
  const isRace = lanes === 'race';
  const names = lanes === 'sweep' ? [] : runs.map(({ name }) => name);
  const buttons = new Map(
    [...(isRace ? [wholeRace] : []), ...names].map((name) => [
      name,
      createButton(name, '', () => {
        onChoice(name === wholeRace ? undefined : name);
      }),
    ]),
  );
  return {
    element: create('div', { class: 'demo-choice' }, ...buttons.values()),
    draw({ state, name: shownName = wholeRace, nowMs }: Shown): void {
      for (const [name, button] of buttons) {
        button.setAttribute('aria-pressed', String(name === shownName));
        button.hidden = state.runs.length === 0;
        const run = runOf(state, name);
        const time = run && !isRace ? ` ${secondsWords(run, nowMs)}` : '';
        button.textContent = `${name}${time}`;
      }
    },
  };
}
