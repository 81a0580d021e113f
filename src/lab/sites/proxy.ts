import { labLogin } from '../login.ts';
import { noDelayModel } from '../model.ts';
import { createProxy } from '../proxy/proxy.ts';
import { renderPage } from './html.ts';
import { createPureSite } from './pure-site.ts';
import { htmlAnswer, notFound } from '../answer.ts';
import type { Site } from './site.ts';

const { username, password } = labLogin;

/** The proxy's page for a browser. */
const page = createPureSite({
  name: 'proxy',
  summary:
    `An HTTP proxy to this machine, for the user ${username} with the ` +
    `password ${password}; it counts what passes through it`,
  examplePaths: ['/'],
  model: noDelayModel,
  answer: ({ path }) => (path === '/' ? htmlAnswer(index) : notFound),
});

/** A proxy between a client and the other sites. */
export const proxy: Site = {
  ...page,
  open(context) {
    const passing = createProxy();
    return {
      ...page.open(context),
      connect(request, socket, head) {
        passing.connect(request, socket, head);
      },
      forward(request, response) {
        passing.forward(request, response);
      },
      stats: () => passing.stats(),
      reset() {
        passing.reset();
      },
    };
  },
};

const index = renderPage(
  'Proxy',
  `<nav><a href="/">Proxy</a></nav>
<main>
<h1>A proxy</h1>
<p>Set this address as a client’s proxy, with the user <code>${username}</code>
and the password <code>${password}</code>. It passes on connections (CONNECT) and
requests for whole addresses, to this machine only.</p>
</main>`,
);
