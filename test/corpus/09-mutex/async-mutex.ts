// passes
import { Mutex } from 'async-mutex';

export function createMutex() {
  return new Mutex();
}
