import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderTransport } from '../../src/escalation/folder-transport.ts';
import type { MailTransport } from '../../src/escalation/mail-transport.ts';
import { accepted } from './fake-mails.ts';
import { headerOf, readMessage } from './raw-message.ts';
import { outgoing } from './smtp-ground.ts';

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.parse('2026-11-21T00:00:00Z');

let root: string;
let folder: string;
let transport: MailTransport;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpms-mails-'));
  folder = join(root, 'data', 'mail');
  transport = createFolderTransport({ folder, from: 'bot@bot.example', redirectTo: null });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const names = (): string[] => readdirSync(folder).sort();

const contents = (name = 'K7-3QF.eml'): string => readFileSync(join(folder, name), 'latin1');

/** Puts a file into the folder that was last written so long ago. */
function put(name: string, ageMs: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), 'text');
  const at = new Date(now - ageMs);
  utimesSync(join(folder, name), at, at);
}

describe('a mail that is written into a folder', () => {
  it('is one whole file by its reference, and nothing is left beside it', async () => {
    expect(await transport.send(outgoing())).toEqual(accepted);
    expect(names()).toEqual(['K7-3QF.eml']);
  });

  it('is the message as it would travel', async () => {
    await transport.send(outgoing({ text: 'Grüße\nvon Zoë\n' }));
    const message = readMessage(contents());
    expect(headerOf(message, 'to')).toEqual(['desk@network.example']);
    expect(headerOf(message, 'reply-to')).toEqual(['person@hospital.example']);
    expect(headerOf(message, 'message-id')).toEqual(['<K7-3QF.unique@bot.example>']);
    expect(headerOf(message, 'auto-submitted')).toEqual(['auto-generated']);
    expect(message.text).toBe('Grüße\r\nvon Zoë\r\n');
  });

  it('has lines that end as they do in mails', async () => {
    await transport.send(outgoing());
    expect(contents().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['subject', { subject: 'x\r\nBcc: all@network.example' }],
    ['address to answer to', { replyTo: 'a@hospital.example\nBcc: all@network.example' }],
  ])('has no header that came in with the %s', async (_where, change) => {
    await transport.send(outgoing(change));
    expect(headerOf(readMessage(contents()), 'bcc')).toEqual([]);
  });

  it('can be read by its owner alone, as can the folder', async () => {
    await transport.send(outgoing());
    expect(statSync(join(folder, 'K7-3QF.eml')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is the same file at a second try', async () => {
    await transport.send(outgoing({ text: 'first try, and long\n' }));
    await transport.send(outgoing({ text: 'second\n' }));
    expect(names()).toEqual(['K7-3QF.eml']);
    expect(readMessage(contents()).text).toBe('second\r\n');
  });

  it('is for the address for trials when there is one', async () => {
    const redirectTo = 'trial@operator.example';
    const trial = createFolderTransport({ folder, from: 'bot@bot.example', redirectTo });
    await trial.send(outgoing());
    const message = readMessage(contents());
    expect(headerOf(message, 'to')).toEqual([redirectTo]);
    expect(headerOf(message, 'x-redirected-from')).toEqual(['desk@network.example']);
  });
});

describe('a mail that cannot be written', () => {
  it('waits when the folder cannot be made', async () => {
    mkdirSync(join(root, 'data'));
    writeFileSync(folder, 'in the way');
    expect(await transport.send(outgoing())).toEqual({
      kind: 'refused',
      lasts: 'passing',
      why: 'EEXIST',
    });
  });

  it('leaves nothing behind when the file cannot be put in its place', async () => {
    mkdirSync(join(folder, 'K7-3QF.eml', 'in the way'), { recursive: true });
    expect(await transport.send(outgoing())).toMatchObject({ kind: 'refused', lasts: 'passing' });
    expect(names()).toEqual(['K7-3QF.eml']);
  });

  it.runIf(existsSync('/dev/full'))('waits, with nothing left open, on a full disk', async () => {
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', join(folder, `K7-3QF.eml.${process.pid}.part`));
    expect(await transport.send(outgoing())).toEqual({
      kind: 'refused',
      lasts: 'passing',
      why: 'ENOSPC',
    });
    expect(names()).toEqual([]);
    expect(openFiles()).not.toContain('/dev/full');
  });
});

/** What this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)];
    } catch {
      return [];
    }
  });
}

describe('a mail that is withdrawn', () => {
  it('is gone, and no other', async () => {
    await transport.send(outgoing());
    await transport.send({ ...outgoing(), reference: '22-222' });
    await transport.withdraw('K7-3QF');
    expect(names()).toEqual(['22-222.eml']);
  });

  it('may be gone already, or never have been there', async () => {
    await expect(transport.withdraw('K7-3QF')).resolves.toBeUndefined();
  });
});

describe('sweeping the folder', () => {
  const sweep = async (...known: readonly string[]): Promise<string[]> => {
    await transport.sweep(now, 90 * day, () => Promise.resolve(new Set(known)));
    return names();
  };

  it.each([
    ['keeps a mail of a ticket', 'K7-3QF.eml', 90 * day, true],
    ['deletes one that is too old', 'K7-3QF.eml', 90 * day + 1_000, false],
    ['deletes one of no ticket, however new', '22-222.eml', 0, false],
    ['keeps one that is being written', 'K7-3QF.eml.77.part', hour - 1_000, true],
    ['deletes one that was never finished', 'K7-3QF.eml.77.part', hour, false],
    ['deletes an unfinished one of no ticket', '22-222.eml.77.part', hour, false],
    ['leaves the files of others alone', 'notes.txt', 999 * day, true],
    ['leaves what only looks like ours alone', 'k7-3qf.eml', 999 * day, true],
    ['leaves a copy of ours alone', 'K7-3QF.eml.bak', 999 * day, true],
    ['leaves a file of more words alone', 'Copy of K7-3QF.eml', 999 * day, true],
  ])('%s', async (_what, name, ageMs, stays) => {
    put(name, ageMs);
    expect(await sweep('K7-3QF')).toEqual(stays ? [name] : []);
  });

  it('keeps one that was written while it looked', async () => {
    put('33-333.eml', 0);
    await transport.sweep(now, 90 * day, () => {
      put('22-222.eml', 0);
      return Promise.resolve(new Set(['33-333']));
    });
    expect(names()).toEqual(['22-222.eml', '33-333.eml']);
  });

  it('goes through all of them', async () => {
    for (const reference of ['22-222', '33-333', '44-444']) put(`${reference}.eml`, 2 * hour);
    expect(await sweep('33-333')).toEqual(['33-333.eml']);
  });

  it('finds nothing to do where there is no folder', async () => {
    await expect(
      transport.sweep(now, day, () => Promise.resolve(new Set())),
    ).resolves.toBeUndefined();
  });
});
