import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';

/** A server that takes a while to answer, and can be asked to stop. */
export function createApp(answerMs: number): FastifyInstance {
  // #region app
  const app = Fastify();

  app.get('/talk', async () => {
    await sleep(answerMs);
    return { title: 'Practical async', lines: 42 };
  });
  // #endregion app

  graceful(app);
  return app;
}

// #region grace
function graceful(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
}
// #endregion grace
