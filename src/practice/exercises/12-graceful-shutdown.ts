import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { holds } from '../rules/values.ts';
import {
  act,
  waitingOf,
  type StartServer,
  type Value,
} from './12-graceful-shutdown-act.ts';

export const exercise = defineExercise({
  id: '12-graceful-shutdown',
  name: 'startServer',
  runs: runsOf({ deadlineMs: 20_000 }),
  act: (startServer: StartServer, { seed }) => act(startServer, seed),
  rules: [
    holds<Value>(
      'address',
      'a server on a free port of 127.0.0.1, and nowhere else',
      ({ value: { url, isElsewhere, second } }) => {
        if (second.kind !== 'gave') {
          return {
            seen: `of a second server: ${describeOutcome(second)}`,
            suggests:
              'Another program may have any port that you name. Listen on port 0: the system finds a free one, and server.address() says which.',
          };
        }
        if (/^http:\/\/127\.0\.0\.1:\d+$/.test(url) && !isElsewhere) {
          return undefined;
        }
        return {
          seen: isElsewhere
            ? 'a server that also listens on other addresses of this machine'
            : `the address ${url}`,
          suggests:
            'Say on which address to listen, as in server.listen(0, "127.0.0.1"): without it, every computer in your network can reach the server.',
        };
      },
    ),
    holds<Value>(
      'answers',
      'each request answered with the text for its path',
      ({ value: { answeredInTurn } }) =>
        answeredInTurn > 0
          ? undefined
          : {
              seen: 'none of two requests answered with that text',
              suggests:
                'Call answer with the path of the request, request.url, and end the response with the text that its promise resolves to.',
            },
    ),
    holds<Value>(
      'keeps-alive',
      'two requests answered over one connection, one after the other',
      ({ value: { answeredInTurn } }) =>
        answeredInTurn === 2
          ? undefined
          : {
              seen: `${answeredInTurn} answered`,
              suggests:
                'Until close() is called, keep a connection open after an answer, because the next request may come over it.',
            },
    ),
    holds<Value>(
      'finishes',
      'a whole answer to each request that was waiting when close() was called',
      ({ seed, value: { answered } }) => {
        const waiting = waitingOf(seed);
        if (answered === waiting) return undefined;
        return {
          seen: `${answered} of ${waiting} answered`,
          suggests:
            'A request in flight is lost when its connection is cut: at once, after some time, or as soon as its answer has begun to go out. Let each connection end by itself, after its answer. And an answer is whole with the status 200, all letters in UTF-8, and a length in bytes if it says one.',
        };
      },
    ),
    holds<Value>(
      'takes-nothing-new',
      'new connections refused after close() was called',
      ({ value: { isDoorShut } }) =>
        isDoorShut
          ? undefined
          : {
              seen: 'a new connection accepted',
              suggests:
                'A server that still listens accepts more and more to wait for. Stop listening first, with server.close(), and then wait.',
            },
    ),
    holds<Value>(
      'ends-idle',
      'a connection without a request ended at once',
      ({ value: { isIdleSentAway } }) =>
        isIdleSentAway
          ? undefined
          : {
              seen: 'an idle connection that stays open',
              suggests:
                'A connection with nothing in flight need not wait for the others. server.close() ends idle connections, and so does server.closeIdleConnections().',
            },
    ),
    holds<Value>(
      'waits',
      'close() pending while requests are in flight',
      ({ value: { meanwhile, underWay } }) =>
        meanwhile === 'pending' && underWay === 'pending'
          ? undefined
          : {
              seen:
                meanwhile === 'pending'
                  ? `close() was ${underWay} while a large answer was on its way`
                  : `close() was ${meanwhile} while they were still waiting`,
              suggests:
                'The caller may end the process when close() is done. Fulfil its promise only after the last answer has been sent.',
            },
    ),
    holds<Value>(
      'closes',
      'close() done and no connection open after the last answer',
      ({ value: { afterwards, connectionsLeft } }) =>
        afterwards === 'done' && connectionsLeft === 0
          ? undefined
          : {
              seen: `close() was ${afterwards}, with ${countOf(connectionsLeft, 'connection')} open`,
              suggests:
                'An answer with keep-alive leaves an idle connection behind, and the server waits for that one too. Send connection: close with the answers that go out after close() was called.',
            },
    ),
  ],
});
