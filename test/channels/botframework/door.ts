import { createBotFramework } from '../../../src/channels/botframework/channel.ts';
import type { BotFrameworkParts } from '../../../src/channels/botframework/channel.ts';
import { createServer } from '../../../src/http/server.ts';
import { createLogger } from '../../../src/observe/logger.ts';
import { watchDeliveries } from '../../../src/observe/watch-deliveries.ts';
import { watchTurns } from '../../../src/observe/watch-turns.ts';
import type { TurnStore } from '../../../src/turn/ports.ts';
import { createDeliveryEvents, createHandTicker } from './delivery-events.ts';
import type { DeliveryEvents } from './delivery-events.ts';
import type { SmallBot } from './small-bot.ts';
import { createSmallBot } from './small-bot.ts';

/** What the door answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; null when there is none. */
  readonly body: Record<string, unknown> | null;
}

/** The bot behind a real server on this machine, as a channel meets it. */
export interface OpenDoor {
  readonly bot: SmallBot;
  readonly events: DeliveryEvents;
  readonly address: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** Posts an activity, or any other text as it is. */
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

/** Opens the door of a small bot. */
export async function openDoor(
  given: {
    readonly settings?: BotFrameworkParts['settings'];
    readonly store?: (real: TurnStore) => TurnStore;
  } = {},
): Promise<OpenDoor> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: 'trace', destination });
  const watcher = watchTurns(log);
  const bot = await createSmallBot({
    watcher,
    ...(given.store === undefined ? {} : { store: given.store }),
  });
  const events = createDeliveryEvents(watchDeliveries(log));
  const channel = createBotFramework({
    settings: given.settings ?? {},
    turns: bot.turns,
    outbox: bot.store.outbox,
    locale: bot.locale,
    clock: bot.clock,
    watcher: events.watcher,
    random: () => 0,
    ticker: createHandTicker().ticker,
  });
  let requests = 0;
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    doors: [channel.door],
    checks: [],
    log,
    ids: { next: () => `r${String((requests += 1))}` },
    clock: bot.clock,
  });
  const { url } = await server.start();
  channel.start();
  return {
    bot,
    events,
    address: url,
    log: lines,
    post: (body, headers) => post(`${url}/api/messages`, body, headers),
    close: async () => {
      await server.stop();
      await bot.turns.close();
      await channel.stop();
      await bot.store.close();
    },
  };
}

async function post(
  address: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed: Answered['body'] = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, text, body: parsed };
}
