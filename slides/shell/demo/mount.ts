import type { RevealApi } from 'reveal.js';

/** Brings the demos on the slides to life. */
export function mountDemos(deck: RevealApi): void {
  void deck;
}
