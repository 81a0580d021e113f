import { isUtf8 } from 'node:buffer';
import sniff from 'html-encoding-sniffer';

/**
 * Returns a decoder for a text, for the charset that its byte order mark names,
 * or else its content type, or else, in HTML, its own `<meta>`. A text that
 * names none, or one that is unknown, is read as UTF-8.
 * @param start the text's first bytes
 */
export function createDecoder(
  start: Uint8Array,
  contentType = '',
): TextDecoder {
  const [, named] = /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType) ?? [];
  const mark = start.subarray(0, 4);
  const label = sniff(/html/i.test(contentType) ? start : mark, {
    defaultEncoding: 'utf-8',
    ...(named && { transportLayerEncodingLabel: named }),
  });
  return new TextDecoder(label === 'replacement' ? 'utf-8' : label);
}

/**
 * Returns the text of a header. Its octets arrive as one character each; if
 * they are UTF-8, as servers write it in `location`, that is what they mean.
 */
export function decodeHeader(text: string): string {
  const octets = Buffer.from(text, 'latin1');
  return isUtf8(octets) ? octets.toString() : text;
}
