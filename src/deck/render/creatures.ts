import { element, path } from '../../trace/render/svg.ts';

/**
 * Small creatures in the deck's look, so that 150 of something can be seen:
 * each number has one of its own, made of a few simple parts. A creature is
 * drawn in a square of 100; its colour is its group's `color`.
 */
const creatureSize = 100;

const bodies = [
  'M50 20a35 35 0 1 1 0 70a35 35 0 1 1 0-70z',
  'M50 14C66 40 86 50 86 66a36 25 0 0 1-72 0C14 50 34 40 50 14z',
  'M16 91V54a34 34 0 0 1 68 0V91l-11-9-11 9-12-9-12 9-11-9z',
  'M14 46q0-24 24-24h24q24 0 24 24v24q0 20-20 20h-32q-20 0-20-20z',
  'M50 16c18 0 29 24 29 43a29 31 0 0 1-58 0c0-19 11-43 29-43z',
];

const heads = [
  '',
  'M20 48L16 8L46 28zM80 48L84 8L54 28z',
  'M28 12a14 14 0 1 1 0 28a14 14 0 1 1 0-28zM72 12a14 14 0 1 1 0 28a14 14 0 1 1 0-28z',
  'M32 30L24 10l4-2l10 20zM68 30L76 10l-4-2l-10 20zM25 2a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM75 2a7 7 0 1 1 0 14a7 7 0 1 1 0-14z',
  'M40 28L50 0L60 28z',
  'M48 26C44 6 60 0 74 4C74 18 62 24 52 26z',
];

const feet = [
  '',
  'M32 84a11 8 0 1 1 0 16a11 8 0 1 1 0-16zM68 84a11 8 0 1 1 0 16a11 8 0 1 1 0-16z',
  'M14 56a12 7 0 1 1 0 14a12 7 0 1 1 0-14zM86 56a12 7 0 1 1 0 14a12 7 0 1 1 0-14z',
];

/** In the colour of the ground, with a pupil in that of the creature. */
const eyes = [
  circle(38, 52, 9) + circle(62, 52, 9),
  circle(50, 52, 14),
  circle(30, 54, 7) + circle(50, 46, 7) + circle(70, 54, 7),
  'M28 50h20a10 10 0 0 1-20 0zM52 50h20a10 10 0 0 1-20 0z',
];
const pupils = [
  circle(40, 53, 4) + circle(64, 53, 4),
  circle(53, 53, 6),
  circle(31, 55, 3) + circle(51, 47, 3) + circle(71, 55, 3),
  '',
];
const mouth = 'M42 70q8 8 16 0q-8 16-16 0z';

function circle(x: number, y: number, radius: number): string {
  const by = 2 * radius;
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 1 ${by} 0a${radius} ${radius} 0 1 1 ${-by} 0z`;
}

const kinds = bodies.length * heads.length * feet.length * eyes.length;

/** Draws the creature of a number; no two of the first 360 are the same. */
export function renderCreature(
  number: number,
  xPx: number,
  yPx: number,
  sizePx: number,
  attributes: Readonly<Record<string, string>> = {},
): string {
  // Neighbours differ in all parts, because 97 and 360 have no common divisor.
  let rest = (number * 97) % kinds;
  const pick = (parts: readonly string[]): [string, number] => {
    const index = rest % parts.length;
    rest = Math.floor(rest / parts.length);
    return [parts[index] ?? '', index];
  };
  const [body] = pick(bodies);
  const [head] = pick(heads);
  const [eye, which] = pick(eyes);
  const [foot] = pick(feet);
  const transform = `translate(${xPx} ${yPx}) scale(${sizePx / creatureSize})`;
  return element(
    'g',
    {
      ...attributes,
      class: `creature ${attributes['class'] ?? ''}`,
      transform,
    },
    // Each on its own: in one path, parts that overlap would cut holes.
    ...[body, head, foot].map((part) => path(part, 'body')),
    path(eye + mouth, 'eyes'),
    path(pupils[which] ?? '', 'body'),
  );
}
