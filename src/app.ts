import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import type { Ids } from './base/ids.ts';
import type { Brain } from './brain.ts';
import { createBrain } from './brain.ts';
import type { BotFramework } from './channels/botframework/channel.ts';
import { createBotFramework } from './channels/botframework/channel.ts';
import type { Config } from './config.ts';
import type { Door } from './http/door.ts';
import type { HttpServer, ServerAddress } from './http/server.ts';
import { createServer } from './http/server.ts';
import type { Logger } from './observe/logger.ts';
import { createLogger } from './observe/logger.ts';
import { watchDeliveries } from './observe/watch-deliveries.ts';
import { watchPurges } from './observe/watch-purges.ts';
import { watchTurns } from './observe/watch-turns.ts';
import { openStore } from './storage/open.ts';
import type { Store } from './storage/store.ts';
import type { Purging } from './turn/purging.ts';
import { createPurging } from './turn/purging.ts';
import type { Turns } from './turn/turns.ts';
import { createTurns } from './turn/turns.ts';

/** What the bot takes from the machine it runs on. */
export interface Surroundings {
  /** The folder that holds `src/` and the content. */
  readonly root: string;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The whole bot as a server. */
export interface App {
  /**
   * Opens the store, reads the content, listens, and begins to deliver what an earlier process left.
   * @throws AppError with the failure's code; nothing is left open then.
   */
  readonly start: () => Promise<ServerAddress>;
  /** Takes no more requests, finishes the turns under way, delivers what it is about to, closes. */
  readonly stop: () => Promise<void>;
  /** The doors that exist, for whoever starts the server. */
  readonly doors: readonly string[];
}

/** Everything that is running. */
interface Running {
  readonly store: Store;
  readonly turns: Turns;
  readonly channel: BotFramework;
  readonly server: HttpServer;
  readonly purging: Purging;
}

/** Wires everything; nothing happens before `start`. */
export function createApp(config: Config, surroundings: Surroundings): App {
  const log = createLogger({ level: config.LOG_LEVEL });
  let running: Running | null = null;

  const start = async (): Promise<ServerAddress> => {
    const brain = await createBrain({
      root: surroundings.root,
      cache: join(config.DATA_DIR, 'cache'),
      now: surroundings.clock.now(),
      fallbackMailbox: config.HELPDESK_MAILBOX ?? null,
    });
    const store = await openStore(join(config.DATA_DIR, 'bot.sqlite'));
    running = wire({ config, surroundings, log, brain, store });
    try {
      const address = await running.server.start();
      running.channel.start();
      running.purging.start();
      log.info('app.started', { url: address.url, doors: doors.join(' ') });
      return address;
    } catch (cause) {
      await stop();
      throw cause;
    }
  };

  const stop = async (): Promise<void> => {
    const ending = running;
    running = null;
    if (ending === null) return;
    await ending.server.stop();
    await ending.turns.close();
    await ending.channel.stop();
    await ending.purging.stop();
    await ending.store.close();
    log.info('app.stopped');
  };

  return { start, stop, doors };
}

interface Parts {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly log: Logger;
  readonly brain: Brain;
  readonly store: Store;
}

function wire({ config, surroundings, log, brain, store }: Parts): Running {
  const { clock, ids } = surroundings;
  const turns = createTurns({
    content: brain.dialogContent,
    store: store.turns,
    clock,
    ids,
    guard: brain.guard,
    watcher: watchTurns(log),
  });
  const channel = createBotFramework({
    settings: config,
    turns,
    outbox: store.outbox,
    locale: brain.locale,
    clock,
    watcher: watchDeliveries(log),
  });
  const server = createServer({
    host: config.HOST,
    port: config.PORT,
    doors: [messagesDoor(channel)],
    checks: [{ name: 'store', able: async () => (await store.health()).able }],
    log,
    ids,
    clock,
  });
  const purging = createPurging({ retention: store.retention, clock, watcher: watchPurges(log) });
  return { store, turns, channel, server, purging };
}

/** The channel's door as the server opens it: it knows JSON values and nothing of the server. */
function messagesDoor({ door }: BotFramework): Door {
  return { method: door.method, path: door.path, handle: door.handle };
}

const doors = ['POST /api/messages', 'GET /healthz', 'GET /readyz'] as const;
