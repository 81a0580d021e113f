import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SlideProblem } from './problem.ts';
import { planRoute, type RoutableSlide } from './route-plan.ts';
import { parseRoute } from './route.ts';

const file = 'slides/routes/20.json';

const slides: RoutableSlide[] = [
  { id: '00-1', section: '00', title: 'Start', isBelow: false },
  { id: '00-2', section: '00', title: 'A speaker’s page', isBelow: false },
  { id: '00-3', section: '00', title: 'Below', isBelow: true },
  { id: '04b-1', section: '04b', title: 'Morph', isBelow: false },
  { id: '04b-2', section: '04b', title: 'Morph', isBelow: false },
  { id: '04b-3', section: '04b', title: 'Twice', isBelow: false },
  { id: '04b-4', section: '04b', title: 'Race', isBelow: false },
  { id: '04b-5', section: '04b', title: 'Twice', isBelow: false },
];

/** A route of one part, or of several, each on a line of its own from 4 on. */
function route(...parts: string[]): string {
  const minutes = parts.reduce((sum, part) => {
    return sum + Number(/^\{"minutes": ([\d.]+)/.exec(part)?.[1] ?? 0);
  }, 0);
  return `{\n"title": "T", "minutes": ${minutes},\n"parts": [\n${parts.join(',\n')}\n]}`;
}

const planOf = (text: string) =>
  Object.fromEntries(planRoute(parseRoute(file, text), slides));

suite('A route', () => {
  test('has a section’s upper row, all of it, or the slides that it names', () => {
    const upper = route('{"minutes": 2, "what": "w", "section": "00"}');
    assert.deepEqual(planOf(upper), { '00-1': 60, '00-2': 60 });
    const all = upper.replace('"00"', '"00", "slides": "all"');
    assert.deepEqual(planOf(all), { '00-1': 40, '00-2': 40, '00-3': 40 });
    // Typed with the quotes of a keyboard.
    const named = upper.replace('"00"', `"00", "slides": ["A speaker's page"]`);
    assert.deepEqual(planOf(named), { '00-2': 120 });
  });

  test('shares out what named slides leave, over all versions of a slide', () => {
    const text = route(
      '{"minutes": 5, "what": "w", "section": "04b", "slides": [{"title": "Morph", "minutes": 1}, "Race"]}',
    );
    assert.deepEqual(planOf(text), { '04b-1': 30, '04b-2': 30, '04b-4': 240 });
  });

  test('leaves the slide before on the screen while there is other work', () => {
    const text = route(
      '{"minutes": 1, "what": "w", "section": "00", "slides": ["Start"]}',
      '{"minutes": 8, "what": "notebook 00"}',
    );
    assert.deepEqual(planOf(text), { '00-1': 540 });
  });

  const part = '{"minutes": 1, "what": "w", "section": "00"}';
  const slidesOf = (section: string, ...titles: string[]) =>
    `{"minutes": 1, "what": "w", "section": "${section}", "slides": [\n${titles.join(',\n')}]}`;
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['text that is not JSON', '{\n"title": "T",,\n}', /:2: cannot be read/],
    ['a text that ends early', '{\n"title": "T",\n', /:3: cannot be read/],
    [
      'minutes that do not add up',
      route(part, part).replace('"minutes": 2', '"minutes": 20'),
      /:2: the parts' minutes add up to 2, but the route has 20\./,
    ],
    [
      'a slide that is not there',
      route(part, slidesOf('04b', '"Race"', '"Rice"')),
      /:7: section 04b has no slide "Rice"\. It has "Morph", "Twice", "Race"\./,
    ],
    [
      'a title that two slides have',
      route(slidesOf('04b', '"Twice"')),
      /:5: section 04b has several slides "Twice"/,
    ],
    [
      'a section that is not there',
      route(part, slidesOf('15', '"Race"')),
      /:5: there is no section 15/,
    ],
    [
      'a way back',
      route(slidesOf('04b', '"Race"', '"Morph"')),
      /:6: "Morph" \(04b-1\) comes before 04b-4/,
    ],
    [
      'a slide twice',
      route(slidesOf('04b', '"Race"', '"Race"')),
      /:6: "Race" \(04b-4\) comes before/,
    ],
    [
      'slides that take longer than their part',
      route(slidesOf('04b', '{"title": "Race", "minutes": 3}')),
      /:4: its slides' minutes add up to 3, but the part has 1/,
    ],
    [
      'slides that leave time to nobody',
      route(slidesOf('04b', '{"title": "Race", "minutes": 0.5}')),
      /:4: its slides' minutes add up to 0.5, but the part has 1/,
    ],
    [
      'a key that means nothing',
      route('{"minutes": 1, "what": "w", "section": "00",\n"slide": []}'),
      /:5: "slide" is not one of section, minutes, what, slides/,
    ],
    ['an empty list', route(slidesOf('00')), /:4: "slides" must be a list/],
    ['no parts', '{"title": "T", "minutes": 1}', /:1: "parts" must be a list/],
    ['a list', '[]', /:1: here must be an object/],
    [
      'minutes in words',
      route(part).replace('{"minutes": 1', '{"minutes": "five"'),
      /:4: "minutes" must be a number above 0/,
    ],
    [
      'work before the first slide',
      route('{"minutes": 1, "what": "notebook"}'),
      /:4: the first part must have a section/,
    ],
    [
      'slides of no section',
      route(part, '{"minutes": 1, "what": "w", "slides": "all"}'),
      /:5: a part with slides needs the number of its section/,
    ],
  ];
  for (const [what, text, message] of broken) {
    test(`is refused with file and line for ${what}`, () => {
      assert.throws(
        () => planOf(text),
        (error) => {
          assert.ok(error instanceof SlideProblem, String(error));
          assert.match(error.message, message);
          assert.match(error.message, /^slides\/routes\/20\.json:\d+: [^\n]+$/);
          return true;
        },
      );
    });
  }
});
