import { columnsOf } from '../../command/columns.ts';
import { renderWaterfallText } from '../../trace/render/text-waterfall.ts';
import {
  printable,
  styled,
  wrapped,
  type TextOptions,
} from '../../trace/render/text-style.ts';
import {
  firstBroken,
  messageOf,
  type Ruling,
  type Verdict,
} from '../../practice/verdict.ts';
import { wrapProse } from './prose.ts';

const mostPrinted = 8;

/** A verdict in lines: what was expected, what was seen, the likely reason. */
export function renderVerdict(
  verdict: Verdict,
  options: Required<TextOptions>,
): string[] {
  const broken = firstBroken(verdict);
  if (!broken) {
    const all = `✔ Passed: all ${verdict.rules.length} rules hold.`;
    return [styled(all, 'green', options), ...rulesLines(verdict, options)];
  }
  return [
    styled(`✘ Not yet: ${broken.id}`, 'red', options),
    ...explain(broken, options),
    '',
    ...rulesLines(verdict, options),
  ];
}

function explain(broken: Ruling, options: Required<TextOptions>): string[] {
  return [
    ...labelled('Expected', broken.expected, options),
    ...labelled('Seen', broken.seen, options),
    ...labelled('Likely', broken.suggests, options),
  ];
}

const labelWidth = 'Expected  '.length;

/** Wraps each line of the text as a paragraph, after a label. */
function labelled(
  label: string,
  text: string,
  options: Required<TextOptions>,
): string[] {
  const room = Math.min(options.columns, 80) - 2 - labelWidth;
  const lines = text
    .split('\n')
    .flatMap((line) => wrapProse(printable(line), room));
  return lines.map((line, index) => {
    const head = (index === 0 ? label : '').padEnd(labelWidth);
    return `  ${styled(head, 'bold', options)}${line}`;
  });
}

/** All rules that could be judged. */
function rulesLines(
  { rules }: Verdict,
  options: Required<TextOptions>,
): string[] {
  const marks = rules.map(({ id, passed }) => {
    const text = passed ? `✔ ${id}` : `✘ ${id}`;
    const width = columnsOf(text);
    return passed
      ? { text, width }
      : { text: styled(text, 'red', options), width };
  });
  const room = Math.min(options.columns, 80) - 2;
  return wrapped(marks, room).map((line) => `  ${line}`);
}

/** The requests that the learner's code made; no lines if there are none. */
export function renderRequests(
  { trace }: Verdict,
  options: Required<TextOptions>,
): string[] {
  if (!trace || trace.requests.length === 0) return [];
  const columns = Math.min(options.columns, 100);
  return renderWaterfallText(trace, { ...options, columns }).split('\n');
}

/** The first lines of what the learner's code printed. */
export function renderPrinted({ printed }: Verdict): string[] {
  const lines = printed.trimEnd().split('\n');
  if (printed.trim() === '') return [];
  const more = lines.length - mostPrinted;
  return [
    'Your program printed:',
    ...lines.slice(0, mostPrinted).map((line) => `  ${printable(line)}`),
    ...(more > 0 ? [`  … and ${more} more lines`] : []),
  ];
}

/** The exercise's mark and, if it has not passed, the reason. */
export function renderShortVerdict(
  verdict: Verdict,
  options: Required<TextOptions>,
): string[] {
  const { id, passed } = verdict;
  const broken = firstBroken(verdict);
  if (passed || !broken) return [styled(`✔ ${id}`, 'green', options)];
  const message = `${broken.id}: ${messageOf(broken)}`;
  return [
    styled(`✘ ${id}`, 'red', options),
    ...message
      .split('\n')
      .flatMap((line) => wrapProse(printable(line), options.columns - 2))
      .map((line) => `  ${line}`),
  ];
}
