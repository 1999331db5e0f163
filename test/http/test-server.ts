import { connect } from 'node:net';
import { createFakeClock } from '../support/fake-clock.ts';
import type { Door } from '../../src/http/door.ts';
import type { ReadinessCheck } from '../../src/http/health-doors.ts';
import type { Limits } from '../../src/http/limits.ts';
import { usualLimits } from '../../src/http/limits.ts';
import type { HttpServer, ServerParts } from '../../src/http/server.ts';
import { createServer } from '../../src/http/server.ts';
import { captureLog } from '../observe/log-capture.ts';
import type { LogCapture } from '../observe/log-capture.ts';

/** A server with doors of a test, listening on a free port. */
export interface TestServer extends LogCapture {
  readonly server: HttpServer;
  readonly url: string;
  readonly port: number;
  /** Writes raw text to the server and gives all it answers until it, or the test, hangs up. */
  readonly raw: (text: string) => Promise<string>;
}

/** What a test gives its server beside doors. */
export interface TestServerParts extends Pick<ServerParts, 'sockets' | 'trust'> {
  readonly checks?: readonly ReadinessCheck[];
  readonly limits?: Partial<Limits>;
}

/** Starts a server. */
export async function startTestServer(
  doors: readonly Door[],
  given: TestServerParts = {},
): Promise<TestServer> {
  const capture = captureLog();
  let requests = 0;
  const server = createServer({
    ...given,
    host: '127.0.0.1',
    port: 0,
    doors,
    checks: given.checks ?? [],
    log: capture.log,
    ids: { next: () => `r${String((requests += 1))}` },
    clock: createFakeClock(),
    limits: { ...usualLimits, ...given.limits },
  });
  const { url, port } = await server.start();
  return { ...capture, server, url, port, raw: (text) => sendRaw(port, text) };
}

function sendRaw(port: number, text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let heard = '';
  const socket = connect(port, '127.0.0.1', () => socket.end(text));
  socket.on('data', (data) => (heard += data.toString()));
  socket.on('error', () => resolve(heard));
  socket.on('close', () => resolve(heard));
  return promise;
}
