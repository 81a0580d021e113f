import type { Plugin } from 'vite';

/** Puts a page's scripts and style sheets into the page itself. */
export function inlineEverything(): Plugin {
  return {
    name: 'inline-everything',
    enforce: 'post',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: false } } },
    }),
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('Vite made no index.html.');
      let html = String(page.source);
      for (const [name, output] of Object.entries(bundle)) {
        if (output === page) continue;
        const text = output.type === 'chunk' ? output.code : output.source;
        html = name.endsWith('.css')
          ? withStyle(html, name, String(text))
          : withScript(html, name, String(text));
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- what Vite then does not write
        delete bundle[name];
      }
      page.source = html;
    },
  };
}

function withStyle(html: string, name: string, css: string): string {
  const safe = css.replaceAll('</style', '<\\/style');
  return withTag(html, 'link', name, `<style>${safe}</style>`);
}

function withScript(html: string, name: string, code: string): string {
  // What a script holds must not look like its end, nor like a comment's.
  const safe = code
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '\\x3C!--');
  const script = `<script type="module">${safe}</script>`;
  return withTag(html, 'script', name, script);
}

/** Replaces the tag that refers to a file of this name. */
function withTag(
  html: string,
  tag: 'link' | 'script',
  name: string,
  replacement: string,
): string {
  const file = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const end = tag === 'script' ? '\\s*</script>' : '';
  const pattern = new RegExp(`<${tag}\\b[^>]*"\\./${file}"[^>]*>${end}`);
  if (!pattern.test(html)) throw new Error(`The page does not load ${name}.`);
  // By a function, for a `$` in the text means nothing else.
  return html.replace(pattern, () => replacement);
}
