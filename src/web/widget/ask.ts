import type { Environment } from './environment.ts';
import { readJson } from './reading.ts';

/** What the server answered; status 0 when it could not be reached. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** How long it asks to be left alone. */
  readonly waitMs: number;
}

/** One request to the server. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token?: string | null;
  readonly body?: unknown;
}

/** Asks the server. Never fails: what went wrong is in the answer. */
export type Ask = (question: Question) => Promise<Answer>;

const patienceMs = 20_000;

/** Asks one origin and no other, without cookies. */
export function createAsk(
  { fetch, later }: Pick<Environment, 'fetch' | 'later'>,
  origin: string,
): Ask {
  return async ({ method, path, token, body }) => {
    const headers: Record<string, string> = {};
    if (token != null) headers['Authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const giveUp = new AbortController();
    const callOff = later(() => giveUp.abort(), patienceMs);
    try {
      const answer = await fetch(origin + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'omit',
        cache: 'no-store',
        signal: giveUp.signal,
      });
      const seconds = Number(answer.headers.get('Retry-After') ?? '');
      const waitMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0;
      return { status: answer.status, body: readJson(await answer.text()), waitMs };
    } catch {
      return { status: 0, body: undefined, waitMs: 0 };
    } finally {
      callOff();
    }
  };
}

/** Whether an answer is the one that was hoped for. */
export function isFine({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Whether what was asked about is not there any more. */
export function isGone({ status }: Answer): boolean {
  return status === 404 || status === 410;
}

/** Whether trying again later may help: the server or the way to it is down. */
export function isDown({ status }: Answer): boolean {
  return status === 0 || status >= 500;
}
