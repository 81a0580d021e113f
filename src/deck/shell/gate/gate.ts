/**
 * Looks at the slides from within their page. The gate puts this into a page
 * that holds the deck; the deck itself does without it.
 */
import type { RevealApi } from 'reveal.js';
import type {
  FontFact,
  Gate,
  SlideFacts,
  SlideFault,
} from '../../check/gate/in-page.ts';
import { measure } from './measure.ts';

declare const deck: RevealApi;

const slides = deck.getSlides();

function slideAt(index: number): HTMLElement {
  const slide = slides[index];
  if (slide) return slide;
  throw new Error(`There is no slide ${index}.`);
}

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
    id: slide.id,
    title: slide.querySelector('h1, h2, h3')?.textContent.trim() ?? '',
    steps: stepsOf(slide),
    casts: namesOf(slide, 'cast'),
    demos: namesOf(slide, 'demo'),
    isTalk: slide.hasAttribute('data-talk'),
  }));
}

function fonts(): Promise<FontFact[]> {
  return Promise.all(
    [...document.fonts].map(async (font) => ({
      name: [
        font.family.replaceAll('"', ''),
        ...(font.style === 'normal' ? [] : [font.style]),
      ].join(' '),
      loads: await font.load().then(
        () => true,
        () => false,
      ),
    })),
  );
}

/** Goes to a slide before its first step (-1), or at one of them. */
async function goToStep(slide: HTMLElement, step: number): Promise<void> {
  const { h, v } = deck.getIndices(slide);
  deck.slide(h, v, step);
  // A player or a figure is drawn when its slide is shown.
  if (slide.querySelector('.cast, .demo')) await twoFrames();
}

function go(index: number): Promise<void> {
  return goToStep(slideAt(index), -1);
}

async function walk(): Promise<SlideFault[]> {
  const faults: SlideFault[] = [];
  await twoFrames();
  for (const [index, slide] of slides.entries()) {
    const wrong = new Set<string>();
    for (let step = -1; step < stepsOf(slide); step += 1) {
      await goToStep(slide, step);
      for (const what of measure(slide)) wrong.add(what);
      if (moves()) wrong.add('moves although reduced motion is asked for');
    }
    for (const what of wrong) faults.push({ slide: index, what });
  }
  return faults;
}

function moves(): boolean {
  const { transition, autoAnimate } = deck.getConfig();
  return (
    (matchMedia('(prefers-reduced-motion: reduce)').matches &&
      (transition !== 'none' || autoAnimate === true)) ||
    document.getAnimations().length > 0
  );
}

/** After the window was resized, reveal.js lays the deck out in the first. */
async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
}

async function look(): Promise<string[]> {
  await twoFrames();
  return measure(deck.getCurrentSlide());
}

/** The slides that were taken out, and what marks their places. */
let removed: (readonly [slide: HTMLElement, mark: Comment])[] = [];

/** What looks at every element is slow with all those of a deck in the page. */
async function isolate(index: number): Promise<void> {
  const slide = slideAt(index);
  await goToStep(slide, stepsOf(slide) - 1);
  removed = slides
    .filter((other) => other !== slide)
    .map((other) => [other, document.createComment('')] as const);
  for (const [other, mark] of removed) other.replaceWith(mark);
}

function restore(): void {
  for (const [other, mark] of removed) mark.replaceWith(other);
  removed = [];
}

function pressRun(): void {
  deck.getCurrentSlide().querySelector<HTMLElement>('.demo-run')?.click();
}

let shown: number[] = [];

function noteShown(): void {
  shown.push(slides.indexOf(deck.getCurrentSlide()));
}

function follow(): void {
  deck.off('slidechanged', noteShown);
  shown = [];
  noteShown();
  deck.on('slidechanged', noteShown);
}

function blur(): void {
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
}

function hasFocus(selector: string): boolean {
  return document.activeElement?.matches(`.present ${selector}`) ?? false;
}

function terminalText(): string {
  const text = document.querySelector('.player .ap-term-text');
  return text?.textContent ?? '';
}

const gate: Gate = {
  facts,
  fonts,
  go,
  walk,
  look,
  isolate,
  restore,
  pressRun,
  follow,
  followed: () => shown,
  blur,
  hasFocus,
  terminalText,
};
Object.assign(globalThis, { gate });
