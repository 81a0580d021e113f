import { leastCodePx } from '../../check/gate/in-page.ts';

/** What rounding may add, and how far a letter's edge may stick out. */
const tolerancePx = 2;

/** Boxes whose content must fit, whether or not they would scroll. */
const boxes =
  'section, figure, pre, table, td, th, p, li, .column, .demo, .demo-bar-top, .demo-figure, .demo-extras, .cast';
/** What may be hidden or cut off. */
const notLookedAt = 'aside.notes, script, .player, .transcript:not([open])';

/** What is wrong with a slide as it is shown, in words. */
export function measure(slide: HTMLElement): string[] {
  const scale = slide.getBoundingClientRect().width / slide.offsetWidth;
  const elements = [...slide.querySelectorAll('*')].filter(
    (element) =>
      !element.closest(notLookedAt) &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  return [
    ...beyondSlide(slide, elements, scale),
    ...beyondFoot(slide, scale),
    ...tooFullBoxes([slide, ...elements]),
    ...cutTexts(elements),
    ...tooSmallCode(slide, elements, scale),
    ...coveredByNumber(elements),
  ];
}

/** Names an element so that it can be found in the sources. */
function nameOf(element: Element): string {
  const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 30);
  const [first = ''] = element.classList;
  const name = `${element.localName}${first && `.${first}`}`;
  return words === '' ? name : `${name} “${words}”`;
}

/** Only the outermost of what lies within each other. */
function outermost(elements: readonly Element[]): Element[] {
  return elements.filter(
    (element) =>
      !elements.some((other) => other !== element && other.contains(element)),
  );
}

function beyondSlide(
  slide: HTMLElement,
  elements: readonly Element[],
  scale: number,
): string[] {
  const frame = slide.getBoundingClientRect();
  const edge = tolerancePx * scale;
  const beyond = elements.filter((element) => {
    // Within a picture only words count; it cuts its shapes itself.
    if (element instanceof SVGElement && element.localName !== 'text') {
      return false;
    }
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    if (width === 0) return false;
    return (
      left < frame.left - edge ||
      right > frame.right + edge ||
      top < frame.top - edge ||
      bottom > frame.bottom + edge
    );
  });
  return outermost(beyond).map(
    (element) => `${nameOf(element)} lies outside of the slide`,
  );
}

/** What is in the slide's flow ends above its foot. */
function beyondFoot(slide: HTMLElement, scale: number): string[] {
  const foot = parseFloat(getComputedStyle(slide).paddingBottom);
  const bottom =
    slide.getBoundingClientRect().bottom - (foot - tolerancePx) * scale;
  return [...slide.children]
    .filter((child) => {
      const { position, display } = getComputedStyle(child);
      return (
        position !== 'absolute' &&
        display !== 'none' &&
        child.getBoundingClientRect().bottom > bottom
      );
    })
    .map((child) => {
      const px = (child.getBoundingClientRect().bottom - bottom) / scale;
      return `${nameOf(child)} reaches ${Math.ceil(px)} px into the slide's foot`;
    });
}

function tooFullBoxes(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (!(element instanceof HTMLElement) || /^inline$|none/.test(display)) {
      return [];
    }
    const isBox = element.matches(boxes);
    const byX = element.scrollWidth - element.clientWidth;
    const byY = element.scrollHeight - element.clientHeight;
    const hasRows = element.matches('p, li, td, th') || holdsPicture(element);
    const isWide = (isBox || overflowX !== 'visible') && byX > tolerancePx;
    const isHigh =
      ((isBox && !hasRows) || overflowY !== 'visible') && byY > tolerancePx;
    if (holdsPicture(element) || element.clientWidth === 0) return [];
    return [
      ...(isWide
        ? [`${nameOf(element)} is ${byX} px too wide for its box`]
        : []),
      ...(isHigh
        ? [`${nameOf(element)} is ${byY} px too high for its box`]
        : []),
    ];
  });
}

/** A label may stick out of its picture: only its words are looked at. */
function holdsPicture(element: Element): boolean {
  return element.querySelector(':scope > svg') !== null;
}

/** Words that a picture cuts off at its edge. */
function cutTexts(elements: readonly Element[]): string[] {
  return elements
    .filter((element) => element.localName === 'text')
    .filter((text) => {
      const svg = outerSvg(text);
      if (!svg || getComputedStyle(svg).overflow === 'visible') return false;
      const frame = svg.getBoundingClientRect();
      const { left, right, top, bottom, width } = text.getBoundingClientRect();
      return (
        width > 0 &&
        (left < frame.left - tolerancePx ||
          right > frame.right + tolerancePx ||
          top < frame.top - tolerancePx ||
          bottom > frame.bottom + tolerancePx)
      );
    })
    .map((text) => `${nameOf(text)} is cut off by its picture's edge`);
}

function outerSvg(element: Element): Element | null {
  const svg = element.closest('svg');
  return svg?.parentElement?.closest('svg') ?? svg;
}

function tooSmallCode(
  slide: HTMLElement,
  elements: readonly Element[],
  scale: number,
): string[] {
  const terminals = [...slide.querySelectorAll('.player .ap-term')];
  // A listing is a shape, of which only the lines of a step are to be read.
  const code = elements.filter((element) =>
    element.matches(
      ':not(.listing) > pre > code, p code, li code, td code, .line, .row.lit',
    ),
  );
  const wrong = [...code, ...terminals].flatMap((element) => {
    const px = parseFloat(getComputedStyle(element).fontSize) * scale;
    return px >= leastCodePx - 0.01
      ? []
      : [`${nameOf(element)} has letters of ${px.toFixed(1)} px`];
  });
  // One line of a listing says it for all.
  return wrong.slice(0, 1);
}

/** The slide's number is drawn over the slides, and covers what is there. */
function coveredByNumber(elements: readonly Element[]): string[] {
  const number = document.querySelector('.slide-number');
  if (!number?.checkVisibility()) return [];
  const label = number.getBoundingClientRect();
  const covered = elements.filter((element) => {
    if (!hasOwnWords(element)) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return (
      left < label.right &&
      right > label.left &&
      top < label.bottom &&
      bottom > label.top
    );
  });
  return outermost(covered).map(
    (element) => `${nameOf(element)} is covered by the slide's number`,
  );
}

function hasOwnWords({ childNodes }: Element): boolean {
  return [...childNodes].some(
    ({ nodeType, nodeValue }) =>
      nodeType === Node.TEXT_NODE && (nodeValue ?? '').trim() !== '',
  );
}
