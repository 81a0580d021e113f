import {
  createTokenBucket,
  type Grant,
  type Rate,
  type TokenBucket,
} from './token-bucket.ts';

/** What a site with a rate limit saw, besides what every site records. */
export interface LimitedStats {
  /** Requests that were let through, each of which spends a token. */
  readonly tokensSpent: number;
  /** Requests that were refused (429). */
  readonly refusals: number;
  /** The same by client, for the last 1,000 that came. */
  readonly clients: Readonly<Record<string, ClientCounts>>;
}

interface ClientCounts {
  readonly spent: number;
  readonly refused: number;
}

export interface Clients {
  take(client: string, nowMs: number): Grant;
  stats(): LimitedStats;
  reset(): void;
}

interface Account {
  readonly bucket: TokenBucket;
  spent: number;
  refused: number;
}

const clientsKept = 1000;

/** A bucket for each client. */
export function createClients(rate: Rate): Clients {
  const accounts = new Map<string, Account>();
  let tokensSpent = 0;
  let refusals = 0;

  function open(client: string, nowMs: number): Account {
    const bucket = createTokenBucket(rate, nowMs);
    const account = { bucket, spent: 0, refused: 0 };
    if (accounts.size === clientsKept) {
      const [oldest = ''] = accounts.keys();
      accounts.delete(oldest);
    }
    accounts.set(client, account);
    return account;
  }

  return {
    take(client, nowMs) {
      const account = accounts.get(client) ?? open(client, nowMs);
      const grant = account.bucket.take(nowMs);
      if (grant.isGranted) {
        tokensSpent += 1;
        account.spent += 1;
      } else {
        refusals += 1;
        account.refused += 1;
      }
      return grant;
    },
    stats() {
      const counts = [...accounts].map(([client, { spent, refused }]) => {
        return [client, { spent, refused }] as const;
      });
      return { tokensSpent, refusals, clients: Object.fromEntries(counts) };
    },
    reset() {
      accounts.clear();
      tokensSpent = 0;
      refusals = 0;
    },
  };
}
