import { create } from 'asciinema-player';
import { hexColours } from './colours.ts';
import type { Recording } from './recording.ts';

/** A recording that is played from marker to marker. */
export interface Playback {
  /** Plays from the marker before to the last of this many markers. */
  playTo(reached: number): void;
  /** Shows the screen after this many markers. */
  jumpTo(reached: number): void;
  close(): void;
}

/** More than a rounding error, and less than the time to the next event. */
const justAfterSeconds = 0.02;

/** Starts a player in place of the picture that the element shows. */
export function startPlayback(
  element: HTMLElement,
  { text, columns, rows, markerSeconds }: Recording,
): Playback {
  const stage = document.createElement('div');
  stage.className = 'player';
  // The deck handles all keys and the pointer, the player none.
  stage.inert = true;
  for (const [name, colour] of hexColours(element)) {
    stage.style.setProperty(name, colour);
  }
  element.append(stage);
  element.classList.add('alive');
  const player = create({ data: text }, stage, {
    cols: columns,
    rows,
    controls: false,
    cursorMode: 'steady',
    fit: false,
    pauseOnMarkers: true,
    preload: true,
    terminalFontFamily: 'var(--mono, monospace)',
    terminalFontSize: 'var(--cast-font-size)',
    terminalLineHeight: 1.2,
    theme: 'deck',
  });
  const secondsAt = (reached: number) =>
    (reached > 0 ? (markerSeconds[reached - 1] ?? 0) : 0) + justAfterSeconds;

  return {
    playTo(reached) {
      const start = secondsAt(reached - 1);
      // It may not have come to the marker before yet.
      if (player.getCurrentTime() < start - justAfterSeconds - 0.001) {
        void player.seek(start);
      }
      void player.play();
    },
    jumpTo(reached) {
      void player.pause();
      void player.seek(secondsAt(reached));
    },
    close() {
      void player.pause();
      player.dispose();
      stage.remove();
      element.classList.remove('alive');
    },
  };
}
