import { create } from 'asciinema-player';
import { hexColours } from './colours.ts';

/** A recording that is played from marker to marker. */
export interface Playback {
  /** Plays from the marker before to the one that is then the last behind. */
  playTo(behind: number): void;
  /** Shows what there is when so many markers are behind. */
  jumpTo(behind: number): void;
  close(): void;
}

/** A recording as the page has it. */
export interface Recording {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** When each marker comes. */
  readonly markerSeconds: readonly number[];
}

/** Reads the JSON string in a page that holds an asciicast. */
export function readRecording(json: string): Recording {
  const text = JSON.parse(json) as string;
  const [header, ...events] = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
  const { term } = header as { term: { cols: number; rows: number } };
  const markerSeconds: number[] = [];
  let seconds = 0;
  for (const [interval, code] of events as [number, string][]) {
    seconds += interval;
    if (code === 'm') markerSeconds.push(seconds);
  }
  return { text, columns: term.cols, rows: term.rows, markerSeconds };
}

/** More than a rounding error, and less than until anything happens. */
const justAfterSeconds = 0.02;

/** Starts a player in place of the picture that the element shows. */
export function startPlayback(
  element: HTMLElement,
  { text, columns, rows, markerSeconds }: Recording,
): Playback {
  const stage = document.createElement('div');
  stage.className = 'player';
  // Neither keys nor a pointer are for the player: the deck has them all.
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
  const secondsAt = (behind: number) =>
    (behind > 0 ? (markerSeconds[behind - 1] ?? 0) : 0) + justAfterSeconds;

  return {
    playTo(behind) {
      const start = secondsAt(behind - 1);
      // It may still be on its way to the marker before.
      if (player.getCurrentTime() < start - justAfterSeconds - 0.001) {
        void player.seek(start);
      }
      void player.play();
    },
    jumpTo(behind) {
      void player.pause();
      void player.seek(secondsAt(behind));
    },
    close() {
      void player.pause();
      player.dispose();
      stage.remove();
      element.classList.remove('alive');
    },
  };
}
