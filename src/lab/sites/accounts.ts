import { FormError, parseForm, type Form } from '../accounts/form.ts';
import {
  renderAccountPage,
  renderFormPage,
  renderIndexPage,
  renderLoginPage,
  renderUploadPage,
} from '../accounts/pages.ts';
import {
  createSessions,
  noCookie,
  renderCookie,
  type Sessions,
} from '../accounts/sessions.ts';
import { drainBody } from '../limits.ts';
import { labLogin } from '../login.ts';
import { nearbyModel } from '../model.ts';
import {
  htmlAnswer,
  isRead,
  jsonAnswer,
  notFound,
  readOnly,
  textAnswer,
  type Answer,
  type Exchange,
  type Service,
  type Site,
} from './site.ts';

/** What the accounts saw beside what every site sees. */
export interface AccountsStats {
  readonly logins: number;
  readonly failedLogins: number;
  readonly logouts: number;
  /** How many are logged in now. */
  readonly sessions: number;
  readonly filesUploaded: number;
  readonly bytesUploaded: number;
}

/** A login with a cookie, forms, and uploads that nobody keeps. */
export const accounts: Site = {
  name: 'accounts',
  summary:
    `A page for those who are logged in (${labLogin.username}, ` +
    `${labLogin.password}), forms, and uploads of files`,
  examplePaths: ['/', '/login', '/account', '/form', '/upload'],
  model: nearbyModel,
  open: openAccounts,
};

const pages: Readonly<Record<string, () => string>> = {
  '/': () => renderIndexPage(labLogin.username, labLogin.password),
  '/login': () => renderLoginPage(),
  '/form': renderFormPage,
  '/upload': renderUploadPage,
};

function openAccounts(): Service {
  const sessions = createSessions();
  const nothing = {
    logins: 0,
    failedLogins: 0,
    logouts: 0,
    filesUploaded: 0,
    bytesUploaded: 0,
  };
  let seen = { ...nothing };

  function logIn({ fields }: Form): Answer {
    const { username, password } = Object.fromEntries(fields);
    const isKnown =
      username === labLogin.username && password === labLogin.password;
    if (!isKnown) {
      seen.failedLogins += 1;
      const text = 'No user with this name has this password.';
      return htmlAnswer(renderLoginPage(text), 401);
    }
    seen.logins += 1;
    return seeOther('/account', renderCookie(sessions.open(username)));
  }

  function receive({ fields, files }: Form): Answer {
    seen.filesUploaded += files.length;
    for (const { bytes } of files) seen.bytesUploaded += bytes;
    return jsonAnswer({ fields, files });
  }

  function logOut({ request }: Exchange): Answer {
    if (sessions.close(request.headers.cookie)) seen.logouts += 1;
    return seeOther('/', noCookie);
  }

  const posts: Readonly<
    Record<string, (exchange: Exchange) => Answer | Promise<Answer>>
  > = {
    '/login': async ({ request }) => logIn(await parseForm(request)),
    '/form': async ({ request }) => receive(await parseForm(request)),
    '/upload': async ({ request }) => receive(await parseForm(request)),
    '/logout': logOut,
  };

  return {
    readsBody: ({ method, url = '' }) =>
      method === 'POST' && posts[url.split('?')[0] ?? ''] !== undefined,
    async handle(exchange) {
      const { request, target } = exchange;
      const post = posts[target.path];
      if (isRead(request)) exchange.reply(read(exchange, sessions));
      else if (request.method === 'POST' && post) {
        exchange.reply(await answerPost(() => post(exchange)));
        drainBody(request);
      } else exchange.reply(post ? allowing('GET, HEAD, POST') : readOnly);
    },
    stats: (): AccountsStats => ({ ...seen, sessions: sessions.count }),
    reset() {
      seen = { ...nothing };
    },
  };
}

async function answerPost(
  post: () => Answer | Promise<Answer>,
): Promise<Answer> {
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return textAnswer(error.message, error.status);
  }
}

function read(exchange: Exchange, sessions: Sessions): Answer {
  const { path } = exchange.target;
  if (path === '/account') return readAccount(exchange, sessions);
  if (path === '/logout') return allowing('POST');
  const render = pages[path];
  return render ? htmlAnswer(render()) : notFound;
}

/** A browser is sent to log in; a program is told. */
function readAccount({ request }: Exchange, sessions: Sessions): Answer {
  const session = sessions.find(request.headers.cookie);
  const wantsJson = request.headers.accept?.includes('application/json');
  if (!session) {
    if (!wantsJson) return seeOther('/login');
    return { ...jsonAnswer({ error: 'Log in first.' }), status: 401 };
  }
  session.visits += 1;
  const { username, visits } = session;
  if (wantsJson) return jsonAnswer({ username, visits });
  return htmlAnswer(renderAccountPage(username, visits));
}

function seeOther(location: string, cookie?: string): Answer {
  const headers = { location, ...(cookie && { 'set-cookie': cookie }) };
  return { ...textAnswer('See Other', 303), headers };
}

function allowing(methods: string): Answer {
  const headers = { allow: methods };
  return { ...textAnswer('Method Not Allowed', 405), headers };
}
