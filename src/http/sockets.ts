import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Ids } from '../base/ids.ts';
import { describeFailure } from '../observe/describe-failure.ts';
import type { Logger } from '../observe/logger.ts';
import { answerFailure } from './answer-failure.ts';

/** A door for connections that stay open. */
export interface SocketDoor {
  readonly path: RegExp;
  /** Takes the connection over; what it throws is answered and ends the connection. */
  readonly accept: (upgrade: {
    readonly request: IncomingMessage;
    readonly socket: Duplex;
    readonly head: Buffer;
  }) => Promise<void>;
}

/** What handing over connections takes. */
export interface SocketParts {
  readonly doors: readonly SocketDoor[];
  readonly most: number;
  readonly closing: () => boolean;
  readonly log: Logger;
  readonly ids: Ids;
}

/**
 * Hands connections that ask to be upgraded to their door, at most so many at a time: the others need
 * room for ordinary requests.
 */
export function handOverSockets(server: Server, parts: SocketParts): void {
  let open = 0;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A caller that hangs up in between is no failure, and must not be one for the process.
    socket.on('error', () => socket.destroy());
    const [path = ''] = (request.url ?? '').split('?');
    const door = parts.doors.find((it) => it.path.test(path));
    if (door === undefined || parts.closing() || open >= parts.most) {
      hangUp(socket, door === undefined ? 404 : 503);
      return;
    }
    open += 1;
    socket.once('close', () => (open -= 1));
    void handOver(door, { request, socket, head }, parts);
  });
}

type Upgrade = Parameters<SocketDoor['accept']>[0];

async function handOver(door: SocketDoor, upgrade: Upgrade, parts: SocketParts): Promise<void> {
  try {
    await door.accept(upgrade);
    // From here on the door looks after the connection: between two pings it may be silent for long.
    upgrade.request.socket.setTimeout(0);
  } catch (cause) {
    const id = parts.ids.next();
    const { status } = answerFailure(cause, id);
    const facts = { request: id, status, ...describeFailure(cause) };
    if (status < 500) parts.log.info('socket.refused', facts);
    else parts.log.error('socket.failed', facts);
    hangUp(upgrade.socket, status);
  }
}

function hangUp(socket: Duplex, status: number): void {
  const reason = STATUS_CODES[status] ?? '';
  const refusal = `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  socket.end(refusal, () => socket.destroy());
}
