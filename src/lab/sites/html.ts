const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Returns text for use in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}

const style = `
:root { color-scheme: light dark; --accent: light-dark(#7c2d92, #e0a5f0);
  --line: light-dark(#ddd6e0, #45394a); --soft: light-dark(#f7f2f9, #241c28); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 0 1.5rem 3rem;
  font: 1rem/1.6 system-ui, sans-serif; }
a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; align-items: baseline;
  padding: 1.2rem 0; border-bottom: 3px solid var(--accent); }
nav a { text-decoration: none; }
nav a:first-child { font-weight: 700; font-size: 1.15rem; margin-right: auto; }
h1 { font-size: 2.2rem; line-height: 1.2; margin: 1.8rem 0 0.4rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 0.6rem; }
.lead { font-size: 1.15rem; max-width: 44rem; }
.grid { display: grid; gap: 1rem; padding: 0; list-style: none;
  grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); }
.grid li { padding: 0.9rem 1rem; background: var(--soft); border-radius: 0.5rem; }
.grid a { font-weight: 600; }
.grid span { display: block; font-size: 0.9rem; opacity: 0.8; }
td h3 { margin: 0; font-size: 1em; font-weight: 400; }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
th, td { text-align: left; padding: 0.45rem 0.8rem 0.45rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
blockquote, .talk { margin: 1rem 0; padding: 0.8rem 1.2rem; background: var(--soft);
  border-left: 4px solid var(--accent); border-radius: 0 0.5rem 0.5rem 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
  font-size: 0.9rem; }
code { background: var(--soft); padding: 0.1em 0.35em; border-radius: 0.3em; }
`;

/** Returns a whole page; `title` is text, `body` is HTML. */
export function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
