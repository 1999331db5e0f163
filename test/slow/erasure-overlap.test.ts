import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { randomIds } from '../../src/base/ids.ts';
import type { MailTransport } from '../../src/escalation/mail-transport.ts';
import type { MailWorker } from '../../src/escalation/mail-worker.ts';
import type { MailState, TicketStatus } from '../../src/escalation/ticket.ts';
import type { Reply } from '../../src/locale/line.ts';
import { forget, transportOf, workerOf } from '../../src/mail.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Act } from '../../src/turn/inbound.ts';
import type { CommitOutcome, ConversationKey } from '../../src/turn/ports.ts';
import { readSnapshot } from '../../src/turn/stored-snapshot.ts';
import { createTurns } from '../../src/turn/turns.ts';
import { keysOf } from '../support/conversation.ts';
import { quietParts } from '../support/quiet-parts.ts';
import { createTestBrain } from '../support/test-brain.ts';
import type { MailServer } from './mail-server.ts';
import { startMailServer } from './mail-server.ts';

const soon = { timeout: 10_000, interval: 10 };
const key: ConversationKey = { channel: 'test', conversation: 'one' };
const brain = await createTestBrain('desk@desk.example');
const ofZebra = /zebrafinch|zebra\.contact/;

const send: Act = { kind: 'presses', place: 'person/preview', answer: 'send' };
const erase: Act = { kind: 'presses', place: 'person/sent', answer: '@erase-yes' };
const untilPreview: readonly Act[] = [
  { kind: 'begins' },
  { kind: 'says', text: 'a person' },
  { kind: 'says', text: 'the page says zebrafinch-7731 after the code' },
  { kind: 'says', text: 'zebra.contact@hospital.example' },
];

let data = '';
let ending: (() => Promise<void>)[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'overlap-'));
});
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
  rmSync(data, { recursive: true });
});

/** One process: its own connection, its own queue, its own worker. */
interface Process {
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
interface Interference {
  /** Between what a turn has read and what it writes; the first time only. */
  readonly beforeCommit?: () => Promise<unknown>;
  readonly smtp?: string;
  readonly transport?: (real: MailTransport) => MailTransport;
}

async function startProcess(given: Interference = {}): Promise<Process> {
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
  const process: Process = {
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
  ending.push(process.close);
  return process;
}

/** Words of the person in the name or the bytes of any file. */
function traces(): string[] {
  return readdirSync(data, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => ofZebra.test(readFileSync(join(parentPath, name), 'latin1')))
    .map(({ name }) => name);
}

/** Lets a process wait at a place until it is told to go on. */
function createGate() {
  const reached = Promise.withResolvers<undefined>();
  const opened = Promise.withResolvers<undefined>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(undefined),
    pass: async () => {
      reached.resolve(undefined);
      await opened.promise;
    },
  };
}

async function sends(process: Process): Promise<void> {
  for (const act of [...untilPreview, send]) await process.act(act);
}

const receiptOf = (reply: Reply): string[] =>
  keysOf(reply.lines).filter((line) => line.startsWith('common:erase.'));

async function listen(verdict: () => Promise<null>): Promise<MailServer> {
  const server = await startMailServer(verdict);
  ending.push(server.close);
  return server;
}

describe('a mail that moves on between what an erasure reads and what it writes', () => {
  it('is told as sent when the mail server has taken it by then', async () => {
    const gate = createGate();
    const server = await listen(() => gate.pass().then(() => null));
    const writer = await startProcess({ smtp: server.url });
    await sends(writer);
    writer.worker.look();
    await gate.reached;
    expect(await mailOf(writer)).toBe('sending');

    const eraser = await startProcess({
      beforeCommit: async () => {
        gate.open();
        await expect.poll(() => mailOf(writer), soon).toBe('sent');
      },
    });
    const receipt = await eraser.act(erase);
    expect(eraser.commits).toEqual(['conflict', 'committed']);
    expect(receiptOf(receipt)).toEqual(['common:erase.done', 'common:erase.sent-network']);
    expect(server.taken).toHaveLength(1);
    expect(traces()).toEqual([]);
  });

  it('is told as being sent when a worker has taken it on by then', async () => {
    const gate = createGate();
    const server = await listen(() => gate.pass().then(() => null));
    const writer = await startProcess({ smtp: server.url });
    await sends(writer);
    const eraser = await startProcess({
      beforeCommit: async () => {
        writer.worker.look();
        await gate.reached;
      },
    });
    const receipt = await eraser.act(erase);
    expect(eraser.commits).toEqual(['conflict', 'committed']);
    expect(receiptOf(receipt)).toEqual(['common:erase.done', 'common:erase.sending-network']);
    gate.open();
    await writer.worker.stop();
    expect(await writer.tickets()).toEqual([]);
    expect(traces()).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'is taken back out of the folder when the erasure came %s it was written there',
    async (when) => {
      const gate = createGate();
      const writer = await startProcess({
        transport: (real) => ({
          ...real,
          send: async (outgoing) => {
            if (when === 'before') await gate.pass();
            const outcome = await real.send(outgoing);
            if (when === 'after') await gate.pass();
            return outcome;
          },
        }),
      });
      await sends(writer);
      writer.worker.look();
      await gate.reached;
      const receipt = await writer.act(erase);
      expect(receiptOf(receipt)).toEqual(['common:erase.done', 'common:erase.sending-network']);
      gate.open();
      await writer.worker.stop();
      expect(await writer.tickets()).toEqual([]);
      expect(readdirSync(join(data, 'mail'))).toEqual([]);
      expect(traces()).toEqual([]);
    },
  );
});

describe('a turn of another process that overlaps an erasure', () => {
  const late: readonly { readonly what: string; readonly act: Act; readonly hears: string }[] = [
    { what: 'a send', act: send, hears: 'common:moved-on' },
    {
      what: 'a question',
      act: { kind: 'says', text: 'where am i' },
      hears: 'common:where.nowhere',
    },
    { what: 'a typed yes', act: { kind: 'says', text: 'yes' }, hears: 'start:welcome.resume' },
  ];

  it.each(late)('brings nothing back when it read before and writes after: $what', async (turn) => {
    const eraser = await startProcess();
    for (const act of untilPreview) await eraser.act(act);
    expect(traces().length).toBeGreaterThan(0);
    const other = await startProcess({ beforeCommit: () => eraser.act(erase) });
    const reply = await other.act(turn.act);
    expect(other.commits).toEqual(['conflict', 'committed']);
    expect(keysOf(reply.lines)).toContain(turn.hears);
    expect(await other.tickets()).toEqual([]);
    const { slots, entries } = await other.rest();
    expect(slots).toEqual({});
    expect(entries).toMatchObject([{ author: 'user' }, { author: 'bot' }]);
    expect(traces()).toEqual([]);
  });

  it('is erased with its ticket, which is told, when the erasure read before and writes after', async () => {
    const other = await startProcess();
    for (const act of untilPreview) await other.act(act);
    const eraser = await startProcess({ beforeCommit: () => other.act(send) });
    const receipt = await eraser.act(erase);
    expect(eraser.commits).toEqual(['conflict', 'committed']);
    expect(receiptOf(receipt)).toEqual(['common:erase.done', 'common:erase.unsent']);
    expect(await other.tickets()).toEqual([]);
    expect(await other.rest()).toEqual({ slots: {}, entries: [] });
    expect(traces()).toEqual([]);
  });

  it('erases once when both are told to erase', async () => {
    const one = await startProcess();
    await sends(one);
    const other = await startProcess({ beforeCommit: () => one.act(erase) });
    const receipt = await other.act(erase);
    expect(one.commits.at(-1)).toBe('committed');
    expect(other.commits).toEqual(['conflict', 'committed']);
    expect(receiptOf(receipt)).toEqual(['common:erase.done']);
    expect(await one.rest()).toEqual({ slots: {}, entries: [] });
    expect(traces()).toEqual([]);
  });
});

async function mailOf(process: Process): Promise<MailState | undefined> {
  const [ticket] = await process.tickets();
  return ticket?.mail;
}
