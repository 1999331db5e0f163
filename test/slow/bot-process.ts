import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { randomIds } from '../../src/base/ids.ts';
import type { MailTransport } from '../../src/escalation/mail-transport.ts';
import type { MailWorker } from '../../src/escalation/mail-worker.ts';
import type { TicketStatus } from '../../src/escalation/ticket.ts';
import type { Reply } from '../../src/locale/line.ts';
import { forget, transportOf, workerOf } from '../../src/mail.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Act } from '../../src/turn/inbound.ts';
import type { CommitOutcome, ConversationKey } from '../../src/turn/ports.ts';
import { readSnapshot } from '../../src/turn/stored-snapshot.ts';
import { createTurns } from '../../src/turn/turns.ts';
import { quietParts } from '../support/quiet-parts.ts';
import { createTestBrain } from '../support/test-brain.ts';

const key: ConversationKey = { channel: 'test', conversation: 'one' };
const brain = await createTestBrain('desk@desk.example');

/** A bot as one of several processes on the same files: its own connection, queue and worker. */
export interface BotProcess {
  readonly act: (act: Act) => Promise<Reply>;
  readonly worker: MailWorker;
  /** How each commit ended. */
  readonly commits: readonly CommitOutcome['kind'][];
  readonly tickets: () => Promise<readonly TicketStatus[]>;
  /** What is stored of the conversation besides tickets. */
  readonly rest: () => Promise<{ slots: object; entries: readonly unknown[] }>;
  readonly close: () => Promise<void>;
}

/** What a test does at a port of a process. */
export interface Interference {
  /** Between what a turn has read and what it writes; the first time only. */
  readonly beforeCommit?: () => Promise<unknown>;
  readonly smtp?: string;
  readonly transport?: (real: MailTransport) => MailTransport;
}

/** Starts one; its worker sends when it is told to look. */
export async function startBotProcess(data: string, given: Interference = {}): Promise<BotProcess> {
  const store = await openStore(join(data, 'bot.sqlite'));
  const settings = { DATA_DIR: data, MAIL_FROM: 'bot@bot.example', SMTP_URL: given.smtp };
  const real = transportOf(settings);
  const transport = given.transport?.(real) ?? real;
  const failures: unknown[] = [];
  const failed = ({ cause }: { readonly cause: unknown }): void => void failures.push(cause);
  const ignored = (): void => undefined;
  const worker = workerOf({
    queue: store.mails,
    transport,
    clock: systemClock,
    watcher: { sent: ignored, postponed: ignored, givenUp: ignored, failed },
  });
  const commits: CommitOutcome['kind'][] = [];
  let interfere = given.beforeCommit;
  const turns = createTurns({
    picker: null,
    content: brain.dialogContent,
    store: {
      ...store.turns,
      commit: async (turn) => {
        const first = interfere;
        interfere = undefined;
        await first?.();
        const outcome = await store.turns.commit(turn);
        commits.push(outcome.kind);
        return outcome;
      },
    },
    clock: systemClock,
    ids: randomIds,
    guard: brain.guard,
    ...quietParts(brain),
    after: { ticket: ignored, erased: (gone) => forget(gone, transport, store) },
    watcher: { handled: ignored, failed },
  });
  const opened = () => store.turns.open(key, null);
  return {
    worker,
    commits,
    act: async (act) => {
      const hints = { locale: 'en', slots: { network: 'bond' } };
      const outcome = await turns.handle({ key, activityId: null, act, hints, deliverTo: null });
      expect(failures).toEqual([]);
      expect(outcome.kind).toBe('replied');
      if (outcome.reply === null) throw new TypeError('A reply was expected');
      return outcome.reply;
    },
    tickets: async () => store.turns.tickets((await opened()).conversation?.id ?? ''),
    rest: async () => {
      const { conversation } = await opened();
      const slots = readSnapshot(conversation?.snapshot ?? null)?.slots ?? {};
      return { slots, entries: await store.turns.transcript(conversation?.id ?? '', 100) };
    },
    close: async () => {
      await worker.stop();
      await turns.close();
      await store.close();
    },
  };
}
