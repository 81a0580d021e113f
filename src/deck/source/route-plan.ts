import { secondsOf } from './pace.ts';
import { SlideProblem } from './problem.ts';
import type { Route, RoutePart, RouteSlide } from './route.ts';

/** A slide of the deck, as far as routes know it. */
export interface RoutableSlide {
  readonly id: string;
  /** The number of its section. */
  readonly section: string;
  /** As it is written: one that morphs is there once for each version. */
  readonly title: string;
  readonly isBelow: boolean;
}

/** The seconds that a route has for each of its slides, by their ids. */
export type Stops = ReadonlyMap<string, number>;

/**
 * Looks up a route's slides in the deck. The minutes of a part are shared out
 * evenly over its slides; those of a part without slides go to the slide before.
 * @throws SlideProblem for a slide that is not there, not the only one of that
 * title, or out of the deck's order
 */
export function planRoute(
  route: Route,
  slides: readonly RoutableSlide[],
): Stops {
  const stops = new Map<string, number>();
  const places = new Map(slides.map(({ id }, index) => [id, index]));
  let last: RoutableSlide | undefined;
  for (const part of route.parts) {
    const chosen = chooseSlides(part, slides);
    if (chosen.length === 0 && last) {
      const more = Math.round(part.minutes * 60);
      stops.set(last.id, (stops.get(last.id) ?? 0) + more);
    }
    for (const { slide, seconds, position } of chosen) {
      const [before, here] = [last, slide].map((each) =>
        each ? (places.get(each.id) ?? 0) : -1,
      ) as [number, number];
      if (here <= before) {
        const what = `"${slide.title}" (${slide.id}) comes before ${last?.id ?? ''} in the deck. A route goes on only; put it in the deck's order.`;
        throw new SlideProblem(position, what);
      }
      stops.set(slide.id, seconds);
      last = slide;
    }
  }
  return stops;
}

interface Chosen {
  readonly slide: RoutableSlide;
  readonly seconds: number;
  /** The line that names it. */
  readonly position: RoutePart | RouteSlide;
}

function chooseSlides(
  part: RoutePart,
  slides: readonly RoutableSlide[],
): Chosen[] {
  const { section, minutes } = part;
  if (section === undefined) return [];
  const inSection = slides.filter((slide) => slide.section === section);
  if (inSection.length === 0) {
    const what = `there is no section ${section}: no slides/${section}-….md.`;
    throw new SlideProblem(part, what);
  }
  const found = matches(part, inSection);
  const set = found.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
  const free = found.filter(({ minutes }) => minutes === undefined).length;
  if (set > minutes + 0.01 || (free === 0 && set < minutes - 0.01)) {
    const what = `its slides' minutes add up to ${Number(set.toFixed(2))}, but the part has ${minutes}.`;
    throw new SlideProblem(part, what);
  }
  const shares = secondsOf(minutes - set, free);
  return found.map(({ minutes: own, ...match }) => ({
    ...match,
    seconds: own === undefined ? (shares.shift() ?? 0) : Math.round(own * 60),
  }));
}

interface Match extends Omit<Chosen, 'seconds'> {
  /** Its own; undefined for a share of what is left. */
  readonly minutes?: number | undefined;
}

function matches(
  part: RoutePart,
  inSection: readonly RoutableSlide[],
): Match[] {
  const { slides } = part;
  if (Array.isArray(slides)) {
    return (slides as readonly RouteSlide[]).flatMap((named) =>
      matchesOf(named, part, inSection),
    );
  }
  return inSection
    .filter(({ isBelow }) => slides === 'all' || !isBelow)
    .map((slide) => ({ slide, position: part }));
}

/** The versions of one slide: they stand side by side. */
function matchesOf(
  named: RouteSlide,
  { section }: RoutePart,
  inSection: readonly RoutableSlide[],
): Match[] {
  const wanted = plain(named.title);
  const isIt = ({ title }: RoutableSlide) => plain(title) === wanted;
  const first = inSection.findIndex(isIt);
  const found = inSection.filter(isIt);
  if (first < 0) {
    const titles = [...new Set(inSection.map(({ title }) => `"${title}"`))];
    const what = `section ${section ?? ''} has no slide "${named.title}". It has ${titles.join(', ')}.`;
    throw new SlideProblem(named, what);
  }
  const beside = inSection.slice(first, first + found.length);
  if (!beside.every(isIt)) {
    const what = `section ${section ?? ''} has several slides "${named.title}". Give them different titles.`;
    throw new SlideProblem(named, what);
  }
  return found.map((slide) => ({
    slide,
    position: named,
    minutes: named.minutes && named.minutes / found.length,
  }));
}

/** A title with the quotes that every keyboard has. */
function plain(title: string): string {
  return title.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

/** The minutes that a route has for a section. */
export function sectionMinutes(route: Route, section: string): number {
  return route.parts
    .filter((part) => part.section === section)
    .reduce((sum, { minutes }) => sum + minutes, 0);
}
