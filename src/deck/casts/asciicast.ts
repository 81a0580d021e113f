/**
 * What happened in a terminal, after how many seconds since the beginning:
 * output (`o`) or a marker (`m`).
 */
export interface CastEvent {
  readonly seconds: number;
  readonly code: 'o' | 'm';
  readonly data: string;
}

/** A recording of a terminal. */
export interface Cast {
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
}

/**
 * Returns the recording as a file in version 3 of asciinema's format
 * (docs.asciinema.org/manual/asciicast/v3): a header, then one line per event,
 * each with the seconds since the one before.
 */
export function renderAsciicast(cast: Cast): string {
  const { title, columns: cols, rows } = cast;
  const header = { version: 3, term: { cols, rows }, title };
  let before = 0;
  const lines = cast.events.map(({ seconds, code, data }) => {
    const interval = Number((seconds - before).toFixed(3));
    before = seconds;
    return JSON.stringify([interval, code, data]);
  });
  return [JSON.stringify(header), ...lines, ''].join('\n');
}

/**
 * Reads a file in version 3 of asciinema's format; input, resizing and exit
 * are ignored.
 * @throws Error that names the line which cannot be read
 */
export function parseAsciicast(text: string): Cast {
  const [first = '', ...rest] = text.split('\n');
  const header = parseLine(first, 1) as Header | null;
  if (header?.version !== 3) {
    throw new Error('line 1 is not the header of an asciicast of version 3');
  }
  const events: CastEvent[] = [];
  let seconds = 0;
  for (const [index, line] of rest.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [interval, code, data] = parseEvent(line, index + 2);
    seconds = Number((seconds + interval).toFixed(3));
    if (code === 'o' || code === 'm') events.push({ seconds, code, data });
  }
  const { title = '', term } = header;
  return { title, columns: term.cols, rows: term.rows, events };
}

interface Header {
  readonly version?: number;
  readonly title?: string;
  readonly term: { readonly cols: number; readonly rows: number };
}

function parseEvent(line: string, number: number): [number, string, string] {
  const event = parseLine(line, number);
  if (!Array.isArray(event) || event.length !== 3) {
    throw new Error(`line ${number} is not an event of a recording`);
  }
  return event as [number, string, string];
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`line ${number} is not JSON`, { cause });
  }
}
