import 'asciinema-player/dist/bundle/asciinema-player.css';
import type { RevealApi } from 'reveal.js';
import './cast.css';
import { readRecording, startPlayback, type Playback } from './playback.ts';

/**
 * Brings the recordings on the slides to life: each marker is a fragment, to
 * which the recording is played when the presenter steps on, and from which
 * it jumps when they step back. On paper and in the speaker's window, which
 * would play everything once more, the pictures stay as they are.
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
    const casts = deck.getCurrentSlide().querySelectorAll('.cast');
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

/** How many markers are behind. */
function shownSteps(cast: Element): number {
  return cast.querySelectorAll('.steps .fragment.visible').length;
}

function fragmentsOf(event: Event): Element[] {
  return (event as Event & { fragments?: Element[] }).fragments ?? [];
}

/** Space and Enter open a transcript, and are not for the deck then. */
function keepKeysOfTranscripts(): void {
  for (const transcript of document.querySelectorAll('.cast .transcript')) {
    transcript.addEventListener('keydown', (event) => {
      const { key } = event as KeyboardEvent;
      if (key === ' ' || key === 'Enter') event.stopPropagation();
    });
  }
}

/** The player reads its colours once: after a change it is made anew. */
function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  });
}
