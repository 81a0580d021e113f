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

/** Handles that differ in each run, so that no written-down list passes. */
function handlesFor(seed: number): string[] {
  const names = idsFor(seed, 40)
    .map(nameOf)
    .filter((name) => /^[a-z]+$/.test(name));
  const forms = ['', '_on_call', '.dev', '_7'];
  return names.map((name, index) => `${name}${forms[index % 4] ?? ''}`);
}

/** Pages with one kind of trap each, and the handles that are on them. */
function pagesFor(seed: number) {
  const handles = handlesFor(seed);
  return {
    spellings: spellingsPage(handles),
    once: repeatedPage(handles),
    buttons: buttonsPage(handles),
    protocols: protocolsPage(handles),
    'other-hosts': otherHostsPage(handles),
    'only-links': unlinkedPage(handles),
    invalid: invalidPage(handles),
    none: emptyPage(handles),
  } satisfies Record<string, Page>;
}

/** Every way to write the address of a profile. */
function spellingsPage([
  a = '',
  b = '',
  c = '',
  d = '',
  e = '',
  f = '',
  g = '',
  h = '',
  i = '',
]: readonly string[]): Page {
  return {
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
  };
}

/** Two profiles, each in several spellings. */
function repeatedPage([a = '', b = '']: readonly string[]): Page {
  return {
    html: `<p>Introduced by <a href="https://chirp.example/${b.toUpperCase()}">${b}</a>.</p>
<a href="https://chirp.example/${a}">@${a}</a>
<a href="https://chirp.example/@${capital(a)}/">more of me</a>
<a href="https://www.chirp.example/${b}?ref=footer">thanks</a>`,
    handles: [b, a],
  };
}

/** Links to Chirp of which only two are profiles. */
function buttonsPage([
  a = '',
  b = '',
  c = '',
  d = '',
  e = '',
]: readonly string[]): Page {
  return {
    html: `<a href="https://chirp.example/share?text=${a}">Share</a>
<a href="https://chirp.example/search?q=%40${b}">What others say</a>
<a href="https://chirp.example/intent/post?text=Hello+%40${c}">Say hello</a>
<a href="https://chirp.example/${d}">@${d}</a>
<a href="https://chirp.example/share_${e}">@share_${e}</a>
<a href="https://chirp.example/${e}/posts/7">A post</a>
<a href="https://chirp.example/Share?text=${a}">SHARE</a>
<a href="https://www.chirp.example/SEARCH/">Search</a>
<a href="https://chirp.example/">Chirp</a>
<a href="https://chirp.example/@">At</a>`,
    handles: [d, `share_${e}`],
  };
}

/** The same host over three protocols, of which one has no profiles. */
function protocolsPage([a = '', b = '', c = '']: readonly string[]): Page {
  return {
    html: `<a href="ftp://chirp.example/${a}">a</a>
<a href="http://chirp.example/${b}">b</a>
<a href="HTTPS://Chirp.Example/${c}">c</a>`,
    handles: [b, c],
  };
}

/** Addresses that only look like those of Chirp, and one that is. */
function otherHostsPage([
  a = '',
  b = '',
  c = '',
  d = '',
  e = '',
  f = '',
  g = '',
  h = '',
]: readonly string[]): Page {
  return {
    html: `<a href="https://notchirp.example/${a}">a</a>
<a href="https://chirp.example.net/${b}">b</a>
<a href="https://status.chirp.example/${h}">h</a>
<a href="https://code.example/chirp.example/${c}">c</a>
<a href="https://out.example/?to=https://chirp.example/${d}">d</a>
<a href="https://chirp.example/${e}">e</a>
<a href="/${f}">f</a>
<a href="mailto:${g}@chirp.example">g</a>
<a href="https://chirp.example@out.example/${a}">a again</a>`,
    handles: [e],
  };
}

/** Addresses that are not links, and one that is. */
function unlinkedPage([
  a = '',
  b = '',
  c = '',
  d = '',
  e = '',
]: readonly string[]): Page {
  return {
    html: `<head><link rel="me" href="https://chirp.example/${a}"></head>
<!-- <a href="https://chirp.example/${b}">was on Chirp</a> -->
<p>Not https://chirp.example/${c} any more, but
<a href="https://chirp.example/${d}">@${d}</a> <a name="top">here</a></p>
<script>const was = '<a href="https://chirp.example/${e}">e</a>';</script>`,
    handles: [d],
  };
}

/** Addresses that are not valid, between two that are. */
function invalidPage([a = '', b = '', c = '']: readonly string[]): Page {
  return {
    html: `<a href="https://chirp.example/${a}">a</a>
<a href="http://">nothing</a> <a href="https://[chirp.example]/${c}">c</a>
<a href="">this page</a> <a href="https://chirp.example/${b}">b</a>`,
    handles: [a, b],
  };
}

/** A page without a profile. */
function emptyPage([a = '']: readonly string[]): Page {
  return {
    html: `<p>${capital(a)} is not on Chirp.</p>`,
    handles: [],
  };
}

/** What a call returns, or what it throws, in words. */
function given(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `an error, ${String(error)},`;
  }
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
      const call = () => handlesIn(html, address);
      return [name, name === 'invalid' ? given(call) : call()] as const;
    });
    return Promise.resolve(Object.fromEntries(seen) as unknown as Seen);
  },
  rules: [
    on(
      'spellings',
      'the handle of each profile link, however its address is written',
      'Try the links of that page one at a time. What stands before and after the handle (@, a slash, a query, a fragment, www) is not part of it.',
    ),
    on(
      'once',
      'each handle once, in lower case, in the position where it first occurs',
      'Two spellings can name the same account. Turn handles into lower case first, and remove duplicates after that.',
    ),
    on(
      'buttons',
      'only profiles among the links to Chirp',
      'Not every path on chirp.example is a handle. Accept only paths with a single part that is a name, and leave out share and search, in any case.',
    ),
    on(
      'other-hosts',
      'only links to Chirp itself',
      'An address can contain chirp.example and lead to another host. Compare the whole hostname of the URL.',
    ),
    on(
      'protocols',
      'only links over http or https',
      'An address also says how it is reached. Compare the protocol of the URL, which ends with a colon.',
    ),
    on(
      'only-links',
      'only real links, and nothing that merely looks like one',
      'Comments, scripts and plain text can contain addresses that are not links. Let cheerio find the <a> elements.',
    ),
    on(
      'invalid',
      'links with an invalid address skipped, and the others read',
      'new URL throws where an address is not valid. One bad link must not hide the others: URL.parse returns null instead.',
    ),
    on(
      'none',
      'an empty list for a page without a profile',
      'A page without a profile is a normal case, not an error: return an empty list.',
    ),
  ],
});

/** A rule on the handles found on one of the pages. */
function on(name: PageName, expected: string, suggests: string): Rule<Seen> {
  return holds<Seen>(name, expected, ({ seed, value }) => {
    const { handles } = pagesFor(seed)[name];
    const found = value[name];
    if (isDeepStrictEqual(found, handles)) return undefined;
    return { seen: difference(found, handles), suggests };
  });
}
