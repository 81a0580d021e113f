import assert from 'node:assert/strict';

const token =
  /<(?<close>\/)?(?<name>[A-Za-z][\w-]*)(?<attributes>(?:\s[A-Za-z][\w:-]*="[^"<]*")*)(?<empty>\/)?>/g;

/**
 * Checks that markup is well-formed XML, as far as these pictures use it, and
 * gives the ids in it.
 * @throws AssertionError at the first thing that an XML parser would reject
 */
export function idsOfWellFormed(markup: string): string[] {
  const open: string[] = [];
  const ids: string[] = [];
  let end = 0;
  for (const match of markup.matchAll(token)) {
    assertPlainText(markup.slice(end, match.index));
    end = match.index + match[0].length;
    const { close, name = '', attributes = '', empty } = match.groups ?? {};
    if (close) assert.equal(open.pop(), name, 'closes what is open');
    else if (!empty) open.push(name);
    ids.push(...checkedAttributes(attributes));
  }
  assertPlainText(markup.slice(end));
  assert.deepEqual(open, [], 'everything is closed');
  return ids;
}

function checkedAttributes(attributes: string): string[] {
  assertPlainText(attributes);
  const names = [...attributes.matchAll(/\s([\w:-]+)="/g)].map(
    ([, name]) => name,
  );
  assert.equal(new Set(names).size, names.length, 'no attribute twice');
  return [...attributes.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '');
}

function assertPlainText(text: string): void {
  assert.doesNotMatch(text, /[<]/, 'no stray markup');
  assert.doesNotMatch(
    text,
    /&(?!(?:amp|lt|gt|quot|#39);)/,
    'no bare ampersand',
  );
  assert.doesNotMatch(
    text,
    /(?![\t\n])\p{Cc}|\p{Cs}/u,
    'no forbidden character',
  );
}
