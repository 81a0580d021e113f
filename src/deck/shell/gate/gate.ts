/**
 * Looks at the slides from within their page. The gate puts this into a page
 * that holds the deck; the deck itself does without it.
 */
import type { RevealApi } from 'reveal.js';
import { measure } from './measure.ts';

/** A slide, and what is on it that can be played. */
export interface SlideFacts {
  readonly section: string;
  readonly id: string;
  readonly title: string;
  readonly steps: number;
  readonly casts: readonly string[];
  readonly demos: readonly string[];
  readonly isTalk: boolean;
}

/** What is wrong with a slide, by its place among all. */
export interface Finding {
  readonly slide: number;
  readonly what: string;
}

declare const deck: RevealApi;

const slides = deck.getSlides();

function stepsOf(slide: HTMLElement): number {
  const indices = [...slide.querySelectorAll('.fragment')].map((fragment) =>
    fragment.getAttribute('data-fragment-index'),
  );
  return new Set(indices).size;
}

function namesOf(slide: HTMLElement, kind: 'cast' | 'demo'): string[] {
  const found = slide.querySelectorAll<HTMLElement>(`.${kind}`);
  return [...found].map(({ dataset }) => dataset[kind] ?? '');
}

function facts(): SlideFacts[] {
  return slides.map((slide) => ({
    section: slide.dataset['section'] ?? '',
    id: slide.id,
    title: slide.querySelector('h1, h2, h3')?.textContent.trim() ?? '',
    steps: stepsOf(slide),
    casts: namesOf(slide, 'cast'),
    demos: namesOf(slide, 'demo'),
    isTalk: slide.hasAttribute('data-talk'),
  }));
}

/** To a slide before its first step (-1), or at one of them. */
async function go(index: number, step = -1): Promise<HTMLElement> {
  const slide = slides[index];
  if (!slide) throw new Error(`There is no slide ${index}.`);
  const { h, v } = deck.getIndices(slide);
  deck.slide(h, v, step);
  // A player or a figure is drawn when its slide is there.
  if (slide.querySelector('.cast, .demo')) await twoFrames();
  return slide;
}

function goToEnd(index: number): Promise<HTMLElement> {
  const slide = slides[index];
  return go(index, (slide ? stepsOf(slide) : 0) - 1);
}

/** Goes through all slides with all their steps, and says what is wrong. */
async function walk(): Promise<Finding[]> {
  const findings: Finding[] = [];
  await twoFrames();
  for (const [index, slide] of slides.entries()) {
    const wrong = new Set<string>();
    for (let step = -1; step < stepsOf(slide); step += 1) {
      await go(index, step);
      for (const what of measure(slide)) wrong.add(what);
      if (moves()) wrong.add('moves, where motion is not wanted');
    }
    for (const what of wrong) findings.push({ slide: index, what });
  }
  return findings;
}

function moves(): boolean {
  const { transition, autoAnimate } = deck.getConfig();
  return (
    (matchMedia('(prefers-reduced-motion: reduce)').matches &&
      (transition !== 'none' || autoAnimate === true)) ||
    document.getAnimations().length > 0
  );
}

/** After a new size of the window, the deck is laid out anew in the first. */
async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
}

/** What is wrong with the slide that is shown. */
async function look(): Promise<string[]> {
  await twoFrames();
  return measure(deck.getCurrentSlide());
}

/**
 * Does some work with nothing but one slide in the page: what looks at every
 * element takes its time where there are as many as in a whole deck.
 */
async function alone<Result>(
  index: number,
  work: (slide: HTMLElement) => Promise<Result>,
): Promise<Result> {
  const slide = await goToEnd(index);
  const others = slides
    .filter((other) => other !== slide)
    .map((other) => [other, document.createComment('')] as const);
  for (const [other, mark] of others) other.replaceWith(mark);
  try {
    return await work(slide);
  } finally {
    for (const [other, mark] of others) mark.replaceWith(other);
  }
}

/** All slides that are shown from now on, by their place among all. */
function follow(): number[] {
  const seen = [slides.indexOf(deck.getCurrentSlide())];
  deck.on('slidechanged', () => {
    seen.push(slides.indexOf(deck.getCurrentSlide()));
  });
  return seen;
}

const gate = { facts, go, goToEnd, walk, look, alone, follow };
export type Gate = typeof gate;
Object.assign(globalThis, { gate });
