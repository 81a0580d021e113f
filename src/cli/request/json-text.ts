import {
  styled,
  type TextOptions,
  type TextStyle,
} from '../../trace/render/text-style.ts';

/** A string is one token, so a brace in it does not count; white space is none. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * Formats JSON over several lines, in colours if there are any. The tokens stay
 * as they are: parsing numbers and writing them again would change large ones.
 * @param text must be JSON
 */
export function renderJsonText(
  text: string,
  look: Required<TextOptions>,
): string {
  const all = text.match(tokens) ?? [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  const pieces = all.map((token, index) => {
    const before = all[index - 1];
    const after = all[index + 1];
    if (isOpening(token)) {
      depth += 1;
      return after !== undefined && isClosing(after) ? token : token + line();
    }
    if (isClosing(token)) {
      depth -= 1;
      return before !== undefined && isOpening(before) ? token : line() + token;
    }
    if (token === ',') return token + line();
    if (token === ':') return ': ';
    return styled(token, styleOf(token, after), look);
  });
  return pieces.join('');
}

function isOpening(token: string): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string): boolean {
  return token === '}' || token === ']';
}

function styleOf(token: string, after: string | undefined): TextStyle {
  if (after === ':') return 'cyan';
  if (token.startsWith('"')) return 'green';
  return /^[-\d]/.test(token) ? 'yellow' : 'magenta';
}

/** Whether the text is one JSON document. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
