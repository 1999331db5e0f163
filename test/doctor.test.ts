import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { diagnose, reportDiagnosis } from '../src/doctor.ts';
import { openStore } from '../src/storage/open.ts';
import { commitOf, ticketOf } from './contract/ground.ts';

const now = Date.parse('2026-11-21T00:00:00Z');
const root = process.cwd();

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the doctor', () => {
  it('finds a fresh installation able to work, and says what is limited and how to lift it', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const findings = await diagnose({ root, environment: { DATA_DIR }, now });
    expect(findings.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(findings.find(({ about }) => about === 'bot')).toMatchObject({ state: 'limited' });
    for (const { state, remedy } of findings) expect(remedy === null).toBe(state === 'fine');
    expect(reportDiagnosis(findings)).toContain('-> Set MicrosoftAppId');
  });

  it('names settings that cannot be used, and stops there', async () => {
    const findings = await diagnose({ root, environment: { PORT: 'x' }, now });
    expect(findings.find(({ about }) => about === 'settings')).toMatchObject({ state: 'broken' });
    expect(findings.some(({ about }) => about === 'database')).toBe(false);
  });

  it('names a database that is none, by the code of the runbook', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    writeFileSync(
      join(DATA_DIR, 'bot.sqlite'),
      'this is no database, and long enough to be sure of it. '.repeat(40),
    );
    const findings = await diagnose({ root, environment: { DATA_DIR }, now });
    expect(findings.find(({ about }) => about === 'database')).toMatchObject({ state: 'broken' });
    expect(reportDiagnosis(findings)).toContain('STORE_FAILED');
  });

  it('counts overdue reviews without calling them broken', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const later = Date.parse('2028-01-01T00:00:00Z');
    const findings = await diagnose({ root, environment: { DATA_DIR }, now: later });
    expect(findings.find(({ about }) => about === 'reviews')).toMatchObject({ state: 'limited' });
  });

  it('asks the mail server without sending anything, and says whether it can be used', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const received: string[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onMailFrom: ({ address }, _session, done) => {
        received.push(address);
        done();
      },
    });
    const { promise: listening, resolve } = Promise.withResolvers<number>();
    const tcp = server.listen(0, '127.0.0.1', () => resolve(portOf(tcp)));
    const SMTP_URL = `smtp://127.0.0.1:${String(await listening)}`;
    const environment = { DATA_DIR, SMTP_URL, MAIL_FROM: 'bot@bot.example' };
    const mailOf = async (): Promise<string[]> =>
      (await diagnose({ root, environment, now }))
        .filter(({ about }) => about === 'mail')
        .map(({ state, message }) => `${state} ${message}`);
    expect(await mailOf()).toContain('fine The mail server answers.');
    const { promise: closed, resolve: close } = Promise.withResolvers<undefined>();
    server.close(() => close(undefined));
    await closed;
    expect((await mailOf()).join('\n')).toContain('broken The mail server cannot be used');
    expect(received).toEqual([]);
  });

  it('says that messages are kept and reach nobody, and since HELPDESK_MAILBOX that they do', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const store = await openStore(join(DATA_DIR, 'bot.sqlite'));
    await commitOf(store, { ticket: { ...ticketOf('22-222'), recipient: null } });
    await store.close();
    const without = reportDiagnosis(await diagnose({ root, environment: { DATA_DIR }, now }));
    expect(without).toContain('0 mails wait, 1 have no address, 0 were given up.');
    expect(without).toContain('limited desks');
    const HELPDESK_MAILBOX = 'desk@desk.example';
    const findings = await diagnose({ root, environment: { DATA_DIR, HELPDESK_MAILBOX }, now });
    expect(findings.find(({ about }) => about === 'desks')).toMatchObject({ state: 'fine' });
  });

  it('finds content that is not there', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const findings = await diagnose({ root: DATA_DIR, environment: { DATA_DIR }, now });
    expect(findings.find(({ about }) => about === 'content')).toMatchObject({ state: 'broken' });
  });
});
