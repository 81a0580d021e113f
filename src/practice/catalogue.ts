import type { Exercise } from './exercise.ts';
import { exercise as ticks } from './exercises/01-ticks.ts';
import { exercise as together } from './exercises/02-together.ts';
import { exercise as oneConnection } from './exercises/03-one-connection.ts';
import { exercise as atMost } from './exercises/04-at-most.ts';
import { exercise as mapLimit } from './exercises/04-map-limit.ts';
import { exercise as handles } from './exercises/05-handles.ts';
import { exercise as scrape } from './exercises/05-scrape.ts';
import { exercise as nothingLost } from './exercises/06-nothing-lost.ts';
import { exercise as retryAfter } from './exercises/06-retry-after.ts';
import { exercise as deadline } from './exercises/07-deadline.ts';
import { exercise as firstWins } from './exercises/07-first-wins.ts';
import { exercise as taskGroup } from './exercises/07-task-group.ts';
import { exercise as download } from './exercises/08-download.ts';
import { exercise as ndjson } from './exercises/08-ndjson.ts';
import { exercise as mutex } from './exercises/09-mutex.ts';
import { exercise as rateLimit } from './exercises/09-rate-limit.ts';
import { exercise as offTheLoop } from './exercises/10-off-the-loop.ts';
import { exercise as cookieSession } from './exercises/11-cookie-session.ts';
import { exercise as gracefulShutdown } from './exercises/12-graceful-shutdown.ts';
import { exercise as watch } from './exercises/13-watch.ts';
import { exercise as crawler } from './exercises/14-crawler.ts';

/** All exercises, in the order in which they are to be done. */
export const exercises: readonly Exercise[] = [
  ticks,
  together,
  oneConnection,
  atMost,
  mapLimit,
  handles,
  scrape,
  nothingLost,
  retryAfter,
  deadline,
  firstWins,
  taskGroup,
  download,
  ndjson,
  mutex,
  rateLimit,
  offTheLoop,
  cookieSession,
  gracefulShutdown,
  watch,
  crawler,
];
