import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from './limits.ts';

/** The connections of a server, and how they end. */
export interface Connections {
  readonly closing: () => boolean;
  /** Resolves when the last connection is gone; a second call waits for the same end. */
  readonly close: () => Promise<void>;
}

/**
 * Bounds the connections of a server and closes them in order.
 *
 * Node's own ways of closing forget sockets that were upgraded and those on which nothing was asked
 * yet; either would keep the process from ending, so sockets are counted here.
 */
export function createConnections(server: Server, limits: Limits): Connections {
  const sockets = new Set<Socket>();
  const busy = new Set<Socket>();
  let closed: Promise<void> | null = null;
  bound(server, limits);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    busy.add(socket);
    response.once('close', () => {
      busy.delete(socket);
      if (closed !== null) socket.end();
    });
  });

  const close = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const guillotine = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, limits.stopMs);
    server.close(() => {
      clearTimeout(guillotine);
      resolve(undefined);
    });
    for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
    return promise;
  };

  return { closing: () => closed !== null, close: () => (closed ??= close()) };
}

function bound(server: Server, limits: Limits): void {
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.keepAliveTimeout = limits.keepAliveMs;
  server.maxConnections = limits.connections;
  server.maxHeadersCount = limits.headers;
  server.setTimeout(limits.silenceMs);
}
