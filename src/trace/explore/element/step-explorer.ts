import { clamp } from '../../clamp.ts';
import { escapeText } from '../../render/svg.ts';
import { duration } from '../../render/words.ts';
import { stateAt } from '../../steps/state-at.ts';
import type { Frame, Steps } from '../../steps/steps.ts';
import { stepSentence } from '../../steps/words.ts';
import { renderColumns, renderSource } from '../step-columns.ts';
import { stepStyle } from './step-style.ts';
import { WakingElement } from './waking-element.ts';

export const stepElementName = 'step-explorer';

const moveMs = 320;
const playMs = 900;

const markup = (name: string, steps: number) => `<style>${stepStyle}</style>
<h2>${name}, step by step</h2>
<div class="columns"></div>
<p class="sentence" aria-live="polite"></p>
<div class="tools" role="toolbar" aria-label="The steps">
<button type="button" data-to="first" aria-label="First step">|◀</button>
<button type="button" data-to="back" aria-label="One step back">◀</button>
<button type="button" data-to="play" aria-label="Play">▶ play</button>
<button type="button" data-to="on" aria-label="One step on">▶</button>
<button type="button" data-to="last" aria-label="Last step">▶|</button>
<input type="range" min="0" max="${steps}" value="0" aria-label="Step">
<span class="where"></span>
</div>
<div class="source"></div>
<slot></slot>`;

/**
 * Plays the steps of a small program, forward and back. The table of all steps
 * is inside of it already, and stays below.
 */
export class StepExplorer extends WakingElement {
  protected override wake(json: string): () => void {
    const view = createView(this, JSON.parse(json) as Steps);
    return view.stop;
  }
}

function createView(host: HTMLElement, steps: Steps): { stop: () => void } {
  const name = host.dataset['name'] ?? 'program';
  const last = steps.steps.length;
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = markup(escapeText(name), last);
  host.tabIndex = 0;
  host.setAttribute('role', 'group');
  host.setAttribute(
    'aria-label',
    `${name}, step by step: the arrow keys go on and back`,
  );
  // JupyterLab has commands of its own on these keys.
  host.setAttribute('data-lm-suppress-shortcuts', 'true');
  const part = (selector: string) =>
    root.querySelector<HTMLElement>(selector) ?? host;
  const range = part('input') as HTMLInputElement;
  let at = 0;
  let place: Frame | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function show(step: number): void {
    at = clamp(step, 0, last);
    const state = stateAt(steps, at);
    place = state.place ?? (at === 0 ? undefined : place);
    const before = boxesOf(root);
    part('.columns').innerHTML = renderColumns(state);
    moveFrom(before, root);
    part('.source').innerHTML = renderSource(steps.sources, place);
    showLitLine(root);
    const { step: now } = state;
    part('.sentence').textContent = now
      ? stepSentence(steps, at - 1)
      : 'Press → or the button for one step on, and watch what moves.';
    part('.where').textContent = now
      ? `step ${at} of ${last}, turn ${now.turn}, ${duration(now.atMs)}`
      : `before the first of ${last}`;
    mark(root, now?.tokenId);
    range.value = String(at);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    part('[data-to=play]').textContent = '▶ play';
    part('[data-to=play]').setAttribute('aria-label', 'Play');
  }

  function play(): void {
    if (timer !== undefined) {
      stop();
      return;
    }
    if (at === last) show(0);
    part('[data-to=play]').textContent = '❚❚ pause';
    part('[data-to=play]').setAttribute('aria-label', 'Pause');
    timer = setInterval(() => {
      show(at + 1);
      if (at === last) stop();
    }, playMs);
  }

  function go(to: string | undefined): void {
    if (to === 'play') {
      play();
      return;
    }
    stop();
    if (to === 'first') show(0);
    if (to === 'back') show(at - 1);
    if (to === 'on') show(at + 1);
    if (to === 'last') show(last);
  }

  part('.tools').addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) go(target.dataset['to']);
  });
  range.addEventListener('input', () => {
    stop();
    show(Number(range.value));
  });
  host.addEventListener('keydown', (event) => {
    if (event.composedPath()[0] !== host) return;
    const to = keys[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    go(to);
    event.preventDefault();
    event.stopPropagation();
  });
  show(0);
  return { stop };
}

const keys: Readonly<Partial<Record<string, string>>> = {
  ArrowRight: 'on',
  ArrowDown: 'on',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  Home: 'first',
  End: 'last',
  ' ': 'play',
};

function chipsOf(root: ShadowRoot): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-token]')];
}

function boxesOf(root: ShadowRoot): ReadonlyMap<string, DOMRect> {
  return new Map(
    chipsOf(root).map((chip) => [
      chip.dataset['token'] ?? '',
      chip.getBoundingClientRect(),
    ]),
  );
}

/** Lets each token move from where it was. */
function moveFrom(
  before: ReadonlyMap<string, DOMRect>,
  root: ShadowRoot,
): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const chip of chipsOf(root)) {
    const from = before.get(chip.dataset['token'] ?? '');
    const to = chip.getBoundingClientRect();
    const start = from
      ? { transform: `translate(${from.x - to.x}px,${from.y - to.y}px)` }
      : { opacity: 0 };
    chip.animate([start, {}], { duration: moveMs, easing: 'ease-out' });
  }
}

function mark(root: ShadowRoot, tokenId: number | undefined): void {
  root.querySelector(`[data-token="${tokenId}"]`)?.classList.add('now');
}

/** Scrolls the text alone, and not the page around it. */
function showLitLine(root: ShadowRoot): void {
  const text = root.querySelector('pre');
  const line = root.querySelector<HTMLElement>('mark');
  if (text && line) text.scrollTop = line.offsetTop - text.clientHeight / 2;
}
