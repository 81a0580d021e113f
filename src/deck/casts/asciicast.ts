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
 * Reads a file in version 3 of asciinema's format; comments, input and exit are
 * left out. A recording without markers gets one at its end, because a slide
 * plays from marker to marker. One that resizes its terminal gets the largest
 * size from the beginning: a slide does not change its layout while it plays.
 * @throws Error that says what cannot be shown, and in which line
 */
export function parseAsciicast(text: string): Cast {
  const [first = '', ...rest] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const { title, size } = parseHeader(first);
  const sizes = [size];
  const events: CastEvent[] = [];
  let seconds = 0;
  for (const [index, line] of rest.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [interval, code, data] = parseEvent(line, index + 2);
    seconds = Number((seconds + interval).toFixed(3));
    if (code === 'o' || code === 'm') events.push({ seconds, code, data });
    if (code === 'r') sizes.push(parseResize(data, index + 2));
  }
  return { title, ...largestOf(sizes), events: withMarker(events) };
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

function parseHeader(line: string): { title: string; size: Size } {
  const header = parseLine(line, 1);
  const { version, title, term } = (header ?? {}) as Record<string, unknown>;
  if (version === 1 || version === 2) {
    throw new Error(
      `line 1 says version ${version} of the format; asciinema convert makes version 3 of it`,
    );
  }
  if (version !== 3) {
    throw new Error('line 1 is not the header of an asciicast of version 3');
  }
  const { cols, rows } = (term ?? {}) as Record<string, unknown>;
  if (!isLength(cols) || !isLength(rows)) {
    throw new Error(
      'line 1 does not say how large the terminal is ("term":{"cols":80,"rows":18})',
    );
  }
  return {
    title: typeof title === 'string' ? title : '',
    size: { columns: cols, rows },
  };
}

/** No screen has as many rows or columns as this. */
const mostCells = 1000;

function isLength(value: unknown): value is number {
  return (
    Number.isInteger(value) && Number(value) > 0 && Number(value) <= mostCells
  );
}

function parseResize(data: string, number: number): Size {
  const [columns, rows, more] = data.split('x').map(Number);
  if (!isLength(columns) || !isLength(rows) || more !== undefined) {
    throw new Error(
      `line ${number} resizes the terminal to "${data}", not to a size such as 80x18`,
    );
  }
  return { columns, rows };
}

function largestOf(sizes: readonly Size[]): Size {
  return {
    columns: Math.max(...sizes.map(({ columns }) => columns)),
    rows: Math.max(...sizes.map(({ rows }) => rows)),
  };
}

/** @throws Error if there is nothing to see */
function withMarker(events: readonly CastEvent[]): CastEvent[] {
  const last = events.findLast(({ code }) => code === 'o');
  if (!last) throw new Error('it has no output to show');
  if (events.some(({ code }) => code === 'm')) return [...events];
  return [...events, { seconds: last.seconds, code: 'm', data: 'The end' }];
}

function parseEvent(line: string, number: number): [number, string, string] {
  const event = parseLine(line, number);
  const [interval, code, data] = Array.isArray(event)
    ? (event as unknown[])
    : [];
  if (typeof interval !== 'number' || typeof code !== 'string') {
    throw new Error(`line ${number} is not an event of a recording`);
  }
  if (!(interval >= 0 && Number.isFinite(interval))) {
    throw new Error(
      `line ${number} comes ${interval} s after the line before, which is not possible`,
    );
  }
  // An event of another kind may carry whatever it likes.
  if (typeof data !== 'string' && /^[omr]$/.test(code)) {
    throw new Error(`line ${number} is an event without its text`);
  }
  return [interval, code, String(data)];
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`line ${number} is not JSON`, { cause });
  }
}
