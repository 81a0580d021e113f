/**
 * Spreads minutes evenly over some slides. Returns whole seconds for each; they
 * add up to the minutes.
 */
export function secondsOf(minutes: number, slides: number): number[] {
  const total = Math.round(minutes * 60);
  return Array.from({ length: slides }, (_, index) => {
    const until = (slide: number) => Math.round((total * slide) / slides);
    return until(index + 1) - until(index);
  });
}
