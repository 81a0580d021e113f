const isPreview = /[?&]receiver\b/.test(location.search);

/**
 * In the speaker view the deck stands twice, as it is and as it will be next.
 * reveal.js sends both their slide when the first is ready, and it is lost on
 * the other where that comes later; to tell of it makes reveal.js send again.
 */
export function tellSpeakerView(): void {
  const ready = { namespace: 'reveal', eventName: 'ready' };
  if (isPreview) parent.postMessage(JSON.stringify(ready), '*');
}
