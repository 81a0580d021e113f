import { load, type CheerioAPI } from 'cheerio';
import { createDecoder } from '../../command/charset.ts';
import type { Answer } from './ask.ts';

/** Returns what a page says, even without the scripts that it may have. */
export function loadPage({ headers, body }: Answer): CheerioAPI {
  const decoder = createDecoder(body, String(headers['content-type']));
  return load(decoder.decode(body), { scriptingEnabled: false });
}
