import { readData } from './data.ts';

/**
 * An element that has in it what it shows without this script, and the data to
 * wake up with.
 */
export abstract class WakingElement extends HTMLElement {
  #isWaking = false;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    const wake = () => void this.#wakeOnce();
    if (this.querySelector(':scope > script')) wake();
    // The parser has not come to what is inside: on a large page it may take
    // some turns of the event loop.
    else if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', wake, { once: true });
    } else setTimeout(wake);
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  /** Makes it answer, and gives what ends all motion. */
  protected abstract wake(json: string): () => void;

  async #wakeOnce(): Promise<void> {
    if (this.#isWaking) return;
    this.#isWaking = true;
    const json = await readData(this);
    if (json === undefined) this.#isWaking = false;
    else this.#stop = this.wake(json);
  }
}
