import type { RevealApi } from 'reveal.js';
import { isPrint } from './theme.ts';

const drawEveryMs = 40;

/** A crowd on its slide, and its clock. */
interface Crowd {
  readonly figure: HTMLElement;
  /** Starts the clock, or shows the end at once where motion is not wanted. */
  start(): void;
  /** Stops the clock, and shows how it ends or how it begins. */
  settle(): void;
}

/**
 * Makes the crowds on the slides come in one by one, by a clock that the
 * slide's first step starts and the next one takes to its end.
 */
export function mountCrowds(deck: RevealApi): void {
  if (isPrint()) return;
  const figures = document.querySelectorAll<HTMLElement>('figure.crowd');
  const crowds = [...figures].map(createCrowd);
  deck.on('fragmentshown', (event) => {
    const { fragment } = event as unknown as { fragment: Element };
    for (const crowd of crowds) {
      if (fragment.closest('figure.crowd') === crowd.figure) crowd.start();
      else if (isOn(fragment.closest('section'), crowd)) crowd.settle();
    }
  });
  const settleAll = () => {
    for (const crowd of crowds) crowd.settle();
  };
  for (const type of ['ready', 'slidechanged', 'fragmenthidden']) {
    deck.on(type, settleAll);
  }
}

function isOn(slide: Element | null, { figure }: Crowd): boolean {
  return slide?.contains(figure) ?? false;
}

function createCrowd(figure: HTMLElement): Crowd {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const lengthMs = 1000 * Number(figure.dataset['seconds']);
  const creatures = [...figure.querySelectorAll<SVGElement>('.creature')];
  const ends = creatures.map(({ dataset }) => Number(dataset['end']));
  const [clock, words] = figure.querySelectorAll('.clock > *');
  let timer: ReturnType<typeof setInterval> | undefined;

  function draw(nowMs: number): void {
    for (const [index, creature] of creatures.entries()) {
      creature.classList.toggle('absent', (ends[index] ?? 0) > nowMs);
    }
    const present = ends.filter((endMs) => endMs <= nowMs).length;
    if (clock) clock.textContent = (nowMs / 1000).toFixed(2);
    if (words) words.textContent = `${present} of ${creatures.length}`;
  }

  function settle(): void {
    clearInterval(timer);
    const isStarted = figure.querySelector('.go.visible') !== null;
    draw(isStarted ? lengthMs : 0);
  }

  function start(): void {
    settle();
    if (isCalm) return;
    const startedMs = performance.now();
    draw(0);
    timer = setInterval(() => {
      const nowMs = performance.now() - startedMs;
      if (nowMs >= lengthMs) settle();
      else draw(nowMs);
    }, drawEveryMs);
  }

  return { figure, start, settle };
}
