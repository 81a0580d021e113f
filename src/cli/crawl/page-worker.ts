import type { Answer } from './ask.ts';
import { parsePage, type Page } from './page.ts';

/** What a thread is given to parse. */
export interface PageTask {
  readonly url: string;
  readonly answer: Answer;
}

export default function readPage({ url, answer }: PageTask): Page {
  return parsePage(url, answer);
}
