import type { Frame, Queue, Steps, Token } from './steps.ts';

/** What the columns are called, in the order in which they stand. */
export const queueWords: Readonly<Record<Queue, string>> = {
  asleep: 'Asleep at await',
  microtasks: 'Microtasks',
  timers: 'Timers and tasks',
  pool: 'Thread pool',
  wire: 'On the wire',
};

/** One step, by its place from 0, in a sentence. */
export function stepSentence({ steps, tokens }: Steps, index: number): string {
  const step = steps[index];
  const token = tokens[step?.tokenId ?? -1];
  if (!step || !token) return '';
  const isNewTurn = steps[index - 1]?.turn !== step.turn;
  switch (step.kind) {
    case 'made':
      return madeWords(token);
    case 'ready':
      return `What it waited for is there: ${thingWords(token)} becomes a microtask.`;
    case 'runs':
      return isRest(token)
        ? `A microtask runs: ${thingWords(token)}.`
        : `${isNewTurn ? 'A new turn begins' : 'In the same turn'}: ${taskWords(token)}.`;
    case 'done':
      return isRest(token) ? 'The microtask is over.' : doneWords(token);
  }
}

function madeWords(token: Token): string {
  const { queue, label } = token;
  const where = lineWords(token.stack[0]);
  const isAwait = label.startsWith('rest of ');
  if (queue === 'asleep') {
    return isAwait
      ? `${functionOf(token)} stops at its await${where}, and falls asleep.`
      : `${label}${where} waits for one of its promises.`;
  }
  if (queue === 'microtasks' && isAwait) {
    return `${functionOf(token)} stops at its await${where}. What it awaits is there already, so its rest is a microtask.`;
  }
  return `New: ${label}${where}.`;
}

function thingWords(token: Token): string {
  const { label, stack } = token;
  const the = label.startsWith('rest of ') ? 'the ' : '';
  return `${the}${label}${lineWords(stack[0])}`;
}

/** Bytes, or the end of a connection: which of them it is, is not recorded. */
function taskWords(token: Token): string {
  const { label, queue, isLasting } = token;
  if (queue === 'wire' && isLasting) return `there is news on a ${label}`;
  if (queue === 'wire' || queue === 'pool') return `${label} is over`;
  return thingWords(token);
}

function doneWords({ label, queue, isLasting }: Token): string {
  return queue === 'wire' && isLasting
    ? 'The news has been passed on.'
    : `${capital(label)} is done${isLasting ? ' for now' : ''}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isRest({ queue }: Token): boolean {
  return queue === 'asleep' || queue === 'microtasks';
}

function functionOf({ stack: [first] }: Token): string {
  return !first || first.name === 'the program' ? 'The program' : first.name;
}

function lineWords(frame: Frame | undefined): string {
  return frame && frame.line > 0 ? ` at line ${frame.line}` : '';
}

/** A program's name, short enough for a heading. */
export function fileWords(file: string): string {
  return file.split('/').at(-1) ?? file;
}
