import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import type { TransferLog } from './transfers.ts';

/**
 * Sends all pieces one by one, as fast as the client reads them: whenever the
 * connection's buffer is full, waits until it has drained. So at most one piece
 * waits in memory for a client.
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
