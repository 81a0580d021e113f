import type { RecordedDemo } from '../../demo/demo.ts';

/** Reads the recording of the demo on a slide; undefined if it is damaged. */
export function recordedIn(element: Element): RecordedDemo | undefined {
  const text = element.querySelector('script.recorded')?.textContent ?? '';
  try {
    const recorded = JSON.parse(text) as Partial<RecordedDemo> | null;
    return recorded?.runs ? (recorded as RecordedDemo) : undefined;
  } catch {
    return undefined;
  }
}
