import type { Flag } from './flag.ts';

/** `--json`: true when given. */
export function switchFlag(description: string): Flag<boolean> {
  return { description, fallback: false, parse: () => ({ value: true }) };
}

/** A finite number above 0: `--scale 0.25`. */
export function positiveFlag<Fallback extends number | undefined>(
  description: string,
  fallback: Fallback,
): Flag<number | Fallback> {
  return numberFlag(description, fallback, 'a number above 0', (value) => {
    return Number.isFinite(value) && value > 0;
  });
}

/** A whole number of at least `atLeast`, by default 1: `--count 150`. */
export function countFlag<Fallback extends number | undefined>(
  description: string,
  fallback: Fallback,
  { atLeast = 1, atMost = Number.MAX_SAFE_INTEGER } = {},
): Flag<number | Fallback> {
  const range =
    atMost === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${atLeast}`
      : `a whole number from ${atLeast} to ${atMost}`;
  return numberFlag(description, fallback, range, (value) => {
    return Number.isInteger(value) && value >= atLeast && value <= atMost;
  });
}

/** A TCP port, 0 meaning "any free one": `--port 8888`. */
export function portFlag<Fallback extends number | undefined>(
  description: string,
  fallback: Fallback,
): Flag<number | Fallback> {
  return {
    ...countFlag(description, fallback, { atLeast: 0, atMost: 65_535 }),
    valueName: 'PORT',
  };
}

/** An http or https address; its value is the address as text. */
export function urlFlag<Fallback extends string | undefined>(
  description: string,
  fallback: Fallback,
): Flag<string | Fallback> {
  return {
    description,
    fallback,
    valueName: 'URL',
    parse: (text) =>
      isWebAddress(text)
        ? { value: text }
        : { mustBe: 'an address such as http://127.0.0.1:8080' },
  };
}

/** Whether the text is a whole http or https address. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** One of a few words: `--theme dark`. */
export function choiceFlag<
  const Choice extends string,
  Fallback extends Choice | undefined,
>(
  description: string,
  choices: readonly Choice[],
  fallback: Fallback,
): Flag<Choice | Fallback> {
  return {
    description,
    fallback,
    valueName: choices.join('|'),
    parse: (text) => {
      const value = choices.find((choice) => choice === text);
      return value === undefined
        ? { mustBe: `one of ${choices.join(', ')}` }
        : { value };
    },
  };
}

/** Any text that is not empty: `--svg FILE`. */
export function textFlag<Fallback extends string | undefined>(
  description: string,
  valueName: string,
  fallback: Fallback,
): Flag<string | Fallback> {
  return {
    description,
    fallback,
    valueName,
    parse: (text) =>
      text.trim() === ''
        ? { mustBe: 'text that is not empty' }
        : { value: text },
  };
}

/** Words separated by commas: `--only 01,04`; by default an empty list. */
export function listFlag(
  description: string,
  valueName: string,
): Flag<readonly string[]> {
  return {
    description,
    fallback: [],
    valueName,
    parse: (text) => {
      const value = text.split(',').map((word) => word.trim());
      return value.includes('')
        ? { mustBe: 'words separated by commas' }
        : { value };
    },
  };
}

function numberFlag<Fallback extends number | undefined>(
  description: string,
  fallback: Fallback,
  mustBe: string,
  accepts: (value: number) => boolean,
): Flag<number | Fallback> {
  return {
    description,
    fallback,
    valueName: 'NUMBER',
    parse: (text) => {
      // Number('') is 0, which is not what an empty text means.
      const value = text.trim() === '' ? NaN : Number(text);
      return accepts(value) ? { value } : { mustBe };
    },
  };
}
