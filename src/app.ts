import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import type { Ids } from './base/ids.ts';
import type { Brain } from './brain.ts';
import { createBrain } from './brain.ts';
import { ensureBundles } from './bundles.ts';
import type { BotFramework } from './channels/botframework/channel.ts';
import { createBotFramework } from './channels/botframework/channel.ts';
import { createModelPicker } from './channels/botframework/model-picker.ts';
import type { Config } from './config.ts';
import { keepingOf } from './config.ts';
import type { Door } from './http/door.ts';
import { noticePath } from './content/folder.ts';
import { createNoticeBoard } from './content/notice-board.ts';
import type { NoticeBoard } from './content/notice-board.ts';
import type { NoticeGround } from './content/notices.ts';
import { mailTroubles } from './escalation/mail-health.ts';
import type { MailWorker } from './escalation/mail-worker.ts';
import type { HttpServer, ServerAddress } from './http/server.ts';
import { createServer } from './http/server.ts';
import { everyFewSeconds, forget, senderOf, transportOf, workerOf } from './mail.ts';
import type { Logger } from './observe/logger.ts';
import { createLogger } from './observe/logger.ts';
import { watchDeliveries } from './observe/watch-deliveries.ts';
import { watchMails } from './observe/watch-mails.ts';
import { watchNotices } from './observe/watch-notices.ts';
import { watchPurges } from './observe/watch-purges.ts';
import { watchTurns } from './observe/watch-turns.ts';
import { openStore } from './storage/open.ts';
import type { Store } from './storage/store.ts';
import type { IntentPicker } from './turn/intent-picker.ts';
import { createMailWriter } from './turn/mail-writer.ts';
import type { Purging } from './turn/purging.ts';
import { createPurging } from './turn/purging.ts';
import type { Turns } from './turn/turns.ts';
import { createTurns } from './turn/turns.ts';
import type { WebChat } from './web-chat.ts';
import { createWebChat } from './web-chat.ts';

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
  readonly web: WebChat;
  readonly server: HttpServer;
  readonly purging: Purging;
  readonly mails: MailWorker;
  readonly board: NoticeBoard;
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
      keeps: keepingOf(config),
    });
    await ensureBundles(surroundings.root);
    const store = await openStore(join(config.DATA_DIR, 'bot.sqlite'));
    const picker = await pickerOf(config, brain, log);
    running = wire({ config, surroundings, log, brain, store, picker });
    try {
      await begin(running, config, surroundings.clock);
      const address = await running.server.start();
      running.channel.start();
      running.web.start();
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
    await end(ending);
    log.info('app.stopped');
  };

  return { start, stop, doors };
}

/** What an earlier process left goes on its way; notices are known before the first turn. */
async function begin(running: Running, config: Config, clock: Clock): Promise<void> {
  const { store, board, mails, purging } = running;
  await board.start();
  const mailbox = config.HELPDESK_MAILBOX;
  if (mailbox !== undefined) await store.mails.readdress(mailbox, clock.now());
  mails.start();
  purging.start();
}

/** In the order in which work comes in: what is under way is finished, then what it needs is closed. */
async function end(ending: Running): Promise<void> {
  ending.web.stop();
  await ending.server.stop();
  await ending.turns.close();
  await ending.channel.stop();
  await ending.purging.stop();
  await ending.mails.stop();
  await ending.board.stop();
  await ending.store.close();
}

interface Parts {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly log: Logger;
  readonly brain: Brain;
  readonly store: Store;
  readonly picker: IntentPicker | null;
}

/** A model that picks intents, where the operator has set one up. */
async function pickerOf(config: Config, brain: Brain, log: Logger): Promise<IntentPicker | null> {
  const { OPENAI_ENDPOINT: endpoint, OPENAI_API_KEY: key, OPENAI_MODEL: model } = config;
  if (endpoint === undefined || key === undefined || model === undefined) return null;
  return createModelPicker({
    endpoint,
    key,
    model,
    intents: Object.values(brain.dialogContent.articles),
    limitMs: pickerLimit,
    failed: (failure) => log.warn('intent.not-picked', { failure }),
  });
}

/** A person waits: after so many milliseconds the local result is better than a better one. */
const pickerLimit = 4000;

function wire(parts: Parts): Running {
  const { config, surroundings, log, brain, store } = parts;
  const { clock, ids } = surroundings;
  const transport = transportOf(config);
  const mails = workerOf({ queue: store.mails, transport, clock, watcher: watchMails(log) });
  const board = boardOf(parts);
  const turns = createTurns({
    picker: parts.picker,
    content: brain.dialogContent,
    store: store.turns,
    clock,
    ids,
    guard: brain.guard,
    mails: createMailWriter({
      content: brain.dialogContent,
      locale: brain.locale,
      from: senderOf(config),
    }),
    notices: board.current,
    watcher: watchTurns(log),
    after: { ticket: mails.look, erased: (gone) => forget(gone, transport, store) },
  });
  const channel = channelOf(parts, turns);
  const web = createWebChat({ ...parts, ...surroundings, turns });
  const server = serverOf(parts, channel, web);
  const purging = createPurging({
    retention: store.retention,
    keeping: keepingOf(config),
    inOrder: turns.inOrder,
    mails: store.mails,
    transport,
    clock,
    watcher: watchPurges(log),
  });
  return { store, turns, channel, web, server, purging, mails, board };
}

function channelOf({ config, surroundings, log, brain, store }: Parts, turns: Turns): BotFramework {
  return createBotFramework({
    settings: config,
    turns,
    outbox: store.outbox,
    locale: brain.locale,
    clock: surroundings.clock,
    watcher: watchDeliveries(log),
  });
}

function boardOf({ surroundings, brain, log }: Parts): NoticeBoard {
  return createNoticeBoard({
    file: join(surroundings.root, noticePath),
    ground: groundOf(brain),
    ticker: everyFewSeconds,
    watcher: watchNotices(log),
  });
}

function serverOf(
  { config, surroundings, log, store }: Parts,
  channel: BotFramework,
  web: WebChat,
): HttpServer {
  const { clock, ids } = surroundings;
  return createServer({
    host: config.HOST,
    port: config.PORT,
    doors: [messagesDoor(channel), ...web.doors],
    sockets: [web.socket],
    trust: config.TRUST_PROXY ?? { kind: 'nobody' },
    checks: [
      { name: 'store', able: async () => (await store.health()).able },
      {
        name: 'mail',
        spared: true,
        able: async () => mailTroubles(await store.mails.figures(), clock.now()).length === 0,
      },
    ],
    log,
    ids,
    clock,
  });
}

/** What notices may name. */
function groundOf({ dialogContent }: Brain): NoticeGround {
  return { tags: dialogContent.languages, networks: Object.keys(dialogContent.networks) };
}

/** The channel's door as the server opens it: it knows JSON values and nothing of the server. */
function messagesDoor({ door }: BotFramework): Door {
  return { method: door.method, path: door.path, handle: door.handle };
}

const doors = [
  'POST /api/messages',
  'GET /',
  'GET /widget.js',
  '/v3/directline',
  'GET /healthz',
  'GET /readyz',
] as const;
