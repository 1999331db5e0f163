import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailState } from '../../src/escalation/ticket.ts';
import type { Reply } from '../../src/locale/line.ts';
import type { Act } from '../../src/turn/inbound.ts';
import { keysOf } from '../support/conversation.ts';
import type { BotProcess, Interference } from './bot-process.ts';
import { startBotProcess } from './bot-process.ts';
import type { MailServer } from './mail-server.ts';
import { startMailServer } from './mail-server.ts';

const soon = { timeout: 10_000, interval: 10 };
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

async function startProcess(given: Interference = {}): Promise<BotProcess> {
  const process = await startBotProcess(data, given);
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

/** Lets everybody go on once as many as expected have come. */
function createBarrier(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === expected) resolve(undefined);
    await promise;
  };
}

async function sends(process: BotProcess): Promise<void> {
  for (const act of [...untilPreview, send]) await process.act(act);
}

const receiptOf = (reply: Reply): string[] =>
  keysOf(reply.lines).filter((line) => line.startsWith('common:erase.'));

async function listen(verdict: () => Promise<null>): Promise<MailServer> {
  const server = await startMailServer(verdict);
  ending.push(server.close);
  return server;
}

describe('a send at two processes that have both read before either writes', () => {
  it('makes one ticket and one mail', async () => {
    const server = await listen(() => Promise.resolve(null));
    const meet = createBarrier(2);
    const [one, other] = [
      await startProcess({ smtp: server.url, beforeCommit: meet }),
      await startProcess({ smtp: server.url, beforeCommit: meet }),
    ];
    const before = await startProcess();
    for (const act of untilPreview) await before.act(act);
    const replies = await Promise.all([one.act(send), other.act(send)]);
    expect([one.commits, other.commits].toSorted((a, b) => a.length - b.length)).toEqual([
      ['committed'],
      ['conflict', 'committed'],
    ]);
    const heard = replies.map((reply) => keysOf(reply.lines)[0]).toSorted();
    expect(heard).toEqual(['common:moved-on', 'person:sent.say-network']);
    for (const { worker } of [one, other]) worker.look();
    await expect.poll(() => mailOf(before), soon).toBe('sent');
    for (const { worker } of [one, other]) await worker.stop();
    expect(await before.tickets()).toHaveLength(1);
    expect(server.taken).toHaveLength(1);
  });
});

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

describe('an erasure while a backup reads the database', () => {
  it('leaves nothing once the backup has ended', async () => {
    const bot = await startProcess();
    await sends(bot);
    const backup = new DatabaseSync(join(data, 'bot.sqlite'), { readOnly: true });
    backup.exec('begin');
    backup.prepare('select count(*) from entries').get();
    const receipt = bot.act(erase);
    await expect.poll(() => bot.commits.length, soon).toBe(untilPreview.length + 2);
    expect(traces().length).toBeGreaterThan(0);
    backup.exec('commit');
    backup.close();
    await receipt;
    expect(traces()).toEqual([]);
  });
});

async function mailOf(process: BotProcess): Promise<MailState | undefined> {
  const [ticket] = await process.tickets();
  return ticket?.mail;
}
