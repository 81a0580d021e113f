import { randomUUID } from 'node:crypto';

export interface Session {
  readonly username: string;
  /** How often its page was requested. */
  visits: number;
}

/** The users who are logged in, by the value of their cookie. */
export interface Sessions {
  readonly count: number;
  /** Returns the value of the new session's cookie. */
  open(username: string): string;
  /** The session that a request's Cookie header names, if any. */
  find(cookies: string | undefined): Session | undefined;
  /** True if there was a session to close. */
  close(cookies: string | undefined): boolean;
}

const cookieName = 'session';
const sessionsKept = 1000;

/** Keeps the last 1,000 sessions in memory. */
export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    get count() {
      return sessions.size;
    },
    open(username) {
      const id = randomUUID();
      if (sessions.size === sessionsKept) {
        const [oldest = ''] = sessions.keys();
        sessions.delete(oldest);
      }
      sessions.set(id, { username, visits: 0 });
      return id;
    },
    find: (cookies) => sessions.get(idIn(cookies)),
    close: (cookies) => sessions.delete(idIn(cookies)),
  };
}

/** Hidden from scripts and from other sites' forms; deleted when the browser closes. */
export function renderCookie(id: string): string {
  return `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Deletes the cookie. */
export const noCookie = `${renderCookie('')}; Max-Age=0`;

function idIn(cookies = ''): string {
  const pairs = cookies.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1] ?? '';
}
