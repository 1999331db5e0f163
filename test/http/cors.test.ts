import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { Door } from '../../src/http/door.ts';
import type { TestServer } from './test-server.ts';
import { startTestServer } from './test-server.ts';

let started: TestServer | null = null;
afterEach(async () => {
  await started?.server.stop();
});

async function start(handle: Door['handle'], method: Door['method'] = 'POST'): Promise<string> {
  const cors = (): Record<string, string> => ({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const limits = { body: 10, drained: 100 };
  started = await startTestServer([{ method, path: '/door', handle, cors }], { limits });
  return `${started.url}/door`;
}

const post = (body: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body,
});

const fine: Door['handle'] = () => Promise.resolve({ status: 200, body: {} });

const throwing =
  (failure: Error): Door['handle'] =>
  () =>
    Promise.reject(failure);

describe('pages of other origins', () => {
  it.each([
    ['an answer', fine, '{}', 200],
    ['no credentials', throwing(new AppError('UNAUTHENTICATED', 'No token')), '{}', 401],
    ['too many requests', throwing(new AppError('RATE_LIMITED', 'Wait')), '{}', 429],
    ['a bug', throwing(new TypeError('x is undefined')), '{}', 500],
    ['what is not JSON', fine, '{', 400],
    ['what is too large', fine, `"${'x'.repeat(50)}"`, 413],
    ['what is too large to be read', fine, `"${'x'.repeat(500)}"`, 413],
  ])('can read %s', async (_, handle, body, status) => {
    const answer = await fetch(await start(handle), post(body));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('may ask beforehand, with a body that nobody reads', async () => {
    const handle: Door['handle'] = ({ body }) =>
      Promise.resolve({ status: body === undefined ? 204 : 500 });
    const asked = { method: 'OPTIONS', body: 'not JSON and over ten bytes' };
    const answer = await fetch(await start(handle, 'OPTIONS'), asked);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('headers of a door', () => {
  it('stand in place of those that every answer has, however they are written', async () => {
    const headers = {
      'content-security-policy': "default-src 'self'",
      'X-FRAME-OPTIONS': 'SAMEORIGIN',
      'content-type': 'application/manifest+json',
    };
    const answer = await fetch(
      await start(() => Promise.resolve({ status: 200, headers, body: {} })),
      post('{}'),
    );
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': "default-src 'self'",
      'x-frame-options': 'SAMEORIGIN',
      'content-type': 'application/manifest+json',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('a DELETE', () => {
  it.each([
    ['without a body is taken', {}, 204],
    ['with a body that is not said to be JSON is refused', { body: '{}' }, 400],
  ])('%s', async (_, init, status) => {
    const url = await start(() => Promise.resolve({ status: 204 }), 'DELETE');
    expect((await fetch(url, { ...init, method: 'DELETE' })).status).toBe(status);
  });
});

describe('the address that a door is told', () => {
  it('is the one that rates count by, and the peer stays what it is', async () => {
    const door: Door = {
      method: 'GET',
      path: '/who',
      handle: ({ address, peer }) => Promise.resolve({ status: 200, body: { address, peer } }),
    };
    started = await startTestServer([door], { trust: { kind: 'count', proxies: 1 } });
    const headers = { 'x-forwarded-for': '203.0.113.66, 198.51.100.9' };
    const answer = await fetch(`${started.url}/who`, { headers });
    expect(await answer.json()).toEqual({ address: '198.51.100.9', peer: '127.0.0.1' });
  });
});
