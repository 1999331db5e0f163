import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import type { Ids } from '../../base/ids.ts';
import type { Locale } from '../../locale/locale.ts';
import type { ConversationLog, ResumeHandles } from '../../turn/ports.ts';
import type { Turns } from '../../turn/turns.ts';
import { createAccess } from './access.ts';
import type { ChatRates } from './chat-rates.ts';
import { createConversations } from './conversations.ts';
import { directLineDoors, languageOf, placeOf } from './directline-doors.ts';
import type { Later } from './greeter.ts';
import { createGreeter } from './greeter.ts';
import { originPolicy } from './origins.ts';
import type { Streams, Upgrade } from './streams.ts';
import { createStreams } from './streams.ts';
import { createTokens } from './tokens.ts';
import type { WebDoor, WebRequest } from './web-door.ts';
import { widgetDoors } from './widget-doors.ts';
import type { WidgetWords } from './widget-words.ts';

/** What the channel is made of. */
export interface DirectLineChannelParts {
  /** Signs tokens, and lets servers in that show it. */
  readonly secret: string;
  /** Origins that get a token without it; undefined: the server's own, and this machine's. */
  readonly origins: readonly string[] | undefined;
  /** The address that the world knows the server by; null where it is only this machine's. */
  readonly publicUrl: string | null;
  readonly turns: Turns;
  readonly log: ConversationLog;
  readonly handles: ResumeHandles;
  readonly locale: Locale;
  readonly words: WidgetWords;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly rates: ChatRates;
  /** Told of what failed beside any request. */
  readonly failed: (cause: unknown) => void;
  readonly later?: Later;
}

/** The chat on web sites: Direct Line 3.0 and the widget's own doors. */
export interface DirectLine {
  readonly doors: readonly WebDoor[];
  readonly socket: {
    readonly path: RegExp;
    /** Takes over a connection, or answers why not. */
    readonly accept: (upgrade: Upgrade) => Promise<void>;
  };
  readonly streams: Pick<Streams, 'count'>;
  /** Begins to look after the streams. */
  readonly start: () => void;
  /** Ends the streams; their clients come back when the server does. */
  readonly stop: () => void;
}

/** Below the minute after which usual proxies close a silent connection. */
const tendMs = 25_000;

const streamPath = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream\/?$/;

/** Puts the channel together; nothing happens before `start`. */
export function createDirectLine(parts: DirectLineChannelParts): DirectLine {
  const { turns, log, locale, clock, ids, secret, rates, handles, words, failed } = parts;
  const tokens = createTokens({ secret, clock, ids });
  const own = parts.publicUrl === null ? null : new URL(parts.publicUrl).origin;
  const access = createAccess({ secret, tokens, allows: originPolicy(parts.origins, own), ids });
  const conversations = createConversations({ turns, log, locale, clock, ids });
  const greeter = createGreeter({ conversations, later: parts.later ?? afterwards, failed });
  const streams = createStreams({ conversations, failed });
  const baseOf = (request: WebRequest): string => parts.publicUrl ?? addressAsked(request);
  let timer: NodeJS.Timeout | null = null;

  const accept = async (upgrade: Upgrade): Promise<void> => {
    const { request } = upgrade;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const conversation = streamPath.exec(pathname)?.[1] ?? '';
    const pass = searchParams.get('t') ?? '';
    const origin = request.headers.origin ?? null;
    const grant = await access.admitStream(pass, conversation, origin);
    const place = placeOf(searchParams.get('watermark'));
    streams.open(upgrade, grant, place);
    greeter.expect(conversation, languageOf(languagesOf(request)));
  };

  return {
    doors: [
      ...directLineDoors({ access, tokens, conversations, greeter, rates, baseOf }),
      ...widgetDoors({ access, tokens, conversations, handles, rates, words, clock }),
    ],
    socket: { path: streamPath, accept },
    streams,
    start: () => (timer ??= setInterval(streams.tend, tendMs).unref()),
    stop: () => {
      if (timer !== null) clearInterval(timer);
      greeter.stop();
      streams.stop();
    },
  };
}

/** Where the client has found the server, for one that is not told its own address. */
function addressAsked({ headers }: WebRequest): string {
  const host = headers['host'];
  return `http://${typeof host === 'string' ? host : 'localhost'}`;
}

function languagesOf({ headers }: IncomingMessage): string | null {
  return headers['accept-language'] ?? null;
}

const afterwards: Later = (work, ms) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};
