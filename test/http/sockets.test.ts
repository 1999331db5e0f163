import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { AppError } from '../../src/base/app-error.ts';
import type { SocketDoor } from '../../src/http/sockets.ts';
import { handOverSockets } from '../../src/http/sockets.ts';
import { captureLog } from '../observe/log-capture.ts';
import type { TestServer, TestServerParts } from './test-server.ts';
import { startTestServer } from './test-server.ts';

let started: TestServer | null = null;
afterEach(async () => {
  await started?.server.stop();
});

async function start(given: TestServerParts): Promise<TestServer> {
  return (started = await startTestServer([], given));
}

const asking =
  'GET /stream?t=1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

/** A door that opens WebSockets, and the requests that it was handed. */
function createDoor(path = /^\/stream$/): SocketDoor & { readonly seen: IncomingMessage[] } {
  const server = new WebSocketServer({ noServer: true });
  const seen: IncomingMessage[] = [];
  return {
    path,
    seen,
    accept: ({ request, socket, head }) => {
      seen.push(request);
      server.handleUpgrade(request, socket, head, (opened) => opened.send('hello'));
      return Promise.resolve();
    },
  };
}

async function open({ port }: TestServer): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/stream?t=1`);
  await once(socket, 'open');
  return socket;
}

const refusing = (failure: Error): SocketDoor => ({
  path: /^\/stream$/,
  accept: () => Promise.reject(failure),
});

describe('a connection that asks to stay open', () => {
  it('is handed to the first door with its path', async () => {
    const [other, first, second] = [createDoor(/^\/other$/), createDoor(), createDoor()];
    const socket = new WebSocket(
      `${(await start({ sockets: [other, first, second] })).url}/stream`.replace('http', 'ws'),
    );
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(data.toString()).toBe('hello');
    expect([other, first, second].map(({ seen }) => seen.length)).toEqual([0, 1, 0]);
  });

  it('is answered with 404 where there is no such door', async () => {
    const { raw } = await start({ sockets: [createDoor(/^\/other$/)] });
    expect(await raw(asking)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  });

  it('is not cut for being silent once it is open', async () => {
    const opened = Promise.withResolvers<IncomingMessage>();
    const accept: SocketDoor['accept'] = ({ request }) => {
      opened.resolve(request);
      return Promise.resolve();
    };
    const { port } = await start({ sockets: [{ path: /^\/stream$/, accept }] });
    const caller = connect(port, '127.0.0.1', () => caller.write(asking));
    const { socket } = await opened.promise;
    await vi.waitFor(() => expect(socket.timeout).toBe(0));
    caller.destroy();
  });

  it('finds no room when too many are open, and finds it when one has gone', async () => {
    const server = await start({ sockets: [createDoor()], limits: { sockets: 1 } });
    const first = await open(server);
    expect(await server.raw(asking)).toMatch(/^HTTP\/1\.1 503 /);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    first.close();
    await vi.waitFor(async () => expect((await open(server)).readyState).toBe(WebSocket.OPEN));
  });

  it('does not hold the stop up', async () => {
    const server = await start({ sockets: [createDoor()] });
    const closed = once(await open(server), 'close');
    await Promise.all([server.server.stop(), closed]);
  });
});

describe('a door that does not open', () => {
  it('says why in its status, and logs without an alarm', async () => {
    const door = refusing(new AppError('UNAUTHENTICATED', 'No pass'));
    const { raw, events } = await start({ sockets: [door] });
    expect(await raw(asking)).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
    expect(events()).toContainEqual(
      expect.objectContaining({ event: 'socket.refused', status: 401 }),
    );
  });

  it('takes the connection with it when it fails, and nothing else', async () => {
    const throwing: SocketDoor = {
      path: /^\/stream$/,
      accept: () => {
        throw new TypeError('Maria is undefined');
      },
    };
    const { raw, events, url } = await start({ sockets: [throwing] });
    expect(await raw(asking)).toMatch(/^HTTP\/1\.1 500 /);
    expect(events()).toContainEqual(expect.objectContaining({ event: 'socket.failed' }));
    expect(JSON.stringify(events())).not.toContain('Maria');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('makes room again', async () => {
    const door = refusing(new AppError('FORBIDDEN', 'No'));
    const { raw } = await start({ sockets: [door], limits: { sockets: 1 } });
    for (let tries = 0; tries < 3; tries += 1) expect(await raw(asking)).toMatch(/ 403 /);
  });
});

it('sends away who asks while the server stops', async () => {
  const door = createDoor();
  const { log } = captureLog();
  const ids = { next: () => 'r1' };
  const server = createHttpServer();
  handOverSockets(server, { doors: [door], most: 1, closing: () => true, log, ids });
  const socket = new PassThrough();
  server.emit('upgrade', { url: '/stream' }, socket, Buffer.alloc(0));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
  expect(door.seen).toEqual([]);
});
