import { afterEach, describe, expect, it } from 'vitest';
import type { MailOutcome } from '../../src/escalation/mail-retry.ts';
import { accepted, createFakeQueue, createFakeTransport, mailOf, refused } from './fake-mails.ts';
import { start, stopWorkers, workerOver } from './worker-bench.ts';

afterEach(stopWorkers);

describe('a mail that is due', () => {
  it('is leased for two minutes, handed over and marked as sent', async () => {
    const fake = createFakeQueue(mailOf(1));
    const { worker, events } = workerOver(fake.queue, createFakeTransport());
    worker.look();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 sent at try 1']);
    expect(fake.done).toEqual(['leased 1 for 120000', `sent 1 at ${start}`]);
  });

  it('is marked with the time at which it was taken', async () => {
    const fake = createFakeQueue(mailOf(1));
    const channel = createFakeTransport(() => {
      clock.advance(700);
      return accepted;
    });
    const { worker, events, clock } = workerOver(fake.queue, channel);
    worker.look();
    await events.until(1);
    expect(fake.done.at(-1)).toBe(`sent 1 at ${start + 700}`);
  });

  it('is sent on start when an earlier process left it', async () => {
    const { worker, events } = workerOver(createFakeQueue(mailOf(1)).queue, createFakeTransport());
    worker.start();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 sent at try 1']);
  });

  it('is sent with the next tick when nobody tells of it', async () => {
    const fake = createFakeQueue();
    const { worker, events, tick } = workerOver(fake.queue, createFakeTransport());
    worker.start();
    fake.write(mailOf(1));
    tick();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 sent at try 1']);
  });

  it('is sent in a further round when more than four are due', async () => {
    const fake = createFakeQueue(...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => mailOf(id)));
    const { worker, events } = workerOver(fake.queue, createFakeTransport());
    worker.look();
    await events.until(9);
    expect(fake.done.filter((step) => step.startsWith('leased'))).toEqual([
      'leased 1 2 3 4 for 120000',
      'leased 5 6 7 8 for 120000',
      'leased 9 for 120000',
    ]);
  });

  it('is not held up by another one that takes long', async () => {
    const { promise: end, resolve } = Promise.withResolvers<MailOutcome>();
    const channel = createFakeTransport(({ reference }) =>
      reference === '22-221' ? end : accepted,
    );
    const { worker, events } = workerOver(createFakeQueue(mailOf(1), mailOf(2)).queue, channel);
    worker.look();
    await events.until(1);
    expect(events.seen).toEqual(['22-222 sent at try 1']);
    resolve(accepted);
  });
});

describe('a mail that is refused', () => {
  it('is tried again at the planned time, not before', async () => {
    const fake = createFakeQueue(mailOf(1));
    const channel = createFakeTransport((_, index) =>
      index === 0 ? refused('passing') : accepted,
    );
    const { worker, clock, events, tick } = workerOver(fake.queue, channel);
    worker.start();
    await events.until(1);
    expect(fake.done.at(-1)).toBe(`failed 1, again at ${start + 30_000}`);
    clock.advance(29_999);
    fake.write(mailOf(2));
    tick();
    await events.until(2);
    clock.advance(1);
    tick();
    await events.until(3);
    expect(events.seen).toEqual([
      '22-221 postponed after try 1 by 30000: EENVELOPE 451',
      '22-222 sent at try 1',
      '22-221 sent at try 2',
    ]);
  });

  it('waits longer the more often it was tried', async () => {
    const channel = createFakeTransport(() => refused('passing', 'ETIMEDOUT'));
    const { worker, events } = workerOver(
      createFakeQueue(mailOf(1, { attempts: 3 })).queue,
      channel,
    );
    worker.look();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 postponed after try 4 by 240000: ETIMEDOUT']);
  });

  it('has the time of its plan counted from the end of the try', async () => {
    const fake = createFakeQueue(mailOf(1));
    const channel = createFakeTransport(() => {
      clock.advance(60_000);
      return refused('passing');
    });
    const { worker, events, clock } = workerOver(fake.queue, channel);
    worker.look();
    await events.until(1);
    expect(fake.done.at(-1)).toBe(`failed 1, again at ${start + 90_000}`);
  });

  it('is given up and kept when it is refused for good', async () => {
    const fake = createFakeQueue(mailOf(1));
    const channel = createFakeTransport(() => refused('final', 'EENVELOPE 550'));
    const { worker, events } = workerOver(fake.queue, channel);
    worker.look();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 given up after try 1, refused: EENVELOPE 550']);
    expect(fake.done.at(-1)).toBe('failed 1, again never');
  });

  it('is given up when it is too old', async () => {
    const old = mailOf(1, { writtenAt: start - 4 * 86_400_000 - 1, attempts: 90 });
    const channel = createFakeTransport(() => refused('passing'));
    const { worker, events } = workerOver(createFakeQueue(old).queue, channel);
    worker.look();
    await events.until(1);
    expect(events.seen).toEqual(['22-221 given up after try 91, too-old: EENVELOPE 451']);
  });
});

describe('a mail whose ticket is erased while it is on its way', () => {
  it('is withdrawn, and nobody is told that it was sent', async () => {
    const fake = createFakeQueue(mailOf(1));
    const channel = createFakeTransport(() => {
      fake.erase(1);
      return accepted;
    });
    const { worker, events } = workerOver(fake.queue, channel);
    worker.look();
    await worker.stop();
    expect(channel.withdrawn).toEqual(['22-221']);
    expect(events.seen).toEqual([]);
  });

  it('is not withdrawn when the ticket is still there', async () => {
    const channel = createFakeTransport();
    const { worker } = workerOver(createFakeQueue(mailOf(1)).queue, channel);
    worker.look();
    await worker.stop();
    expect(channel.withdrawn).toEqual([]);
  });
});
