/** Whether this page is one of the two previews in the speaker view. */
export const isPreview = /[?&]receiver\b/.test(location.search);

/** Keys that only the window they are pressed in can answer: F and S. */
const ownKeys = [70, 83];
/** G: the speaker looks for a slide without the audience. */
const findKey = 71;

/**
 * The speaker view holds the deck twice: at the current slide and at the next.
 * reveal.js sends both their slide when the first of them is ready; the other
 * may not listen yet. This message, from each, makes reveal.js send it again.
 */
export function tellSpeakerView(): void {
  const ready = { namespace: 'reveal', eventName: 'ready' };
  if (isPreview) parent.postMessage(JSON.stringify(ready), '*');
}

/**
 * Whether a key is for this page. In the speaker view none is: what is pressed
 * there is handed to the audience's page, which tells the previews what it
 * shows then. So a key does the same in both windows.
 */
export function isKeyForThisPage({ keyCode }: { keyCode: number }): boolean {
  if (!isPreview || keyCode === findKey) return true;
  if (!ownKeys.includes(keyCode)) {
    tellAudience({ method: 'triggerKey', args: [keyCode] });
  }
  return false;
}

/** Shows the audience a slide that was chosen in the speaker's window. */
export function goForAudience(h: number, v: number): void {
  tellAudience({ method: 'slide', args: [h, v] });
}

/** Sends the audience's page a message, from within the speaker view. */
export function tellAudience(message: object): void {
  audienceWindow()?.postMessage(JSON.stringify(message), '*');
}

/** The window from which the speaker view was opened. */
function audienceWindow(): Window | null {
  return (top?.opener ?? null) as Window | null;
}

/**
 * Leaves only the messages of this page, its speaker view and the previews in
 * it: reveal.js would also press keys for any page that has opened this one.
 * Of the speaker view's, it leaves out what the preview shows: that comes late,
 * and would take the audience back to a slide that it has left. It has to be
 * called before reveal.js listens.
 */
export function guardMessages(): void {
  addEventListener('message', (event) => {
    const isWanted = isOwn(event.source as Window | null) && !isEcho(event);
    if (!isWanted) event.stopImmediatePropagation();
  });
}

function isOwn(source: Window | null): boolean {
  if (source === null) return false;
  if (source === window) return true;
  return isPreview ? source === parent : source.top?.opener === window;
}

function isEcho({ data }: MessageEvent): boolean {
  return !isPreview && /^\{"method":"setState"/.test(String(data));
}
