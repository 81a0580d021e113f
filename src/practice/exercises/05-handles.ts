import { isDeepStrictEqual } from 'node:util';
import { defineExercise, runsOf, type Rule } from '../exercise.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, nameOf } from './pokemon.ts';

type HandlesIn = (html: string, page: string) => string[];
type Seen = Readonly<Record<PageName, unknown>>;

interface Page {
  readonly html: string;
  readonly handles: readonly string[];
}

const address = 'https://await-and-order.example/speakers/ada';

/** Handles that no list contains which is written down, some with a dot. */
function handlesFor(seed: number): string[] {
  const names = idsFor(seed, 40)
    .map(nameOf)
    .filter((name) => /^[a-z]+$/.test(name));
  const forms = ['', '_on_call', '.dev', '_7'];
  return names.map((name, index) => `${name}${forms[index % 4] ?? ''}`);
}

/** Each page with one kind of trap, and what is on it. */
function pagesFor(seed: number) {
  const [
    a = '',
    b = '',
    c = '',
    d = '',
    e = '',
    f = '',
    g = '',
    h = '',
    i = '',
  ] = handlesFor(seed);
  return {
    spellings: {
      html: `<p>Elsewhere: <a href="https://chirp.example/${a}">@${a}</a>
<a href="https://chirp.example/${b}/">b</a>
<a href="https://chirp.example/@${c}">c</a>
<a href="https://chirp.example/${d}?ref=conf&amp;lang=en">d</a>
<a href="https://chirp.example/${e}#latest">e</a>
<a href="https://www.chirp.example/${f}">f</a>
<a href='http://chirp.example/&#64;${g}'>g</a>
<A CLASS=x HREF=//chirp.example/${h}>h</A>
<a href="//www.chirp.example/@${i}/?ref=conf">i</a></p>`,
      handles: [a, b, c, d, e, f, g, h, i],
    },
    once: {
      html: `<p>Introduced by <a href="https://chirp.example/${b.toUpperCase()}">${b}</a>.</p>
<a href="https://chirp.example/${a}">@${a}</a>
<a href="https://chirp.example/@${capital(a)}/">more of me</a>
<a href="https://www.chirp.example/${b}?ref=footer">thanks</a>`,
      handles: [b, a],
    },
    buttons: {
      html: `<a href="https://chirp.example/share?text=${a}">Share</a>
<a href="https://chirp.example/search?q=%40${b}">What others say</a>
<a href="https://chirp.example/intent/post?text=Hello+%40${c}">Say hello</a>
<a href="https://chirp.example/${d}">@${d}</a>
<a href="https://chirp.example/${e}/posts/7">A post</a>
<a href="https://chirp.example/">Chirp</a>`,
      handles: [d],
    },
    'other-hosts': {
      html: `<a href="https://notchirp.example/${a}">a</a>
<a href="https://chirp.example.net/${b}">b</a>
<a href="https://code.example/chirp.example/${c}">c</a>
<a href="https://out.example/?to=https://chirp.example/${d}">d</a>
<a href="https://chirp.example/${e}">e</a>
<a href="/${f}">f</a>
<a href="mailto:${g}@chirp.example">g</a>`,
      handles: [e],
    },
    'only-links': {
      html: `<head><link rel="me" href="https://chirp.example/${a}"></head>
<!-- <a href="https://chirp.example/${b}">was on Chirp</a> -->
<p>Not https://chirp.example/${c} any more, but
<a href="https://chirp.example/${d}">@${d}</a> <a name="top">here</a></p>
<script>const was = '<a href="https://chirp.example/${e}">e</a>';</script>`,
      handles: [d],
    },
    none: {
      html: `<p>${capital(a)} is not on Chirp.</p>`,
      handles: [],
    },
  } satisfies Record<string, Page>;
}

type PageName = keyof ReturnType<typeof pagesFor>;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const exercise = defineExercise({
  id: '05-handles',
  name: 'handlesIn',
  runs: runsOf({}),
  act(handlesIn: HandlesIn, { seed }): Promise<Seen> {
    const pages = Object.entries(pagesFor(seed));
    const seen = pages.map(([name, { html }]) => {
      return [name, handlesIn(html, address)] as const;
    });
    return Promise.resolve(Object.fromEntries(seen) as unknown as Seen);
  },
  rules: [
    on(
      'spellings',
      'the handle of each link, in whatever spelling',
      'Ask what you get for each link of that page, one at a time: what stands around the handle, before and after it, belongs to the address.',
    ),
    on(
      'once',
      'each handle once, in lower case, where it came up first',
      'Two spellings of one account are one account: bring them to one form first, and drop what is there already after that.',
    ),
    on(
      'buttons',
      'the profiles alone, of all links to Chirp',
      'Not all that lies behind chirp.example/ is a handle: count the parts of the path, and leave out the buttons.',
    ),
    on(
      'other-hosts',
      'links to Chirp alone',
      'A text that contains chirp.example/ is not yet an address there: ask a URL for its hostname, and compare all of it.',
    ),
    on(
      'only-links',
      'what is a link, and nothing else that looks like it',
      'HTML has comments, scripts and texts in which an address leads nowhere: let cheerio say what is an <a>.',
    ),
    on(
      'none',
      'an empty list for a page without a profile',
      'That a speaker is not there is an answer, not an error.',
    ),
  ],
});

/** Judges what came of one of the pages. */
function on(name: PageName, expected: string, suggests: string): Rule<Seen> {
  return holds<Seen>(name, expected, ({ seed, value }) => {
    const { handles } = pagesFor(seed)[name];
    if (isDeepStrictEqual(value[name], handles)) return undefined;
    return { seen: difference(value[name], handles), suggests };
  });
}
