/** A slide, as far as it can be found. */
export interface FoundSlide {
  /** As at the foot of the slide: `05.3`. */
  readonly number: string;
  readonly title: string;
  /** Everything that is written on it. */
  readonly text: string;
  readonly isTalk: boolean;
}

/**
 * The slides that a query names, best first. `05.3` and `5-3` name one slide,
 * `12` those of a section. Of words, each has to be on the slide; those whose
 * titles say them come first, and of these the shorter, and the talk's.
 */
export function findSlides<Slide extends FoundSlide>(
  slides: readonly Slide[],
  query: string,
): Slide[] {
  const wanted = plain(query);
  if (wanted === '') return [...slides];
  const byNumber = slides.filter(({ number }) => isNumber(number, wanted));
  if (byNumber.length > 0) return byNumber;
  const words = wanted.split(' ');
  return slides
    .map((slide) => ({ slide, rank: rankOf(slide, wanted, words) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank)
    .map(({ slide }) => slide);
}

/** `05.3`, `5.3`, `05-3` and `5/3`; of a section, `05` and `5`. */
function isNumber(number: string, wanted: string): boolean {
  const [, section, place] =
    /^0*(\d{1,2}[a-z]?)(?:[.\-/ ](\d+))?$/.exec(wanted) ?? [];
  const [own = '', ownPlace] = number.split('.');
  const isSection = section === own.replace(/^0(?=\d)/, '');
  return isSection && (place === undefined || place === ownPlace);
}

const noMatch = 100;

function rankOf(
  { title, text, isTalk }: FoundSlide,
  wanted: string,
  words: readonly string[],
): number {
  const [inTitle, inText] = [plain(title), plain(text)];
  const tries = [
    inTitle === wanted,
    hasWord(inTitle, wanted),
    words.every((word) => hasWord(inTitle, word)),
    words.every((word) => inTitle.includes(word)),
    hasWord(inText, wanted),
    words.every((word) => inText.includes(word)),
  ];
  const found = tries.indexOf(true);
  if (found < 0) return noMatch;
  const isShort = inTitle.length / 1000;
  return 10 * found + (isTalk ? 0 : 1) + Math.min(isShort, 0.9);
}

function hasWord(text: string, word: string): boolean {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${word} `);
}

/** Without accents, capitals and double spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
