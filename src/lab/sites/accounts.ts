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
import {
  htmlAnswer,
  isRead,
  jsonAnswer,
  methodNotAllowed,
  notFound,
  readMethods,
  textAnswer,
  type Answer,
} from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { drainBody } from '../limits.ts';
import { labLogin } from '../login.ts';
import { nearbyModel } from '../model.ts';
import type { Service, Site } from './site.ts';

/** What the accounts saw, besides what every site records. */
export interface AccountsStats {
  /** Logins with the right name and password. */
  readonly logins: number;
  /** Logins with a wrong name or password (401). */
  readonly failedLogins: number;
  /** Sessions that their users ended. */
  readonly logouts: number;
  /** How many are logged in now. */
  readonly sessions: number;
  /** Files that were received. */
  readonly filesUploaded: number;
  /** Bytes of these files. */
  readonly bytesUploaded: number;
}

/** A login with a cookie, forms, and uploads that are not kept. */
export const accounts: Site = {
  name: 'accounts',
  summary:
    `A page for users who are logged in (${labLogin.username}, ` +
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

type Counts = {
  -readonly [Name in keyof Omit<AccountsStats, 'sessions'>]: number;
};

/** What one lab's accounts remember. */
interface Accounts {
  readonly sessions: Sessions;
  seen: Counts;
}

function openAccounts(): Service {
  const state: Accounts = { sessions: createSessions(), seen: noCounts() };
  return {
    readsBody: ({ method, url = '' }) =>
      method === 'POST' && posts[url.split('?')[0] ?? ''] !== undefined,
    async handle(exchange) {
      const { request, target } = exchange;
      const post = posts[target.path];
      if (isRead(request)) exchange.reply(read(exchange, state.sessions));
      else if (request.method === 'POST' && post) {
        exchange.reply(await answerPost(() => post(exchange, state)));
        drainBody(request);
      } else {
        exchange.reply(methodNotAllowed(methodsOf(target.path)));
      }
    },
    methods: methodsOf,
    stats: (): AccountsStats => ({
      ...state.seen,
      sessions: state.sessions.count,
    }),
    reset() {
      state.seen = noCounts();
    },
  };
}

function noCounts(): Counts {
  return {
    logins: 0,
    failedLogins: 0,
    logouts: 0,
    filesUploaded: 0,
    bytesUploaded: 0,
  };
}

const posts: Readonly<
  Record<
    string,
    (exchange: Exchange, state: Accounts) => Answer | Promise<Answer>
  >
> = {
  '/login': async ({ request }, state) =>
    logIn(await parseForm(request), state),
  '/form': async ({ request }, state) =>
    receive(await parseForm(request), state),
  '/upload': async ({ request }, state) =>
    receive(await parseForm(request), state),
  '/logout': logOut,
};

function methodsOf(path: string): string {
  if (path === '/logout') return 'POST';
  return posts[path] ? `${readMethods}, POST` : readMethods;
}

function logIn({ fields }: Form, { sessions, seen }: Accounts): Answer {
  const { username, password } = Object.fromEntries(fields);
  const isKnown =
    username === labLogin.username && password === labLogin.password;
  if (!isKnown) {
    seen.failedLogins += 1;
    const text = 'The user name or the password is wrong.';
    return htmlAnswer(renderLoginPage(text), 401);
  }
  seen.logins += 1;
  return seeOther('/account', renderCookie(sessions.open(username)));
}

function receive({ fields, files }: Form, { seen }: Accounts): Answer {
  seen.filesUploaded += files.length;
  for (const { bytes } of files) seen.bytesUploaded += bytes;
  return jsonAnswer({ fields, files });
}

function logOut({ request }: Exchange, { sessions, seen }: Accounts): Answer {
  if (sessions.close(request.headers.cookie)) seen.logouts += 1;
  return seeOther('/', noCookie);
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
  if (path === '/logout') return methodNotAllowed(methodsOf(path));
  const render = pages[path];
  return render ? htmlAnswer(render()) : notFound;
}

/** Without a session, a browser is redirected to the login; a program gets 401. */
function readAccount({ request }: Exchange, sessions: Sessions): Answer {
  const session = sessions.find(request.headers.cookie);
  const wantsJson = request.headers.accept?.includes('application/json');
  if (!session) {
    if (!wantsJson) return seeOther('/login');
    return jsonAnswer({ error: 'Log in first.' }, 401);
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
