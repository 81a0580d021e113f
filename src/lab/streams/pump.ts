import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import type { TransferLog } from './transfers.ts';

/**
 * Sends pieces one by one, until there is none left, as fast as the client
 * takes them: whenever its connection is full, waits until that has drained.
 * So no more than a piece is ever held for one client.
 */
export function pump(
  exchange: Exchange,
  context: SiteContext,
  nextPiece: () => Buffer | undefined,
  log?: TransferLog,
): void {
  function send(): void {
    for (;;) {
      const piece = nextPiece();
      if (!piece) {
        log?.end('done');
        exchange.end();
        return;
      }
      const hasRoom = exchange.write(piece);
      log?.moved(piece.length);
      if (!hasRoom) break;
    }
    const fullMs = context.now();
    exchange.whenDrained(() => {
      log?.paused(context.now() - fullMs);
      send();
    });
  }

  exchange.onEnd(() => log?.end('aborted'));
  send();
}
