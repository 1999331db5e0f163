import type { MailQueue } from '../../src/escalation/mail-queue.ts';
import type { MailWorker } from '../../src/escalation/mail-worker.ts';
import { createMailWorker } from '../../src/escalation/mail-worker.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { FakeQueue, FakeTransport, MailEvents } from './fake-mails.ts';
import { createMailEvents } from './fake-mails.ts';

/** Where the clock of every bench stands. */
export const start = 1_000_000;

/** A worker with everything that a test moves by hand. */
export interface Bench {
  readonly worker: MailWorker;
  readonly clock: FakeClock;
  readonly events: MailEvents;
  readonly tick: () => void;
  /** Whether it looks by itself. */
  readonly ticks: () => boolean;
}

const running: MailWorker[] = [];

/** Stops every worker that a test began. */
export async function stopWorkers(): Promise<void> {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
}

/** A worker over a queue; chance makes no wait shorter. */
export function workerOver(queue: MailQueue, { transport }: FakeTransport): Bench {
  const clock = createFakeClock(start);
  const events = createMailEvents();
  let work: (() => void) | null = null;
  const worker = createMailWorker({
    queue,
    transport,
    clock,
    random: () => 1,
    ticker: (given) => {
      work = given;
      return () => {
        work = null;
      };
    },
    watcher: events.watcher,
  });
  running.push(worker);
  return { worker, clock, events, tick: () => work?.(), ticks: () => work !== null };
}

/** The queue with some of what it does done otherwise. */
export function withQueue({ queue }: FakeQueue, change: Partial<MailQueue>): MailQueue {
  return { ...queue, ...change };
}
