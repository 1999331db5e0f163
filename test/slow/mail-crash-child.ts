import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomIds } from '../../src/base/ids.ts';
import type { MailQueue } from '../../src/escalation/mail-queue.ts';
import type { MailTransport } from '../../src/escalation/mail-transport.ts';
import { forget, transportOf, workerOf } from '../../src/mail.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Act } from '../../src/turn/inbound.ts';
import { createMailWriter } from '../../src/turn/mail-writer.ts';
import type { TurnStore } from '../../src/turn/ports.ts';
import { createTurns } from '../../src/turn/turns.ts';
import { createTestBrain } from '../support/test-brain.ts';

/**
 * A bot that writes to a helpdesk, may erase it all, and kills itself at a point that it was told.
 *
 * Everything is real; one port at a time is wrapped so that the process ends right there.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    /** Mails are written into a folder where it is not given. */
    smtp: { type: 'string' },
    point: { type: 'string', default: '' },
    /** Milliseconds by which the clock is ahead. */
    ahead: { type: 'string', default: '0' },
    /** The first and the last act of the conversation to do. */
    first: { type: 'string', default: '0' },
    last: { type: 'string', default: '0' },
  },
});

const acts: readonly Act[] = [
  { kind: 'begins' },
  { kind: 'says', text: 'a human please' },
  { kind: 'says', text: 'the code never arrives on my phone' },
  { kind: 'says', text: 'name@hospital.example' },
  { kind: 'presses', place: 'person/preview', answer: 'send' },
  { kind: 'presses', place: 'person/sent', answer: '@erase-yes' },
];

/** Ends the process if this is the point: nothing after it is run, nothing is flushed or closed. */
function at(point: string): void {
  if (point === values.point) process.kill(process.pid, 'SIGKILL');
}

/** Passes on what a mail client says to its server, up to half of the first piece of its message. */
async function relayInto(target: URL): Promise<string> {
  const relay = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let inMessage = false;
    server.on('data', (bytes) => {
      inMessage ||= /^354 /m.test(bytes.toString());
      client.write(bytes);
    });
    client.on('data', (bytes) => {
      if (!inMessage) server.write(bytes);
      else server.write(bytes.subarray(0, bytes.length / 2), () => at('in the middle of DATA'));
    });
  });
  await new Promise<void>((resolve) => void relay.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(relay.address() as AddressInfo).port}`;
}

function dyingTurns(real: TurnStore): TurnStore {
  return {
    ...real,
    commit: async (turn) => {
      if (turn.ticket !== undefined) at('before the commit');
      const outcome = await real.commit(turn);
      if (turn.ticket !== undefined) at('after the commit');
      if (turn.erase !== undefined) at('after the erasure');
      return outcome;
    },
  };
}

function dyingQueue(real: MailQueue): MailQueue {
  return {
    ...real,
    lease: async (...given) => {
      const leased = await real.lease(...given);
      if (leased.length > 0) at('after the lease');
      return leased;
    },
    sent: async (...given) => {
      at('after it was taken');
      const known = await real.sent(...given);
      at('after it was noted');
      return known;
    },
  };
}

function dyingTransport(real: MailTransport): MailTransport {
  return {
    ...real,
    withdraw: async (reference) => {
      await real.withdraw(reference);
      at('after the withdrawal');
    },
  };
}

async function urlOf(smtp: string): Promise<string> {
  return values.point === 'in the middle of DATA' ? relayInto(new URL(smtp)) : smtp;
}

const from = 'bot@bot.example';
const complain = ({ cause }: { readonly cause: unknown }): void =>
  void process.stderr.write(`${String(cause)}\n`);
const brain = await createTestBrain('desk@desk.example');
const store = await openStore(join(values.data, 'bot.sqlite'));
const clock = { now: () => Date.now() + Number(values.ahead) };
const transport = dyingTransport(
  transportOf({
    DATA_DIR: values.data,
    SMTP_URL: values.smtp === undefined ? undefined : await urlOf(values.smtp),
    MAIL_FROM: from,
  }),
);
const worker = workerOf({
  queue: dyingQueue(store.mails),
  transport,
  clock,
  watcher: {
    sent: () => undefined,
    postponed: ({ why }) => complain({ cause: why }),
    givenUp: ({ why }) => complain({ cause: why }),
    failed: complain,
  },
});
const turns = createTurns({
  picker: null,
  content: brain.dialogContent,
  store: dyingTurns(store.turns),
  clock,
  ids: randomIds,
  guard: brain.guard,
  mails: createMailWriter({ content: brain.dialogContent, locale: brain.locale, from }),
  notices: () => [],
  after: { ticket: worker.look, erased: (gone) => forget(gone, transport, store) },
  watcher: { handled: () => undefined, failed: complain },
});

/** Resolves when every mail has left; a process that was to be killed on the way is gone by then. */
async function untilSent(): Promise<void> {
  while ((await store.mails.figures()).waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

worker.start();
for (const [index, act] of acts.entries()) {
  if (index < Number(values.first) || index > Number(values.last)) continue;
  if (index === 5) await untilSent();
  const outcome = await turns.handle({
    key: { channel: 'webchat', conversation: 'crash' },
    activityId: `act ${index}`,
    act,
    hints: { locale: 'en', slots: { network: 'bond' } },
    deliverTo: null,
  });
  process.stdout.write(`${JSON.stringify({ act: index, outcome })}\n`);
}
await untilSent();
await worker.stop();
await turns.close();
await store.close();
process.exit(0);
