import type { RevealApi } from 'reveal.js';
import { mountDemo, type MountedDemo } from './demo.ts';
import './demo.css';

/** Keys that reveal.js leaves free, and what they do on a demo's slide. */
const keys = [
  { keyCode: 82, key: 'R', description: 'Run the demo', does: 'run' },
  { keyCode: 68, key: 'D', description: 'Play the recording', does: 'play' },
  { keyCode: 69, key: 'E', description: 'To the end of it', does: 'skip' },
] as const;

/** Makes the demos on the slides work. */
export function mountDemos(deck: RevealApi): void {
  const demos = new Map<Element, MountedDemo>();
  // On paper and in the speaker's view: a picture of how it ends.
  const still = /[?&](?:print-pdf|view=print|receiver)\b/.test(location.search);
  for (const host of document.querySelectorAll<HTMLElement>('.demo')) {
    const slide = host.closest('section');
    const demo = mountDemo(host, still);
    if (slide && demo) demos.set(slide, demo);
  }
  if (demos.size === 0) return;
  for (const { does, ...binding } of keys) {
    deck.addKeyBinding(binding, () => {
      demos.get(deck.getCurrentSlide())?.[does]();
    });
  }
  const onSlide = (): void => {
    for (const [slide, demo] of demos) {
      // It has a size only when its slide is shown.
      if (slide === deck.getCurrentSlide()) demo.enter();
      else demo.leave();
    }
  };
  deck.on('ready', onSlide);
  deck.on('slidechanged', onSlide);
}
