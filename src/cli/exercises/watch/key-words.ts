import { columnsOf } from '../../../command/columns.ts';
import {
  styled,
  wrapped,
  type TextOptions,
} from '../../../trace/render/text-style.ts';
import type { Mode } from './state.ts';

const keys: Readonly<
  Record<Mode['kind'], readonly (readonly [string, string])[]>
> = {
  exercise: [
    ['h', 'hint'],
    ['s', 'solution'],
    ['l', 'list'],
    ['n', 'next'],
    ['p', 'previous'],
    ['e', 'edit'],
    ['m', 'run mine'],
    ['r', 'reset'],
    ['enter', 'check'],
    ['q', 'quit'],
  ],
  reset: [
    ['y', 'yes, start again'],
    ['any other key', 'no'],
  ],
  reveal: [
    ['y', 'yes, show it'],
    ['any other key', 'no'],
  ],
  solution: [
    ['↑↓', 'scroll'],
    ['s', 'back'],
    ['q', 'quit'],
  ],
  list: [
    ['↑↓', 'choose'],
    ['enter', 'open'],
    ['/', 'search'],
    ['l', 'back'],
    ['q', 'quit'],
  ],
};

/** The keys that do something now, in as many lines as needed. */
export function renderKeys(
  { kind }: Mode,
  options: Required<TextOptions>,
): string[] {
  const words = keys[kind].map(([key, does]) => ({
    text: `${styled(key, 'bold', options)} ${does}`,
    width: columnsOf(key) + 1 + does.length,
  }));
  return wrapped(words, options.columns);
}
