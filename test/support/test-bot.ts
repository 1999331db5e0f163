import type { Brain } from '../../src/brain.ts';
import { quietParts } from './quiet-parts.ts';
import { createTestBrain } from './test-brain.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeClock } from './fake-clock.ts';
import type { NewTicket } from '../../src/escalation/ticket.ts';
import type { Reply } from '../../src/locale/line.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Act } from '../../src/turn/inbound.ts';
import { readSnapshot } from '../../src/turn/stored-snapshot.ts';
import type { TurnParts, Turns } from '../../src/turn/turns.ts';
import { createTurns } from '../../src/turn/turns.ts';

/** One conversation with the bot of a test. */
export interface Talk {
  readonly act: (act: Act) => Promise<Reply>;
  readonly slots: () => Promise<Readonly<Record<string, string>>>;
  /** The ticket that the last turn stored, with its mail; null when it stored none. */
  readonly ticket: () => NewTicket | null;
}

/** The whole bot over the real content and an SQLite database in memory, with a clock of its own. */
export interface Bot {
  readonly clock: FakeClock;
  readonly root: string;
  readonly turns: Turns;
  readonly store: Store;
  readonly talk: (hints: { locale: string; slots: Readonly<Record<string, string>> }) => Talk;
  /** The reply as a person reads it: its lines, then its buttons in brackets. */
  readonly render: (reply: Reply) => string;
  readonly close: () => Promise<void>;
}

/** What a test may want otherwise. */
export interface TestBotParts {
  /** The brain of another bot, to spare the loading. */
  readonly brain?: Brain;
  /** `HELPDESK_MAILBOX` of this bot. */
  readonly helpdesk?: string | null;
  readonly notices?: TurnParts['notices'];
}

/** A bot of its own for one test file. */
export async function createTestBot(given: TestBotParts = {}): Promise<Bot> {
  const brain = given.brain ?? (await createTestBrain(given.helpdesk ?? null));
  const clock = createFakeClock();
  const store = await openStore(':memory:');
  let count = 0;
  const next = (): string => `c${String((count += 1))}`;
  const failures: unknown[] = [];
  const quiet = quietParts(brain);
  let written: NewTicket | null = null;
  let stored: NewTicket | null = null;
  const turns = createTurns({
    picker: null,
    content: brain.dialogContent,
    store: store.turns,
    clock,
    ids: { next },
    guard: brain.guard,
    mails: {
      write: (...parts) => {
        written = quiet.mails.write(...parts);
        return written;
      },
    },
    notices: given.notices ?? quiet.notices,
    after: {
      ...quiet.after,
      ticket: () => {
        stored = written;
      },
    },
    watcher: { handled: () => undefined, failed: ({ cause }) => failures.push(cause) },
  });

  const talk: Bot['talk'] = (hints) => {
    const key = { channel: 'test', conversation: next() };
    const act = async (done: Act): Promise<Reply> => {
      stored = null;
      const outcome = await turns.handle({
        key,
        activityId: null,
        act: done,
        hints,
        deliverTo: null,
      });
      if (failures.length > 0) throw failures[0];
      if (outcome.reply === null)
        throw new TypeError('A turn without an activity id is never repeated');
      return outcome.reply;
    };
    const slots = async (): Promise<Readonly<Record<string, string>>> => {
      const { conversation } = await store.turns.open(key, null);
      return conversation === null ? {} : (readSnapshot(conversation.snapshot)?.slots ?? {});
    };
    return { act, slots, ticket: () => stored };
  };

  const render = (reply: Reply): string => {
    const { lines, buttons } = brain.locale.renderReply(reply);
    return [...lines, '', buttons.map(({ label }) => `[ ${label} ]`).join(' ')].join('\n').trim();
  };

  const close = async (): Promise<void> => {
    await turns.close();
    await store.close();
  };

  return { clock, root: brain.dialogContent.root, turns, store, talk, render, close };
}
