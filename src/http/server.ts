import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createServer as createRestify } from 'restify';
import type { Next, Request, Response, Server, ServerOptions } from 'restify';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import { describeFailure } from '../observe/describe-failure.ts';
import type { Logger } from '../observe/logger.ts';
import { answerFailure, refuse } from './answer-failure.ts';
import type { ProxyTrust } from './client-address.ts';
import { addressFinder } from './client-address.ts';
import { createConnections } from './connections.ts';
import type { Door, DoorAnswer } from './door.ts';
import { healthDoors } from './health-doors.ts';
import type { ReadinessCheck } from './health-doors.ts';
import type { Limits } from './limits.ts';
import { usualLimits } from './limits.ts';
import { serveDoor } from './serve-door.ts';
import type { SocketDoor } from './sockets.ts';
import { handOverSockets } from './sockets.ts';
import { sendAnswer, securityHeaders } from './send-answer.ts';

/** What a server is made of. */
export interface ServerParts {
  readonly host: string;
  /** 0 for any free port, which `start` then names. */
  readonly port: number;
  readonly doors: readonly Door[];
  readonly checks: readonly ReadinessCheck[];
  readonly log: Logger;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly limits?: Limits;
  /** Who is believed about a caller's address; nobody unless said. */
  readonly trust?: ProxyTrust;
  /** Doors for connections that stay open. */
  readonly sockets?: readonly SocketDoor[];
}

/** Where a server listens. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** The same as a web address. */
  readonly url: string;
}

/** The bot's HTTP server. */
export interface HttpServer {
  /** @throws AppError CONFIG_INVALID when the port is taken or may not be used. */
  readonly start: () => Promise<ServerAddress>;
  /** Takes no more requests, lets those under way end, and cuts off what lasts too long. */
  readonly stop: () => Promise<void>;
  /** Restify's server: for what is no request and answer, such as sockets that stay open. */
  readonly server: Server;
}

/** Builds the server; it listens once `start` is called. */
export function createServer(parts: ServerParts): HttpServer {
  const { limits = usualLimits } = parts;
  const server = createRestify(restifyOptions());
  const connections = createConnections(server.server, limits);

  server.pre((request: Request, response: Response, next: Next) => {
    response.setHeaders(new Map(Object.entries(securityHeaders)));
    response.setHeader('X-Request-Id', parts.ids.next());
    if (connections.closing()) response.setHeader('Connection', 'close');
    const readable = hasAddress(request);
    if (!readable) sendAnswer(response, refuse(400, 'REQUEST_REFUSED', 'That is no address'));
    next(readable ? undefined : false);
  });
  server.on('restifyError', answerUnrouted(parts.log));
  server.on('error', (cause: unknown) => {
    parts.log.error('server.failed', { ...describeFailure(cause) });
  });
  handOverSockets(server.server, {
    doors: parts.sockets ?? [],
    most: limits.sockets,
    closing: connections.closing,
    log: parts.log,
    ids: parts.ids,
  });
  for (const door of [...healthDoors(parts.checks), ...parts.doors]) mount(server, door, parts);

  return {
    start: () => listen(server, parts),
    stop: () => connections.close(),
    server,
  };
}

/** Restify logs for itself through Bunyan's interface; ours is the only log there is. */
function restifyOptions(): ServerOptions {
  const silent: unknown = pino({ level: 'silent' });
  return { name: '', log: silent as NonNullable<ServerOptions['log']> };
}

/** Restify's router takes the process down over an address or a Host header that does not parse. */
function hasAddress({ url = '', headers }: Request): boolean {
  const origin = `http://${headers.host ?? 'localhost'}`;
  return url.startsWith('/') ? URL.canParse(origin + url) : URL.canParse(url, origin);
}

/** A door that is read answers HEAD as well: that is how load balancers and emulators knock. */
function mount(server: Server, door: Door, parts: ServerParts): void {
  const { trust = { kind: 'nobody' } } = parts;
  const addressOf = addressFinder(trust);
  const handler = serveDoor(door, { limits: usualLimits, ...parts, addressOf });
  const { path } = door;
  switch (door.method) {
    case 'GET':
      server.head(path, handler);
      server.get(path, handler);
      return;
    case 'POST':
      server.post(path, handler);
      return;
    case 'PUT':
      server.put(path, handler);
      return;
    case 'PATCH':
      server.patch(path, handler);
      return;
    case 'DELETE':
      server.del(path, handler);
      return;
    case 'OPTIONS':
      server.opts(path, handler);
  }
}

/** What the router refuses, and what restify itself trips over. */
function answerUnrouted(
  log: Logger,
): (request: Request, response: Response, error: RouterError, done: () => void) => void {
  return (_request, response, error, done) => {
    const request = String(response.getHeader('X-Request-Id'));
    const answer = routerRefusals[error.statusCode ?? 500] ?? answerFailure(error, request);
    if (answer.status >= 500) log.error('request.failed', { request, ...describeFailure(error) });
    sendAnswer(response, answer);
    done();
  };
}

interface RouterError {
  readonly statusCode?: number;
}

const routerRefusals: Readonly<Record<number, DoorAnswer>> = {
  404: refuse(404, 'NOT_FOUND', 'There is no such door'),
  405: refuse(405, 'METHOD_NOT_ALLOWED', 'See the header Allow for the methods'),
};

function listen(server: Server, { host, port }: ServerParts): Promise<ServerAddress> {
  const { promise, resolve, reject } = Promise.withResolvers<ServerAddress>();
  const fail = (cause: NodeJS.ErrnoException): void => {
    const why = `Cannot listen on ${host} port ${port}: ${cause.code ?? 'unknown reason'}`;
    const what = 'stop the other program or set HOST and PORT to what is free';
    reject(new AppError('CONFIG_INVALID', `${why}; ${what}`, { port }, cause));
  };
  server.once('error', fail);
  server.listen(port, host, () => {
    server.off('error', fail);
    const address: AddressInfo | string | null = server.server.address();
    if (typeof address === 'object' && address !== null) resolve(addressOf(address, host));
  });
  return promise;
}

function addressOf({ port, family }: AddressInfo, host: string): ServerAddress {
  const name = family === 'IPv6' ? `[${host}]` : host;
  return { host, port, url: `http://${name}:${port}` };
}
