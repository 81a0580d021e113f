const isPreview = /[?&]receiver\b/.test(location.search);

/**
 * The speaker view holds the deck twice: at the current slide and at the next.
 * reveal.js sends both their slide when the first of them is ready; the other
 * may not listen yet. This message, from each, makes reveal.js send it again.
 */
export function tellSpeakerView(): void {
  const ready = { namespace: 'reveal', eventName: 'ready' };
  if (isPreview) parent.postMessage(JSON.stringify(ready), '*');
}
