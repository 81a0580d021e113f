/** A recording that is not in the page, because the talk does not show it. */
const later = 'script.recorded[data-later]';

/** Whether a recording in this element has yet to be fetched. */
export function isLater(element: Element): boolean {
  return element.querySelector(later) !== null;
}

/**
 * Fetches the recordings in an element and puts them where they belong. One that
 * cannot be fetched stays where it is: the next try may succeed.
 */
export async function fetchRecordings(element: ParentNode): Promise<void> {
  await Promise.all(
    [...element.querySelectorAll(later)].map(async (script) => {
      try {
        const response = await fetch(script.getAttribute('data-later') ?? '');
        if (!response.ok) return;
        script.textContent = await response.text();
        script.removeAttribute('data-later');
      } catch {
        // The server has ended.
      }
    }),
  );
}
