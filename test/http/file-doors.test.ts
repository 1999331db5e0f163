import { afterEach, describe, expect, it } from 'vitest';
import { fileDoors } from '../../src/http/file-doors.ts';
import type { ServedFile } from '../../src/http/file-doors.ts';
import type { TestServer } from './test-server.ts';
import { startTestServer } from './test-server.ts';

const script: ServedFile = {
  bytes: new TextEncoder().encode('const words = "äöü";'.repeat(50)),
  type: 'text/javascript; charset=utf-8',
  lasting: false,
};

let started: TestServer | null = null;
afterEach(async () => {
  await started?.server.stop();
});

async function start(): Promise<string> {
  const files = new Map([
    ['widget.js', script],
    ['chat-1a2b.js', { ...script, lasting: true }],
  ]);
  started = await startTestServer(fileDoors(['/widget.js', '/widget/:file'], files));
  return started.url;
}

describe('a file', () => {
  it('is loaded by pages of any origin, zipped', async () => {
    const url = await start();
    const response = await fetch(`${url}/widget.js`);
    expect(response.status).toBe(200);
    expect(await response.bytes()).toEqual(script.bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=300',
      vary: 'Accept-Encoding',
    });
  });

  it('comes as it is to who does not unzip', async () => {
    const url = await start();
    const headers = { 'accept-encoding': 'identity' };
    const response = await fetch(`${url}/widget.js`, { headers });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.bytes()).toEqual(script.bytes);
  });

  it('is not sent again to who has it', async () => {
    const url = await start();
    const etag = (await fetch(`${url}/widget.js`)).headers.get('etag') ?? '';
    const response = await fetch(`${url}/widget.js`, { headers: { 'if-none-match': etag } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
  });

  it('is not sent again to who has it and older ones, and is to who has only those', async () => {
    const url = await start();
    const etag = (await fetch(`${url}/widget.js`)).headers.get('etag') ?? '';
    const ask = async (tags: string): Promise<number> =>
      (await fetch(`${url}/widget.js`, { headers: { 'if-none-match': tags } })).status;
    expect(await ask(`"old", ${etag}`)).toBe(304);
    expect(await ask('"old", "older"')).toBe(200);
    expect(await ask('')).toBe(200);
  });

  it.each(['gzip;q=0', 'br, gzip; q=0.0, *', 'br'])('is not zipped for "%s"', async (accepted) => {
    const url = await start();
    const headers = { 'accept-encoding': accepted };
    const response = await fetch(`${url}/widget.js`, { headers });
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('is zipped for who likes that less than something else', async () => {
    const url = await start();
    const headers = { 'accept-encoding': 'br;q=1.0, gzip;q=0.8' };
    const response = await fetch(`${url}/widget.js`, { headers });
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });

  it('is kept for ever when its name changes with it', async () => {
    const url = await start();
    const { headers } = await fetch(`${url}/widget/chat-1a2b.js`);
    expect(headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    '/widget/none.js',
    '/widget/..%2f..%2fpackage.json',
    '/widget/__proto__',
    '/widget/%00',
  ])('is not found at %s', async (path) => {
    const url = await start();
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});
