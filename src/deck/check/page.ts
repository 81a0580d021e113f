import type { Report } from '../../setup/findings/finding.mjs';
import { renderFlaw, type Flaw, type NameFlaw } from './gate/flaw.ts';
import { leastCodePx, type Gate, type SlideFacts } from './gate/in-page.ts';
import type { DeckPage } from './gate/open.ts';

declare const gate: Gate;

/** A screen as `--size` names it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that slides are laid out for, and their smallest letters of code. */
const slide = { width: 1920, height: 1080, codePx: 30 };

/** Whether every font of the page can be loaded. */
export async function fontsReport({ page }: DeckPage): Promise<Report> {
  const fonts = await page.evaluate(() => gate.fonts());
  const missing = fonts.filter(({ loads }) => !loads);
  if (fonts.length > 0 && missing.length === 0) {
    return { ok: true, finding: fonts.map(({ name }) => name).join(', ') };
  }
  const names = missing.map(({ name }) => name).join(', ');
  return {
    ok: false,
    finding: `not loaded: ${names === '' ? 'any of them' : names}`,
    help: 'Remove the folder .cache/slides; npm run slides then builds the deck again.',
  };
}

/** Whether code can be read on a screen of this size. */
export function sizeReport({ width, height }: Size): Report {
  const scale = Math.min(width / slide.width, height / slide.height);
  const codePx = Number((slide.codePx * scale).toFixed(1));
  const bars =
    Math.abs(width / height - slide.width / slide.height) < 0.01
      ? ''
      : ', with empty bars around the slides';
  const finding = `${width}×${height}: code has letters of ${codePx} px or more${bars}`;
  return codePx >= leastCodePx
    ? { ok: true, finding }
    : {
        ok: false,
        finding: `${width}×${height}: code has letters of ${codePx} px, but the last row needs ${leastCodePx}`,
        help: 'Set the projector to 1024×768 or more; better, to 1920×1080.',
      };
}

/** Whether the talk can be given from the speaker view. */
export async function speakerReport(
  walk: () => Promise<readonly Flaw[]>,
): Promise<Report> {
  try {
    const [flaw] = await walk();
    return flaw === undefined
      ? {
          ok: true,
          finding:
            'the talk from beginning to end; if your own browser blocks S, allow pop-ups',
        }
      : {
          ok: false,
          finding: renderFlaw(flaw),
          help: 'Use the deck’s own window, and the prompts in TEACHING.md, until this is mended.',
        };
  } catch {
    return {
      ok: false,
      finding: 'the browser does not open it, or it stays empty',
      help: 'Allow pop-ups for the deck’s address in your browser, then press S again.',
    };
  }
}

/** Plays a demo or a recording on its slide, and says how long that took. */
export async function playReport(
  check: (
    page: DeckPage,
    facts: readonly SlideFacts[],
    name: NameFlaw,
  ) => Promise<Flaw[]>,
  page: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
  help: string,
): Promise<Report> {
  const startMs = performance.now();
  const [flaw] = await check(page, facts, name);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  return flaw === undefined
    ? { ok: true, finding: `from beginning to end in ${seconds} s` }
    : { ok: false, finding: renderFlaw(flaw), help };
}

/** Whether the page asked for nothing else and had no errors meanwhile. */
export function quietReport(pages: readonly DeckPage[]): Report {
  const [first] = pages.flatMap(({ complaints }) => complaints);
  return first === undefined
    ? { ok: true, finding: 'no error, and no request to anywhere else' }
    : {
        ok: false,
        finding: renderFlaw(first),
        help: 'Remove the folder .cache/slides and try again. If it fails again, look into the browser’s console.',
      };
}
