import type { RevealApi } from 'reveal.js';
import { mountDemo, type MountedDemo } from './demo.ts';
import { fetchRecordings, isLater } from '../later.ts';
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
  const mount = (host: HTMLElement): void => {
    const slide = host.closest('section');
    const demo = mountDemo(host, still);
    if (slide && demo) demos.set(slide, demo);
  };
  const hosts = [...document.querySelectorAll<HTMLElement>('.demo')];
  for (const host of hosts) if (!isLater(host)) mount(host);
  if (hosts.length === 0) return;
  for (const { does, ...binding } of keys) {
    deck.addKeyBinding(binding, () => {
      demos.get(deck.getCurrentSlide())?.[does]();
    });
  }
  /** Mounts a demo whose recording is fetched when its slide is shown. */
  const mountLater = async (slide: Element): Promise<void> => {
    const host = slide.querySelector<HTMLElement>('.demo');
    if (!host || !isLater(host)) return;
    await fetchRecordings(host);
    if (isLater(host) || demos.has(slide)) return;
    mount(host);
    onSlide();
  };
  const onSlide = (): void => {
    void mountLater(deck.getCurrentSlide());
    for (const [slide, demo] of demos) {
      // It has a size only when its slide is shown.
      if (slide === deck.getCurrentSlide()) demo.enter();
      else demo.leave();
    }
  };
  deck.on('ready', onSlide);
  deck.on('slidechanged', onSlide);
}
