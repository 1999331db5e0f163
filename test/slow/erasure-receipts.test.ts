import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailState } from '../../src/escalation/ticket.ts';
import { startConnector } from './connector.ts';
import { nobodyListens, startMailServer } from './mail-server.ts';
import { personAt, referenceIn, startTestApp, tellTrouble, words, wordsOn } from './test-app.ts';

const soon = { timeout: 10_000, interval: 10 };
const desk = { HELPDESK_MAILBOX: 'desk@desk.example', MAIL_FROM: 'bot@bot.example' };
const zebra = {
  network: 'bond',
  story: 'the page says zebrafinch-7731 after the code',
  contact: 'zebra.contact@hospital.example',
};

let data = '';
let ending: (() => Promise<void>)[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'erasure-'));
});
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
  rmSync(data, { recursive: true });
});

/** How many rows there are of tickets and mails, and how often a mail was tried. */
function rows(): { readonly tickets: number; readonly mails: number; readonly attempts: number } {
  const database = new DatabaseSync(join(data, 'bot.sqlite'), { readOnly: true });
  const row = database
    .prepare(
      `select (select count(*) from tickets) as tickets, (select count(*) from mails) as mails,
        (select coalesce(sum(attempts), 0) from mails) as attempts`,
    )
    .get();
  database.close();
  return {
    tickets: Number(row?.['tickets']),
    mails: Number(row?.['mails']),
    attempts: Number(row?.['attempts']),
  };
}

const nothing = { tickets: 0, mails: 0, attempts: 0 };

describe('the receipt of an erasure', () => {
  interface Standing {
    readonly mail: MailState;
    /** The mail server's answer to each mail; undefined: there is no mail server. */
    readonly answer: number | null | undefined;
    readonly mailbox: string;
    readonly attempts: number;
    readonly line: string;
  }
  const standings: readonly Standing[] = [
    {
      mail: 'sent',
      answer: null,
      mailbox: desk.HELPDESK_MAILBOX,
      attempts: 1,
      line: 'sent-network',
    },
    { mail: 'waiting', answer: 451, mailbox: desk.HELPDESK_MAILBOX, attempts: 1, line: 'unsent' },
    {
      mail: 'waiting',
      answer: undefined,
      mailbox: desk.HELPDESK_MAILBOX,
      attempts: 1,
      line: 'unsent',
    },
    { mail: 'given-up', answer: 550, mailbox: desk.HELPDESK_MAILBOX, attempts: 1, line: 'unsent' },
    { mail: 'kept', answer: null, mailbox: '', attempts: 0, line: 'unsent' },
  ];

  it.each(standings)(
    'tells of a mail that is $mail as it stands (server: $answer)',
    async (given) => {
      const { answer, mailbox, attempts, line } = given;
      const server = await startMailServer(() => answer ?? null);
      ending.push(server.close);
      const SMTP_URL = answer === undefined ? await nobodyListens() : server.url;
      const app = await startTestApp({
        data,
        settings: { ...desk, SMTP_URL, HELPDESK_MAILBOX: mailbox },
      });
      ending.push(app.stop);
      const person = personAt(app, { conversation: 'one' });
      await tellTrouble(person, zebra);
      const reference = referenceIn(await person.says('yes'));
      await expect.poll(rows, soon).toEqual({ tickets: 1, mails: 1, attempts });
      const receipt = await person.presses('person/sent', '@erase-yes');
      expect(receipt.split('\n\n')).toEqual([
        words({ key: 'common:erase.done' }),
        wordsOn(`common:erase.${line}`, reference, zebra.network),
      ]);
      expect(rows()).toEqual(nothing);
    },
  );
});

describe('an erasure while the mail is on its way', () => {
  it.each([null, 451, 550])(
    'says so, and nothing comes back when the server answers (%s)',
    async (answer) => {
      const { promise, resolve } = Promise.withResolvers<number | null>();
      const server = await startMailServer(() => promise);
      ending.push(server.close);
      const app = await startTestApp({ data, settings: { ...desk, SMTP_URL: server.url } });
      const person = personAt(app, { conversation: 'one' });
      await tellTrouble(person, zebra);
      const reference = referenceIn(await person.presses('person/preview', 'send'));
      await expect.poll(() => server.offered.length, soon).toBe(1);
      const receipt = await person.presses('person/sent', '@erase-yes');
      expect(receipt).toContain(wordsOn('common:erase.sending-network', reference, 'bond'));
      expect(rows()).toEqual(nothing);

      resolve(answer);
      await app.stop();
      expect(rows()).toEqual(nothing);
      expect(readdirSync(data)).not.toContain('mail');
      const next = await startTestApp({ data, settings: { ...desk, SMTP_URL: server.url } });
      await next.stop();
      expect(server.offered).toHaveLength(1);
      expect(rows()).toEqual(nothing);
    },
  );
});

describe('a reply that its channel has not taken yet', () => {
  it('goes with the conversation, and the receipt is all that arrives', async () => {
    const connector = await startConnector();
    ending.push(connector.close);
    const app = await startTestApp({ data });
    ending.push(app.stop);
    const person = personAt(app, { conversation: 'one', serviceUrl: connector.url });
    connector.refuse(true);
    await tellTrouble(person, zebra);
    await expect.poll(connector.calls, soon).toBeGreaterThan(0);
    connector.refuse(false);
    await person.presses('person/preview', '@erase-yes');
    await expect.poll(() => connector.heard.length, soon).toBeGreaterThan(0);
    await app.stop();
    expect(connector.heard.map((body) => (JSON.parse(body) as { text: string }).text)).toEqual([
      words({ key: 'common:erase.done' }),
    ]);
  });
});
