import type { Section } from './section.ts';

/** How long the talk is, questions included. */
const talkMinutes = 45;

/** What is wrong with the sections' minutes, in a sentence; undefined if nothing. */
export function paceProblem(sections: readonly Section[]): string | undefined {
  const sum = minutesOf(sections);
  if (Math.abs(sum - talkMinutes) < 0.01) return undefined;
  const list = sections
    .filter(({ minutes }) => minutes > 0)
    .map(({ number, minutes }) => `${number}: ${minutes}`)
    .join(', ');
  return `The sections' minutes add up to ${sum}, but the talk has ${talkMinutes} (${list}). Correct "minutes:" at the top of slides/*.md.`;
}

/** The length of the talk, in minutes. */
export function minutesOf(sections: readonly Section[]): number {
  return sections.reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * Spreads a section's minutes evenly over the slides of the talk in it.
 * Returns whole seconds for each; they add up to the section's.
 */
export function secondsOf(minutes: number, slides: number): number[] {
  const total = Math.round(minutes * 60);
  return Array.from({ length: slides }, (_, index) => {
    const until = (slide: number) => Math.round((total * slide) / slides);
    return until(index + 1) - until(index);
  });
}
