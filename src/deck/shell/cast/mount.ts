import 'asciinema-player/dist/bundle/asciinema-player.css';
import type { RevealApi } from 'reveal.js';
import './cast.css';
import { fetchRecordings, isLater } from '../later.ts';
import { startPlayback, type Playback } from './playback.ts';
import { readRecording } from './recording.ts';

/**
 * Makes the recordings on the slides play. Each marker is a fragment: when the
 * presenter goes on, the recording plays to it; when they go back, it jumps.
 * On paper and in the speaker view, still pictures are enough.
 */
export function mountCasts(deck: RevealApi): void {
  deck.on('ready', () => {
    keepKeysOfTranscripts();
    if (isPaper() || deck.isSpeakerNotes()) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    mountStage(deck, calm);
  });
}

function isPaper(): boolean {
  return /[?&](?:print-pdf\b|view=print\b)/.test(location.search);
}

/** Only the slide that is shown has players: the others cost nothing. */
function mountStage(deck: RevealApi, calm: boolean): void {
  let playbacks = new Map<Element, Playback>();

  function enter(): void {
    leave();
    const slide = deck.getCurrentSlide();
    if (isLater(slide)) {
      void fetchRecordings(slide).then(() => {
        if (slide === deck.getCurrentSlide() && !isLater(slide)) enter();
      });
      return;
    }
    const casts = slide.querySelectorAll('.cast');
    playbacks = new Map([...casts].map((cast) => [cast, begin(cast)]));
  }
  function leave(): void {
    for (const playback of playbacks.values()) playback.close();
    playbacks.clear();
  }
  function step(event: Event, goesOn: boolean): void {
    for (const [cast, playback] of playbacks) {
      if (!fragmentsOf(event).some((step) => cast.contains(step))) continue;
      if (goesOn && !calm) playback.playTo(shownSteps(cast));
      else playback.jumpTo(shownSteps(cast));
    }
  }

  enter();
  deck.on('slidechanged', enter);
  deck.on('fragmentshown', (event) => {
    step(event, true);
  });
  deck.on('fragmenthidden', (event) => {
    step(event, false);
  });
  onThemeChange(enter);
}

function begin(cast: Element): Playback {
  const playback = startPlayback(
    cast.querySelector<HTMLElement>('.terminal') ?? document.body,
    readRecording(cast.querySelector('.recorded')?.textContent ?? '""'),
  );
  playback.jumpTo(shownSteps(cast));
  return playback;
}

/** How many markers were reached. */
function shownSteps(cast: Element): number {
  return cast.querySelectorAll('.steps .fragment.visible').length;
}

function fragmentsOf(event: Event): Element[] {
  return (event as Event & { fragments?: Element[] }).fragments ?? [];
}

/** Space and Enter on a transcript open it, and do not reach the deck. */
function keepKeysOfTranscripts(): void {
  for (const transcript of document.querySelectorAll('.cast .transcript')) {
    transcript.addEventListener('keydown', (event) => {
      const { key } = event as KeyboardEvent;
      if (key === ' ' || key === 'Enter') event.stopPropagation();
    });
  }
}

/** The player reads its colours only at its start, so it is made again. */
function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  });
}
