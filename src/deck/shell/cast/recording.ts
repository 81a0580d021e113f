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
