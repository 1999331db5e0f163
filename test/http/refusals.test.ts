import { afterEach, describe, expect, it } from 'vitest';
import type { Door } from '../../src/http/door.ts';
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

const json = { 'Content-Type': 'application/json' };

describe('what is refused', () => {
  const post = (
    body: NonNullable<RequestInit['body']>,
    headers: Record<string, string> = json,
  ): RequestInit => ({
    method: 'POST',
    headers,
    body,
  });

  it.each([
    ['a door that is not there', '/nowhere', {}, '404 NOT_FOUND'],
    ['a path with broken escapes', '/%zz', {}, '404 NOT_FOUND'],
    ['the wrong method', '/echo', {}, '405 METHOD_NOT_ALLOWED'],
    ['a method for nothing', '/healthz', { method: 'OPTIONS' }, '405 METHOD_NOT_ALLOWED'],
    ['what is not JSON', '/echo', post('{'), '400 REQUEST_REFUSED'],
    ['what is not UTF-8', '/echo', post(new Uint8Array([0x22, 0xff, 0x22])), '400 REQUEST_REFUSED'],
    ['what is not said to be JSON', '/echo', post('{}', {}), '400 REQUEST_REFUSED'],
    [
      'what is packed',
      '/echo',
      post('{}', { ...json, 'Content-Encoding': 'br' }),
      '400 REQUEST_REFUSED',
    ],
    ['256 kB and a byte', '/echo', post(`"${'x'.repeat(262_143)}"`), '413 REQUEST_TOO_LARGE'],
  ] as const)('%s', async (_what, path, init, refusal) => {
    const { url } = await start([echo]);
    const answer = await fetch(`${url}${path}`, init);
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect(`${answer.status} ${error.code}`).toBe(refusal);
    expect(error.message).not.toBe('');
  });

  it('names the methods of a door that is there', async () => {
    const { url } = await start([echo]);
    expect((await fetch(`${url}/echo`)).headers.get('Allow')).toBe('POST');
  });

  it.each([
    ['256 kB', `"${'x'.repeat(262_142)}"`, json, 'string'],
    ['no body at all', '', {}, 'undefined'],
    ['JSON of a longer name', '{}', { 'Content-Type': 'application/problem+json' }, 'object'],
    ['JSON with a charset', '{}', { 'Content-Type': 'application/json; charset=utf-8' }, 'object'],
  ])('is not %s', async (_what, body, headers, type) => {
    const { url } = await start([echo]);
    const answer = await fetch(`${url}/echo`, post(body, headers));
    expect(await answer.json()).toEqual({ type });
  });

  it('is answered even when the caller sends on for long', async () => {
    const { url } = await start([echo], { limits: { body: 10, drained: 1_000_000 } });
    const answer = await fetch(`${url}/echo`, post('x'.repeat(900_000)));
    expect(answer.status).toBe(413);
    expect(answer.headers.get('Connection')).not.toBe('close');
  });

  it('ends the connection of a caller who does not stop', async () => {
    const { raw } = await start([echo], { limits: { body: 10, drained: 100 } });
    const head = 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n';
    const heard = await raw(head + 'x'.repeat(5_000));
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard).toMatch(/\r\nConnection: close\r\n/);
  });
});

describe('an address that is none', () => {
  // Restify's router throws on these outside of every handler, which ended the process.
  it.each([
    ['an absolute address that does not parse', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a Host header that does not parse', 'GET /healthz HTTP/1.1\r\nHost: [\r\n\r\n'],
    ['a Host header with a path', 'GET http:// HTTP/1.1\r\nHost: a/b c\r\n\r\n'],
  ])('is refused, and the server goes on (%s)', async (_what, text) => {
    const { raw, url } = await start([]);
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 400 [^]*REQUEST_REFUSED/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it.each(['GET // HTTP/1.1', 'GET * HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET /a//b/../c HTTP/1.1'])(
    'is no reason to stop: %s',
    async (line) => {
      const { raw } = await start([]);
      expect(await raw(`${line}\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (?:200|404) /);
    },
  );

  it('is no way to keep a connection open: upgrades are refused and hung up on', async () => {
    const { raw } = await start([]);
    const upgrade =
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    expect(await raw(upgrade)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  });
});
