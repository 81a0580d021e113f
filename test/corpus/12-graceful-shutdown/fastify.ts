// passes
import fastify from 'fastify';

type Answer = (path: string) => Promise<string>;

export async function startServer(answer: Answer) {
  const app = fastify();
  let isClosing = false;
  app.addHook('preClose', () => {
    isClosing = true;
    return Promise.resolve();
  });
  app.addHook('onSend', (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
    return Promise.resolve();
  });
  app.get('/*', ({ url }) => answer(url));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => app.close() };
}
