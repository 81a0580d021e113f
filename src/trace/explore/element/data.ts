/**
 * Reads the data that an element of a page has in it: JSON, or JSON compressed
 * by deflate and written in base64. Gives undefined where there is none.
 */
export async function readData(
  element: HTMLElement,
): Promise<string | undefined> {
  const script = element.querySelector(':scope > script');
  const text = script?.textContent;
  if (!script || !text) return undefined;
  if (script.getAttribute('type') === 'application/json') return text;
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
