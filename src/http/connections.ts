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
 * Sockets are counted here because Node forgets those that were upgraded, and one that is forgotten
 * would keep the process from ending.
 */
export function createConnections(server: Server, limits: Limits): Connections {
  const sockets = new Set<Socket>();
  let closed: Promise<void> | null = null;

  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.keepAliveTimeout = limits.keepAliveMs;
  server.maxConnections = limits.connections;
  server.maxHeadersCount = limits.headers;
  server.setTimeout(limits.silenceMs);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (closed !== null) server.closeIdleConnections();
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
    server.closeIdleConnections();
    return promise;
  };

  return { closing: () => closed !== null, close: () => (closed ??= close()) };
}
