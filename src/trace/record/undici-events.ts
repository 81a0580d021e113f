import { Agent, getGlobalDispatcher, MockAgent, type Dispatcher } from 'undici';
import { subscribeToConnections } from './undici-connections.ts';
import { watchDispatch } from './undici-dispatch.ts';
import { subscribeToRequests } from './undici-requests.ts';

let subscribed = false;

/**
 * Starts filling recordings from the messages on undici's diagnostics channels
 * (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel), both of npm's
 * undici and of the one inside Node that the global `fetch` may use. A second
 * call only looks whether there is a new global dispatcher.
 */
export function watchUndici(): void {
  watchDispatch(Agent.prototype);
  watchDispatch(getGlobalDispatcher());
  if (subscribed) return;
  subscribed = true;
  subscribeToRequests();
  subscribeToConnections();
  watchMocks();
}

/** Each pool of a MockAgent has a `dispatch` of its own. */
function watchMocks(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- `this` is passed on below
  const get = MockAgent.prototype.get as (origin: string) => Dispatcher;
  MockAgent.prototype.get = function (this: MockAgent, origin: string) {
    const dispatcher = get.call(this, origin);
    watchDispatch(dispatcher);
    return dispatcher;
  } as typeof MockAgent.prototype.get;
}
