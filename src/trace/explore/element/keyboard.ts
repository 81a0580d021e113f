import type { Model } from '../model.ts';

const zoomStep = 1.6;
const panStep = 0.2;

/** What each key does, where the keys are the picture's. */
const actions: Readonly<Record<string, (model: Model) => void>> = {
  ArrowDown: (model) => {
    model.step(1);
  },
  ArrowUp: (model) => {
    model.step(-1);
  },
  PageDown: (model) => {
    model.step(10);
  },
  PageUp: (model) => {
    model.step(-10);
  },
  Home: (model) => {
    model.step(-Infinity);
  },
  End: (model) => {
    model.step(Infinity);
  },
  ArrowLeft: (model) => {
    model.pan(-panStep);
  },
  ArrowRight: (model) => {
    model.pan(panStep);
  },
  '+': (model) => {
    model.zoom(zoomStep);
  },
  '=': (model) => {
    model.zoom(zoomStep);
  },
  '-': (model) => {
    model.zoom(1 / zoomStep);
  },
  '0': (model) => {
    model.showAll();
  },
  Enter: (model) => {
    model.pin();
  },
  Escape: (model) => {
    model.letGo();
  },
};

/** Does what a key is for. Fields and buttons have their own use of keys. */
export function listenToKeys(
  host: HTMLElement,
  model: Model,
  playOrStop: () => void,
): void {
  host.addEventListener('keydown', (event) => {
    if (event.composedPath()[0] !== host) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') playOrStop();
    else if (!Object.hasOwn(actions, event.key)) return;
    actions[event.key]?.(model);
    event.preventDefault();
    event.stopPropagation();
  });
}
