import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isAllowed, parseRobots, readRobots } from './robots.ts';

const site = 'http://site.example';
const robot = 'foo-bot';

/** A robots.txt, then the paths that it allows and those that it forbids. */
interface Case {
  readonly text: string;
  readonly allows?: readonly string[];
  readonly forbids?: readonly string[];
}

/** Rules for all robots. */
const all = (...rules: readonly string[]) =>
  ['User-agent: *', ...rules].join('\n');

/** Written from the text of RFC 9309, section by section. */
const sections: Readonly<Record<string, readonly Case[]>> = {
  '2.1 the protocol: groups, comments, white space, line ends': [
    { text: '', allows: ['/', '/a'] },
    { text: '\n\n# nothing but a comment\n', allows: ['/', '/a'] },
    { text: 'Disallow: /', allows: ['/'] },
    { text: 'Disallow: /\nUser-agent: *', allows: ['/'] },
    { text: 'User-agent: *', allows: ['/', '/a'] },
    { text: all('Disallow: /a'), forbids: ['/a'], allows: ['/', '/b'] },
    { text: 'user-agent:*\ndisallow:/a', forbids: ['/a'], allows: ['/b'] },
    { text: 'USER-AGENT: *\nDISALLOW: /a', forbids: ['/a'] },
    { text: ' User-agent : *\n\tDisallow\t:\t/a\t', forbids: ['/a', '/ab'] },
    { text: all('Disallow: /a # why'), forbids: ['/a', '/a/b'] },
    { text: all('Disallow: /a#b'), forbids: ['/a', '/ab'] },
    { text: all('# Disallow: /a'), allows: ['/a'] },
    { text: all('Disallow: # /a'), allows: ['/a', '/'] },
    { text: 'User-agent: * # all\nDisallow: /a', forbids: ['/a'] },
    { text: 'User-agent: *\r\nDisallow: /a\r\n', forbids: ['/a'] },
    { text: 'User-agent: *\rDisallow: /a\r', forbids: ['/a'] },
    { text: all('', '', 'Disallow: /a'), forbids: ['/a'] },
    { text: all('Disallow: /a', '', 'Disallow: /b'), forbids: ['/a', '/b'] },
    { text: all('Disallow: /a:b'), forbids: ['/a:b'], allows: ['/a'] },
    { text: '\uFEFFUser-agent: *\nDisallow: /a', forbids: ['/a'] },
    { text: all('Disallow: /a\0b', 'Disallow: /c'), forbids: ['/c'] },
  ],
  '2.2.1 the user-agent line': [
    {
      text: `User-agent: ${robot}\nDisallow: /a\n\nUser-agent: *\nDisallow: /b`,
      forbids: ['/a'],
      allows: ['/b'],
    },
    {
      text: `User-agent: *\nDisallow: /b\n\nUser-agent: ${robot}\nDisallow: /a`,
      forbids: ['/a'],
      allows: ['/b'],
    },
    {
      text: 'User-agent: FOO-Bot\nDisallow: /a\nUser-agent: *\nDisallow: /b',
      forbids: ['/a'],
      allows: ['/b'],
    },
    { text: 'User-agent: other\nDisallow: /', allows: ['/', '/a'] },
    { text: 'User-agent: foo\nDisallow: /', allows: ['/'] },
    { text: 'User-agent: foo-bot-news\nDisallow: /', allows: ['/'] },
    { text: 'User-agent: bot\nDisallow: /', allows: ['/'] },
    { text: 'User-agent: \nDisallow: /', allows: ['/'] },
    { text: `User-agent: ${robot}/1.0\nDisallow: /a`, forbids: ['/a'] },
    { text: `User-agent: ${robot} and others\nDisallow: /a`, forbids: ['/a'] },
    {
      text: `User-agent: other\nUser-agent: ${robot}\nDisallow: /a`,
      forbids: ['/a'],
    },
    {
      text: `User-agent: ${robot}\nUser-agent: other\nDisallow: /a`,
      forbids: ['/a'],
    },
    {
      text: `User-agent: ${robot}\n\n# and\n\nUser-agent: other\nDisallow: /a`,
      forbids: ['/a'],
    },
    {
      text: `User-agent: other\nDisallow: /a\nUser-agent: ${robot}\nDisallow: /b`,
      forbids: ['/b'],
      allows: ['/a'],
    },
    // Groups for the same robot are one group.
    {
      text: `User-agent: ${robot}\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n\nUser-agent: ${robot}\nDisallow: /c`,
      forbids: ['/a', '/c'],
      allows: ['/b'],
    },
    {
      text: 'User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b',
      forbids: ['/a', '/b'],
    },
    {
      text: `User-agent: ${robot}\nDisallow: /a\nUser-agent: ${robot}\nAllow: /a/b`,
      forbids: ['/a/c'],
      allows: ['/a/b'],
    },
    // A robot that is named has nothing to do with the rules for all.
    {
      text: `User-agent: *\nDisallow: /\n\nUser-agent: ${robot}`,
      allows: ['/', '/a'],
    },
    {
      text: `User-agent: ${robot}\nDisallow:\n\nUser-agent: *\nDisallow: /`,
      allows: ['/', '/a'],
    },
    {
      text: `User-agent: ${robot}\nAllow: /a\n\nUser-agent: *\nDisallow: /`,
      allows: ['/b'],
    },
  ],
  '2.2.2 the allow and disallow lines: beginnings, the longest, ties': [
    { text: all('Disallow: /'), forbids: ['/', '/a', '/?a', '/a/b?c=d'] },
    { text: all('Disallow:'), allows: ['/', '/a'] },
    { text: all('Allow: /'), allows: ['/', '/a'] },
    { text: all('Allow:', 'Disallow: /'), forbids: ['/', '/a'] },
    {
      text: all('Disallow: /fish'),
      forbids: ['/fish', '/fish.html', '/fish/1', '/fishes', '/fish?id=1'],
      allows: ['/Fish', '/catfish', '/a/fish', '/fis', '/?id=fish'],
    },
    {
      text: all('Disallow: /fish/'),
      forbids: ['/fish/', '/fish/1', '/fish/?id=1'],
      allows: ['/fish', '/fish.html', '/Fish/1'],
    },
    {
      text: all('Disallow: /a', 'Allow: /a/b'),
      forbids: ['/a', '/a/c', '/a/', '/a?b'],
      allows: ['/a/b', '/a/b/c', '/a/bc'],
    },
    {
      text: all('Allow: /a/b', 'Disallow: /a'),
      forbids: ['/a/c'],
      allows: ['/a/b'],
    },
    {
      text: all('Allow: /a', 'Disallow: /a/b', 'Allow: /a/b/c'),
      forbids: ['/a/b', '/a/b/d'],
      allows: ['/a', '/a/c', '/a/b/c'],
    },
    { text: all('Allow: /a', 'Disallow: /a'), allows: ['/a', '/a/b'] },
    { text: all('Disallow: /a', 'Allow: /a'), allows: ['/a', '/a/b'] },
    { text: all('Disallow: /a', 'Disallow: /a'), forbids: ['/a'] },
    // The example of the RFC, 5.2.
    {
      text: all(
        'Allow: /example/page/',
        'Disallow: /example/page/disallowed.gif',
      ),
      forbids: ['/example/page/disallowed.gif'],
      allows: ['/example/page/', '/example/page/allowed.gif'],
    },
    // A path begins with a slash, so these fit none.
    { text: all('Disallow: a'), allows: ['/a', '/'] },
    { text: all('Disallow: http://site.example/a'), allows: ['/a'] },
    // It is allowed to read the rules themselves.
    { text: all('Disallow: /'), allows: ['/robots.txt'] },
    { text: all('Disallow: /robots.txt'), allows: ['/robots.txt'] },
    {
      text: all('Disallow: /a?b'),
      forbids: ['/a?b', '/a?bc'],
      allows: ['/a', '/a?c', '/a%3Fb'],
    },
    { text: all('Disallow: /a b'), forbids: ['/a%20b', '/a b'] },
    { text: all('Disallow: /;'), forbids: ['/;a'], allows: ['/a;'] },
  ],
  '2.2.2 the allow and disallow lines: escaped octets': [
    {
      text: all('Disallow: /foo/bar?baz=quz'),
      forbids: ['/foo/bar?baz=quz', '/foo/bar?baz=quz1'],
      allows: ['/foo/bar?baz=qux', '/foo/bar'],
    },
    {
      text: all('Disallow: /foo/bar?baz=http://foo.bar'),
      forbids: [
        '/foo/bar?baz=http://foo.bar',
        '/foo/bar?baz=http%3A%2F%2Ffoo.bar',
        '/foo/bar?baz=http%3a%2f%2ffoo.bar',
      ],
      allows: ['/foo/bar?baz=https://foo.bar'],
    },
    {
      text: all('Disallow: /foo/bar?baz=http%3A%2F%2Ffoo.bar'),
      forbids: [
        '/foo/bar?baz=http://foo.bar',
        '/foo/bar?baz=http%3A%2F%2Ffoo.bar',
      ],
    },
    {
      text: all('Disallow: /foo/bar/ツ'),
      forbids: ['/foo/bar/ツ', '/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84'],
      allows: ['/foo/bar/%E3%83%85', '/foo/bar/'],
    },
    {
      text: all('Disallow: /foo/bar/%E3%83%84'),
      forbids: ['/foo/bar/ツ', '/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84'],
    },
    {
      text: all('Disallow: /foo/bar/%e3%83%84'),
      forbids: ['/foo/bar/ツ', '/foo/bar/%E3%83%84'],
    },
    {
      text: all('Disallow: /foo/bar/%62%61%7A'),
      forbids: ['/foo/bar/baz', '/foo/bar/%62%61%7A', '/foo/bar/%62a%7a'],
      allows: ['/foo/bar/BAZ'],
    },
    {
      text: all('Disallow: /foo/bar/baz'),
      forbids: ['/foo/bar/%62%61%7A', '/foo/bar/b%61z'],
    },
    { text: all('Disallow: /~joe'), forbids: ['/%7Ejoe/a', '/~joe'] },
    { text: all('Disallow: /%7ejoe'), forbids: ['/%7Ejoe/a', '/~joe'] },
    { text: all('Disallow: /a%2Db%5fc%2E'), forbids: ['/a-b_c.', '/a-b_c.d'] },
    { text: all('Disallow: /a%3cb'), forbids: ['/a<b', '/a%3Cb', '/a%3cb'] },
    { text: all('Disallow: /a<b'), forbids: ['/a<b', '/a%3Cb'] },
    { text: all('Disallow: /a:@,b'), forbids: ['/a%3A%40%2Cb', '/a:@,b'] },
    // A slash that is escaped does not separate parts of a path.
    { text: all('Disallow: /a/b'), forbids: ['/a/b'], allows: ['/a%2Fb'] },
    { text: all('Disallow: /a%2fb'), forbids: ['/a%2Fb'], allows: ['/a/b'] },
    { text: all('Disallow: /*%2Fb'), forbids: ['/a%2Fb', '/a?c=%2Fb'] },
    { text: all('Disallow: /a%3Fb'), forbids: ['/a%3fb'], allows: ['/a?b'] },
    { text: all('Disallow: /a%23b'), forbids: ['/a%23b'], allows: ['/a#b'] },
    { text: all('Disallow: /a%25b'), forbids: ['/a%25b'], allows: ['/ab'] },
    { text: all('Disallow: /a%zz'), forbids: ['/a%zz'], allows: ['/a'] },
    { text: all('Disallow: /100%'), forbids: ['/100%', '/100%25'] },
    { text: all('Disallow: /búsqueda/'), forbids: ['/b%C3%BAsqueda/1'] },
    { text: all('Disallow: /😀'), forbids: ['/%F0%9F%98%80'] },
    // Letters that only look like others in their case are other letters.
    { text: all('Disallow: /\u212A'), forbids: ['/%E2%84%AA'], allows: ['/K'] },
    // However a rule is spelt, its length is the same.
    {
      text: all('Allow: /ú/%62', 'Disallow: /%C3%BA/b'),
      allows: ['/ú/b', '/%c3%ba/b'],
    },
    {
      text: all('Disallow: /%61%62%63', 'Allow: /abcd'),
      forbids: ['/abc'],
      allows: ['/abcd'],
    },
  ],
  '2.2.3 special characters': [
    {
      text: all('Disallow: *'),
      forbids: ['/', '/a', '/a?b'],
    },
    { text: all('Disallow: /*'), forbids: ['/', '/a'] },
    {
      text: all('Disallow: /*.gif'),
      forbids: ['/a.gif', '/a/b.gif', '/.gif', '/a.gif?b', '/a.gifs'],
      allows: ['/a.GIF', '/gif', '/a.gi'],
    },
    {
      text: all('Disallow: /*.gif$'),
      forbids: ['/a.gif', '/a.gif.gif', '/a?b.gif'],
      allows: ['/a.gifs', '/a.gif?b', '/a.gif/'],
    },
    {
      text: all('Disallow: *.gif$'),
      forbids: ['/a.gif'],
      allows: ['/a.gif?b'],
    },
    {
      text: all('Disallow: /fish*'),
      forbids: ['/fish', '/fish.html'],
      allows: ['/fis'],
    },
    {
      text: all('Disallow: /fish*.php'),
      forbids: ['/fish.php', '/fishes/a.php?b'],
      allows: ['/fish', '/a/fish.php', '/Fish.php'],
    },
    { text: all('Disallow: /a$'), forbids: ['/a'], allows: ['/', '/ab'] },
    { text: all('Disallow: /$'), forbids: ['/'], allows: ['/a', '/?a'] },
    { text: all('Disallow: $'), allows: ['/', '/a'] },
    { text: all('Disallow: /a$b'), forbids: ['/a$b', '/a$bc'], allows: ['/a'] },
    { text: all('Disallow: /a**b'), forbids: ['/ab', '/acb'] },
    { text: all('Disallow: /a*$'), forbids: ['/a', '/ab'] },
    { text: all('Disallow: /a*a$'), forbids: ['/aa', '/aba'], allows: ['/a'] },
    {
      text: all('Disallow: /*/b/*/d'),
      forbids: ['/a/b/c/d', '/a/b/c/e/d'],
      allows: ['/a/b/d', '/b/c/d'],
    },
    { text: all('Disallow: /*?'), forbids: ['/a?b', '/?b'], allows: ['/a'] },
    {
      text: all('Disallow: /*&id='),
      forbids: ['/a?b=1&id=2'],
      allows: ['/a?id=2'],
    },
    // The RFC's own example: the characters themselves are escaped.
    {
      text: all('Disallow: /path/file-with-a-%2A.html'),
      forbids: ['/path/file-with-a-*.html', '/path/file-with-a-%2A.html'],
      allows: ['/path/file-with-a-b.html'],
    },
    {
      text: all('Disallow: /path/foo-%24'),
      forbids: ['/path/foo-$', '/path/foo-$/a', '/path/foo-%24'],
      allows: ['/path/foo-'],
    },
    { text: all('Disallow: /a%24$'), forbids: ['/a$'], allows: ['/a$b'] },
    { text: all('Disallow: /a.b'), forbids: ['/a.b'], allows: ['/acb'] },
    { text: all('Disallow: /(a|b)+'), forbids: ['/(a|b)+'], allows: ['/a'] },
    { text: all('Disallow: /[a'), forbids: ['/[a', '/%5Ba'] },
    // A wildcard counts as one character of its rule.
    {
      text: all('Allow: /page', 'Disallow: /*.html'),
      forbids: ['/page.html'],
      allows: ['/page'],
    },
    {
      text: all('Allow: /$', 'Disallow: /'),
      allows: ['/'],
      forbids: ['/a', '/?a'],
    },
    { text: all('Allow: /ab*', 'Disallow: /abc'), allows: ['/abc'] },
  ],
  '2.2.4 other records': [
    { text: `Sitemap: ${site}/s.xml\n${all('Disallow: /a')}`, forbids: ['/a'] },
    { text: all(`Sitemap: ${site}/s.xml`, 'Disallow: /a'), forbids: ['/a'] },
    { text: all('Disallow: /a', 'Noindex: /b'), allows: ['/b'] },
    { text: all('Host: site.example', 'Disallow: /a'), forbids: ['/a'] },
    // They do not end a group, nor the list of its robots.
    {
      text: `User-agent: ${robot}\nSitemap: ${site}/s.xml\nUser-agent: other\nDisallow: /a`,
      forbids: ['/a'],
    },
    {
      text: `User-agent: ${robot}\nCrawl-delay: 1\nUser-agent: *\nDisallow: /a`,
      forbids: ['/a'],
    },
    {
      text: `User-agent: ${robot}\nDisallow: /a\nSitemap: ${site}/s.xml\nDisallow: /b`,
      forbids: ['/a', '/b'],
    },
  ],
  '2.3.1.5 parsing errors': [
    { text: all('nonsense', 'Disallow: /a'), forbids: ['/a'] },
    { text: all(':', '::', ': /b', 'Disallow: /a'), forbids: ['/a'] },
    { text: all('Disallow /b', 'Disallow: /a'), forbids: ['/a'] },
    { text: '<html><body>\nno such file</body></html>', allows: ['/'] },
    { text: `{"a": [1, 2]}\n${all('Disallow: /a')}`, forbids: ['/a'] },
    { text: all('Disallow: /a\uFFFD', 'Disallow: /b'), forbids: ['/b'] },
    {
      text: `\0\u0001\nUser-agent: *\nDisallow: /a`,
      forbids: ['/a'],
    },
  ],
};

const verdictsOf = ({ text, allows = [], forbids = [] }: Case) => [
  ...allows.map((path) => ({ text, path, allowed: true })),
  ...forbids.map((path) => ({ text, path, allowed: false })),
];

for (const [section, cases] of Object.entries(sections)) {
  suite(`RFC 9309, ${section}`, () => {
    for (const { text, path, allowed } of cases.flatMap(verdictsOf)) {
      const verb = allowed ? 'allows' : 'forbids';
      test(`${JSON.stringify(text)} ${verb} ${path}`, () => {
        const rules = parseRobots(text, robot);
        assert.equal(isAllowed(rules, site + path), allowed);
      });
    }
  });
}

suite('RFC 9309, 2.5 limits', () => {
  const mostBytes = 500 * 1024;

  async function isRead(body: Buffer, path: string): Promise<boolean> {
    const answer = { status: 200, headers: {}, body };
    const rules = await readRobots(site, () => Promise.resolve(answer));
    return isAllowed(rules, site + path);
  }

  /** A file in which a rule ends at a byte, counted from 1. */
  function ruleEndingAt(bytes: number, rule: string): Buffer {
    const start = 'User-agent: *\n';
    const comment = `#${'x'.repeat(bytes - start.length - rule.length - 3)}\n`;
    return Buffer.from(`${start}${comment}${rule}\n`);
  }

  test('the first 500 KiB count', async () => {
    const file = ruleEndingAt(mostBytes, 'Disallow: /a');
    assert.equal(file.length, mostBytes);
    assert.equal(await isRead(file, '/a'), false);
  });

  test('a rule that ends later does not, not even its beginning', async () => {
    const file = ruleEndingAt(mostBytes + 4, 'Disallow: /a/b/c');
    assert.equal(await isRead(file, '/a/b/c'), true);
    assert.equal(await isRead(file, '/a'), true);
  });
});
