import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { Door, DoorRequest } from '../../src/http/door.ts';
import { createServer } from '../../src/http/server.ts';
import { startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const running: TestServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server.stop()));
});

async function start(
  doors: readonly Door[],
  given: Parameters<typeof startTestServer>[1] = {},
): Promise<TestServer> {
  const started = await startTestServer(doors, given);
  running.push(started);
  return started;
}

const echo: Door = {
  method: 'POST',
  path: '/echo',
  handle: ({ body }) => Promise.resolve({ status: 200, body: { type: typeof body } }),
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const json = { 'Content-Type': 'application/json' };

describe('a door', () => {
  it('is handed the request, read', async () => {
    const seen: DoorRequest[] = [];
    const door: Door = {
      method: 'PUT',
      path: '/rooms/:room/:seat',
      handle: (request) => {
        seen.push(request);
        return Promise.resolve({ status: 204 });
      },
    };
    const { url } = await start([door]);
    const address = `${url}/rooms/a%20b/7?q=1&q=2`;
    const answer = await fetch(address, { method: 'PUT', headers: json, body: '{"a":[1]}' });
    expect(answer.status).toBe(204);
    const [request] = seen;
    expect(request).toMatchObject({
      id: 'r1',
      params: { room: 'a b', seat: '7' },
      peer: '127.0.0.1',
      body: { a: [1] },
    });
    expect(request?.query.getAll('q')).toEqual(['1', '2']);
  });

  it('may answer with bytes of its own kind', async () => {
    const page: Door = {
      method: 'GET',
      path: '/page',
      handle: () =>
        Promise.resolve({
          status: 200,
          headers: { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=60' },
          body: new TextEncoder().encode('<p>ä</p>'),
        }),
    };
    const { url } = await start([page]);
    const answer = await fetch(`${url}/page`);
    expect(await answer.text()).toBe('<p>ä</p>');
    expect(answer.headers.get('Content-Type')).toBe('text/html');
    expect(answer.headers.get('Cache-Control')).toBe('max-age=60');
  });

  it('that is read answers HEAD without a body', async () => {
    const { url } = await start([]);
    const answer = await fetch(`${url}/healthz`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it.each(methods)('may be for %s', async (method) => {
    const door: Door = { method, path: '/x', handle: () => Promise.resolve({ status: 202 }) };
    const { url } = await start([door]);
    expect((await fetch(`${url}/x`, { method })).status).toBe(202);
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/nowhere', '/echo'])(
    'has the headers that protect it (%s)',
    async (path) => {
      const { url } = await start([echo]);
      const { headers } = await fetch(`${url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': 'r1',
      });
      expect(headers.has('server')).toBe(false);
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it('has an id of ours, whatever the caller calls it', async () => {
    const { url } = await start([]);
    const answer = await fetch(`${url}/healthz`, { headers: { 'X-Request-Id': 'Maria' } });
    expect(answer.headers.get('X-Request-Id')).toBe('r1');
  });
});

describe('a door that fails', () => {
  const failing = (failure: Error): Door => ({
    method: 'GET',
    path: '/fails',
    handle: () => Promise.reject(failure),
  });

  it('answers with code and sentence, and logs the rest', async () => {
    const { url, events } = await start([failing(new TypeError('Maria Silva is undefined'))]);
    const answer = await fetch(`${url}/fails`);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'BUG' } });
    expect(text).toContain('r1');
    expect(text).not.toMatch(/Maria|\.ts|at /);
    expect(events()).toContainEqual(
      expect.objectContaining({ event: 'request.failed', request: 'r1', failure: 'TypeError' }),
    );
    expect(JSON.stringify(events())).not.toContain('Maria');
  });

  it('answers a refusal with its reason', async () => {
    const { url, events } = await start([failing(new AppError('UNAUTHENTICATED', 'No token'))]);
    const answer = await fetch(`${url}/fails`);
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { error: { code: 'UNAUTHENTICATED', message: 'No token' } },
    ]);
    expect(events()).toContainEqual(expect.objectContaining({ event: 'request.refused' }));
  });

  it('says when to come back if it may pass', async () => {
    const { url } = await start([failing(new AppError('STORE_BUSY', 'Locked'))]);
    const answer = await fetch(`${url}/fails`);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  });
});

describe('stopping', () => {
  /** A door that answers when the test says so. */
  const createSlowDoor = () => {
    const asked = Promise.withResolvers<undefined>();
    const go = Promise.withResolvers<undefined>();
    const door: Door = {
      method: 'GET',
      path: '/slow',
      handle: async () => {
        asked.resolve(undefined);
        await go.promise;
        return { status: 200, body: { done: true } };
      },
    };
    return { door, asked: asked.promise, go: () => go.resolve(undefined) };
  };

  it('lets requests under way end, and takes no others', async () => {
    const slow = createSlowDoor();
    const { server, url } = await startTestServer([slow.door]);
    const answer = fetch(`${url}/slow`);
    await slow.asked;
    const stopping = server.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    slow.go();
    expect(await (await answer).json()).toEqual({ done: true });
    await stopping;
  });

  it('does not wait for connections on which nothing is asked', async () => {
    const { server, port } = await startTestServer([]);
    const idle = connect(port, '127.0.0.1');
    const closed = new Promise((resolve) => idle.once('close', resolve));
    await new Promise((resolve) => idle.once('connect', resolve));
    await server.stop();
    await closed;
  });

  it('cuts off what lasts too long', async () => {
    const slow = createSlowDoor();
    const { server, url } = await startTestServer([slow.door], { limits: { stopMs: 20 } });
    const answer = fetch(`${url}/slow`);
    await slow.asked;
    await server.stop();
    await expect(answer).rejects.toThrow();
  });

  it('is the same when asked twice, or before the start', async () => {
    const { server } = await startTestServer([]);
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });
});

describe('starting', () => {
  it('names the port that it was given', async () => {
    const { url, port } = await start([]);
    expect(port).toBeGreaterThan(0);
    expect(url).toBe(`http://127.0.0.1:${String(port)}`);
  });

  it('says what to do when the port is taken', async () => {
    const { port, log } = await start([]);
    const second = createServer({
      host: '127.0.0.1',
      port,
      doors: [],
      checks: [],
      log,
      ids: { next: () => 'r' },
      clock: { now: () => 0 },
    });
    await expect(second.start()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/EADDRINUSE; stop the other program or set/) as string,
    });
  });
});

it('prints nothing: restify has no log of its own', async () => {
  const printed = vi.spyOn(process.stdout, 'write');
  const { url, raw } = await start([echo]);
  await fetch(`${url}/nowhere`);
  await raw('nonsense\r\n\r\n');
  await fetch(`${url}/echo`, { method: 'POST', headers: json, body: '{' });
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
