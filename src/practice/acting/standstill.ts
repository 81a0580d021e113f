import type { Lab } from '../../lab/lab.ts';
import { whatWasSentIsHere } from './patience.ts';

/** So often in a row nothing must have moved, with all parties awake. */
const looks = 10;

/**
 * Waits until the server of streams sends no more of its last download, since
 * it is done or nobody reads on, and gives how many bytes it has sent.
 */
export async function sentAtStandstill(lab: Lab): Promise<number> {
  let sentBytes = -1;
  for (let still = 0; still < looks; still++) {
    await whatWasSentIsHere(lab);
    const { streams } = await lab.stats();
    const { bytes = 0, state } = streams?.transfers.at(-1) ?? {};
    if (state === 'done') return bytes;
    if (bytes !== sentBytes) still = 0;
    sentBytes = bytes;
  }
  return sentBytes;
}
