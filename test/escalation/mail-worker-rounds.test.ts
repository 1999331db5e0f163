import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { MailOutcome } from '../../src/escalation/mail-retry.ts';
import { accepted, createFakeQueue, createFakeTransport, mailOf } from './fake-mails.ts';
import { stopWorkers, withQueue, workerOver } from './worker-bench.ts';

afterEach(stopWorkers);

describe('a look', () => {
  it('at a queue that is being looked at is done once that is over', async () => {
    const fake = createFakeQueue(mailOf(1));
    const { promise: end, resolve } = Promise.withResolvers<MailOutcome>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const channel = createFakeTransport(({ reference }) => {
      if (reference !== '22-221') return accepted;
      begin(undefined);
      return end;
    });
    const { worker, events } = workerOver(fake.queue, channel);
    worker.look();
    await begun;
    fake.write(mailOf(2));
    worker.look();
    worker.look();
    expect(channel.tries).toEqual(['22-221']);
    resolve(accepted);
    await events.until(2);
    expect(channel.tries).toEqual(['22-221', '22-222']);
  });

  it('at a queue that fails is told, and the next one works again', async () => {
    const fake = createFakeQueue(mailOf(1));
    let broken = true;
    const queue = withQueue(fake, {
      lease: (...given) =>
        broken
          ? Promise.reject(new AppError('STORE_BUSY', 'The database is busy'))
          : fake.queue.lease(...given),
    });
    const { worker, events } = workerOver(queue, createFakeTransport());
    worker.look();
    await events.until(1);
    broken = false;
    worker.look();
    await events.until(2);
    expect(events.seen).toEqual(['failed: The database is busy', '22-221 sent at try 1']);
  });

  it('that was asked for while another one fails is done as well', async () => {
    const fake = createFakeQueue(mailOf(1));
    let looks = 0;
    const queue = withQueue(fake, {
      lease: async (...given) => {
        looks += 1;
        if (looks > 1) return fake.queue.lease(...given);
        await Promise.resolve();
        worker.look();
        throw new AppError('STORE_BUSY', 'The database is busy');
      },
    });
    const { worker, events } = workerOver(queue, createFakeTransport());
    worker.look();
    await events.until(2);
    expect(events.seen).toEqual(['failed: The database is busy', '22-221 sent at try 1']);
  });

  it('goes on when one mail cannot be noted', async () => {
    const fake = createFakeQueue(...[1, 2, 3, 4, 5].map((id) => mailOf(id)));
    const queue = withQueue(fake, {
      sent: (id, at) =>
        id === 1
          ? Promise.reject(new AppError('STORE_BUSY', 'The database is busy'))
          : fake.queue.sent(id, at),
    });
    const { worker, events } = workerOver(queue, createFakeTransport());
    worker.look();
    await events.until(5);
    expect([...events.seen].sort()).toEqual([
      '22-222 sent at try 1',
      '22-223 sent at try 1',
      '22-224 sent at try 1',
      '22-225 sent at try 1',
      'failed: The database is busy',
    ]);
  });
});

describe('a worker that stops', () => {
  it('waits for the try under way and begins no more', async () => {
    const fake = createFakeQueue(...[1, 2, 3, 4, 5].map((id) => mailOf(id)));
    const { promise: end, resolve } = Promise.withResolvers<MailOutcome>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const channel = createFakeTransport((_, index) => {
      if (index === 3) begin(undefined);
      return end;
    });
    const { worker, events, tick } = workerOver(fake.queue, channel);
    worker.start();
    await begun;
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    tick();
    worker.look();
    expect(stopped).toBe(false);
    resolve(accepted);
    await stopping;
    expect(events.seen).toHaveLength(4);
    worker.look();
    await worker.stop();
    expect(channel.tries).toEqual(['22-221', '22-222', '22-223', '22-224']);
  });

  it('waits for the other tries when one of them could not be noted', async () => {
    const fake = createFakeQueue(mailOf(1), mailOf(2));
    const { promise: end, resolve } = Promise.withResolvers<MailOutcome>();
    const channel = createFakeTransport(({ reference }) =>
      reference === '22-222' ? end : accepted,
    );
    const queue = withQueue(fake, {
      sent: (id, at) =>
        id === 1 ? Promise.reject(new TypeError('closed')) : fake.queue.sent(id, at),
    });
    const { worker, events } = workerOver(queue, channel);
    worker.look();
    await events.until(1);
    const stopping = worker.stop().then(() => [...events.seen]);
    resolve(accepted);
    expect(await stopping).toEqual(['failed: closed', '22-222 sent at try 1']);
  });

  it('looks no more by itself', async () => {
    const { worker, ticks } = workerOver(createFakeQueue().queue, createFakeTransport());
    worker.start();
    expect(ticks()).toBe(true);
    await worker.stop();
    expect(ticks()).toBe(false);
  });
});
