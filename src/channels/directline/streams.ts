import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { coalesce } from '../../base/coalesce.ts';
import type { Conversations } from './conversations.ts';
import type { Grant } from './tokens.ts';

/** Streams of activities over WebSockets. */
export interface Streams {
  /** Takes over a connection whose pass was accepted, and sends what follows `place`. */
  readonly open: (upgrade: Upgrade, grant: Grant, place: number) => void;
  /** Looks after all streams: pings, reads again what another process may have stored, ends dead ones. */
  readonly tend: () => void;
  /** How many are open. */
  readonly count: () => number;
  /** Says goodbye to all; their clients come back or poll. */
  readonly stop: () => void;
}

/** A connection that asks to become a WebSocket. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Clients send nothing but empty frames; what is larger than this ends the stream. */
const largestFrame = 1024;

/** A reader that lets so many bytes wait is not reading; it comes back with its watermark. */
const mostWaiting = 1024 * 1024;

/** Tabs of one conversation, and sockets that are dead without having said so. */
const mostPerConversation = 6;

/** WebSocket close codes: going away, unacceptable data, and try again later. */
const codes = { goingAway: 1001, unacceptable: 1003, tryLater: 1013 } as const;

/** One open stream. */
interface Stream {
  readonly socket: WebSocket;
  readonly look: () => void;
  alive: boolean;
}

/**
 * Each stream reads the stored log from its own place whenever something was said, so that what a
 * stream sends and what polling gives cannot differ.
 */
export function createStreams(parts: StreamsParts): Streams {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
  });
  const streams = new Map<string, Set<Stream>>();
  const all = (): readonly Stream[] => [...streams.values()].flatMap((some) => [...some]);

  const join = (stream: Stream, conversation: string): void => {
    const mine = streams.get(conversation) ?? new Set();
    streams.set(conversation, mine.add(stream));
    const [oldest] = mine;
    if (mine.size > mostPerConversation) oldest?.socket.close(codes.tryLater);
    stream.socket.on('close', () => {
      mine.delete(stream);
      if (mine.size === 0) streams.delete(conversation);
    });
  };

  return {
    open: ({ request, socket, head }, grant, place) =>
      server.handleUpgrade(request, socket, head, (opened) => {
        join(begin(parts, opened, grant, place), grant.conversation);
      }),
    tend: () => all().forEach(tendOne),
    count: () => all().length,
    stop: () => {
      for (const { socket } of all()) socket.close(codes.goingAway);
    },
  };
}

/** What streams are made of. */
export interface StreamsParts {
  readonly conversations: Conversations;
  readonly failed: (cause: unknown) => void;
}

/** Sends what there is, and from then on whatever is said. */
function begin(
  { conversations, failed }: StreamsParts,
  socket: WebSocket,
  grant: Grant,
  place: number,
): Stream {
  const cursor = { place };
  const sending = coalesce(() => send(conversations, socket, grant, cursor).catch(failed));
  const stream: Stream = { socket, look: sending.ask, alive: true };
  socket.on('pong', () => (stream.alive = true));
  socket.on('message', (data: Buffer, binary: boolean) => {
    stream.alive = true;
    if (binary || data.length > 0) socket.close(codes.unacceptable);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', conversations.listen(grant.conversation, stream.look));
  stream.look();
  return stream;
}

/** A stream that did not answer the ping before this one is dead. */
function tendOne(stream: Stream): void {
  if (!stream.alive) {
    stream.socket.terminate();
    return;
  }
  stream.alive = false;
  stream.socket.ping();
  // The empty frame is how the public service keeps proxies from closing what is silent.
  stream.socket.send('');
  stream.look();
}

/** Sends what was said after the cursor, and moves it. */
async function send(
  conversations: Conversations,
  socket: WebSocket,
  grant: Grant,
  cursor: { place: number },
): Promise<void> {
  for (;;) {
    const { activities, place, more } = await conversations.read(grant, cursor.place);
    if (socket.readyState !== socket.OPEN) return;
    cursor.place = place;
    if (activities.length > 0)
      socket.send(JSON.stringify({ activities, watermark: String(place) }));
    if (socket.bufferedAmount > mostWaiting) socket.terminate();
    if (!more) return;
  }
}
