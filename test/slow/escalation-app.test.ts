import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { MailFigures } from '../../src/escalation/mail-queue.ts';
import type { TicketStatus } from '../../src/escalation/ticket.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { MailServer, Verdict } from './mail-server.ts';
import { decoded, nobodyListens, startMailServer } from './mail-server.ts';
import type { Person, TestApp, TestAppParts } from './test-app.ts';
import { tellTrouble, personAt, referenceIn, startTestApp, words, wordsOn } from './test-app.ts';

const desk = { HELPDESK_MAILBOX: 'desk@desk.example' };
const trouble = {
  network: 'bond',
  story: 'the code never arrives on my phone',
  contact: 'name@hospital.example',
};

let data = '';
let ending: (() => Promise<void>)[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'escalation-'));
});
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
  rmSync(data, { recursive: true });
});

async function start(given: Omit<TestAppParts, 'data'>): Promise<TestApp> {
  const app = await startTestApp({ data, ...given });
  ending.push(app.stop);
  return app;
}

async function listen(verdict?: Verdict): Promise<MailServer & { readonly settings: Settings }> {
  const server = await startMailServer(verdict);
  ending.push(server.close);
  const settings = { ...desk, SMTP_URL: server.url, MAIL_FROM: 'bot@bot.example' };
  return { ...server, settings };
}

type Settings = Readonly<Record<string, string>>;

const soon = { timeout: 10_000, interval: 10 };

/** What is stored: the tickets of a conversation, and figures of all mails. */
async function stored(
  conversation: string,
): Promise<{ readonly tickets: readonly TicketStatus[]; readonly figures: MailFigures }> {
  const store = await openStore(join(data, 'bot.sqlite'));
  const opened = await store.turns.open({ channel: 'webchat', conversation }, null);
  const tickets = await store.turns.tickets(opened.conversation?.id ?? '');
  const figures = await store.mails.figures();
  await store.close();
  return { tickets, figures };
}

async function readiness({ url }: TestApp): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: await response.json() };
}

const send = (person: Person, id?: string): Promise<string> =>
  person.presses('person/preview', 'send', id);

it('brings a message from the first word to the mail server, in one conversation', async () => {
  const server = await listen();
  const app = await start(server);
  const person = personAt(app, { conversation: 'whole' });
  const preview = await tellTrouble(person, trouble);
  expect(preview).toContain(trouble.story);
  expect(preview).toContain(trouble.contact);
  expect(server.begun()).toBe(0);

  const reference = referenceIn(await person.says('yes'));
  await expect.poll(() => server.taken.length, soon).toBe(1);
  const [mail] = server.taken;
  expect(mail?.to).toEqual(['desk@desk.example']);
  expect(mail?.source).toMatch(/^From: bot@bot\.example\r$/m);
  expect(mail?.source).toMatch(/^Reply-To: name@hospital\.example\r$/m);
  expect(mail?.source).toMatch(new RegExp(`^Subject: \\[${reference}\\] .*BOND`, 'm'));
  expect(mail?.source).toMatch(/Person +a person\r\n[^]*Person +the code never arrives/);
  expect(mail?.messageId).toMatch(new RegExp(`^${reference.toLowerCase()}\\..+@bot\\.example$`));
  await expect.poll(async () => (await stored('whole')).figures.waiting, soon).toBe(0);
  const left = words({
    key: 'person:already.say-sent',
    values: {
      reference: { kind: 'exact', text: reference },
      ticketDay: { kind: 'day', iso: new Date().toISOString().slice(0, 10) },
    },
  });
  expect(await person.says('was it sent')).toContain(left);
  expect(await readiness(app)).toEqual({ status: 200, body: { status: 'ready' } });
});

it('makes one ticket and one mail of five typed yes at once', async () => {
  const server = await listen();
  const app = await start(server);
  const person = personAt(app, { conversation: 'five' });
  await tellTrouble(person, trouble);
  const replies = await Promise.all(Array.from({ length: 5 }, () => person.says('yes')));
  expect(new Set(replies.map(referenceIn)).size).toBe(1);
  await expectOne('five', server);
});

it('makes one ticket and one mail of one yes that is delivered five times at once', async () => {
  const server = await listen();
  const app = await start(server);
  const person = personAt(app, { conversation: 'again' });
  await tellTrouble(person, trouble);
  const replies = await Promise.all(Array.from({ length: 5 }, () => send(person, 'the yes')));
  expect(new Set(replies).size).toBe(1);
  await expectOne('again', server);
});

it('makes one ticket and one mail of a send pressed in two tabs at once', async () => {
  const server = await listen();
  const app = await start(server);
  const person = personAt(app, { conversation: 'tabs' });
  await tellTrouble(person, trouble);
  const replies = await Promise.all([send(person), send(person)]);
  const late = replies.filter((reply) => reply.includes(words({ key: 'common:moved-on' })));
  expect(late).toHaveLength(1);
  expect(new Set(replies.map(referenceIn)).size).toBe(1);
  await expectOne('tabs', server);
});

it('waits with a mail that the server refuses for now, and sends the same one later', async () => {
  let refuses = true;
  const server = await listen(() => (refuses ? 451 : null));
  const clock = createFakeClock(Date.now());
  const app = await start({ ...server, clock });
  const person = personAt(app, { conversation: 'later' });
  await tellTrouble(person, trouble);
  const reference = referenceIn(await send(person));
  await expect.poll(() => server.offered.length, soon).toBe(1);
  expect(await person.says('was it sent')).toContain(wordsOn('person:already.say', reference));
  clock.advance(16 * 60_000);
  const degraded = { status: 200, body: { status: 'degraded', degraded: ['mail'] } };
  expect(await readiness(app)).toEqual(degraded);
  await app.stop();

  refuses = false;
  clock.advance(3_600_000);
  const next = await start({ ...server, clock });
  await expect.poll(() => server.taken.length, soon).toBe(1);
  expect(new Set(server.offered.map(({ messageId }) => messageId)).size).toBe(1);
  await expectOne('later', server);
  expect(await readiness(next)).toEqual({ status: 200, body: { status: 'ready' } });
});

it('keeps a person from nothing while the mail server is not there', async () => {
  const SMTP_URL = await nobodyListens();
  const app = await start({ settings: { ...desk, SMTP_URL, MAIL_FROM: 'bot@bot.example' } });
  const person = personAt(app, { conversation: 'alone' });
  await tellTrouble(person, trouble);
  const reference = referenceIn(await send(person));
  expect(await person.says('was it sent')).toContain(wordsOn('person:already.say', reference));
  const { tickets, figures } = await stored('alone');
  expect(tickets.map(({ reference: of }) => of)).toEqual([reference]);
  expect(figures).toMatchObject({ waiting: 1, givenUp: 0 });
});

it('writes the mail into the data folder, for the owner alone, when there is no mail server', async () => {
  const app = await start({ settings: desk });
  const person = personAt(app, { conversation: 'folder' });
  await tellTrouble(person, trouble);
  const reference = referenceIn(await send(person));
  const file = join(data, 'mail', `${reference}.eml`);
  await expect.poll(() => existsSync(file), soon).toBe(true);
  expect(readdirSync(join(data, 'mail'))).toEqual([`${reference}.eml`]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const source = decoded(readFileSync(file, 'utf8'));
  expect(source).toMatch(/^To: desk@desk\.example\r$/m);
  expect(source).toContain(trouble.story);
  await expect.poll(async () => (await stored('folder')).tickets[0]?.mail, soon).toBe('sent');
});

it('sends everything to the address of a trial, and names where it would have gone', async () => {
  const server = await listen();
  const settings = { ...server.settings, MAIL_REDIRECT_TO: 'trial@trial.example' };
  const app = await start({ settings });
  const person = personAt(app, { conversation: 'trial' });
  await tellTrouble(person, trouble);
  await send(person);
  await expect.poll(() => server.taken.length, soon).toBe(1);
  const [mail] = server.taken;
  expect(mail?.to).toEqual(['trial@trial.example']);
  expect(mail?.source).toMatch(/^To: trial@trial\.example\r$/m);
  expect(mail?.source).toMatch(/^X-Redirected-From: desk@desk\.example\r$/m);
});

it('says that mails are kept for want of a mailbox, and sends them once there is one', async () => {
  const server = await listen();
  const app = await start({ settings: { ...server.settings, HELPDESK_MAILBOX: '' } });
  const person = personAt(app, { conversation: 'kept' });
  expect(await readiness(app)).toEqual({ status: 200, body: { status: 'ready' } });
  await tellTrouble(person, trouble);
  const reference = referenceIn(await person.says('yes'));
  const degraded = { status: 200, body: { status: 'degraded', degraded: ['mail'] } };
  expect(await readiness(app)).toEqual(degraded);
  expect((await stored('kept')).tickets).toMatchObject([{ reference, mail: 'kept' }]);
  await app.stop();
  expect(server.begun()).toBe(0);

  const next = await start(server);
  await expectOne('kept', server);
  expect(server.taken[0]?.to).toEqual(['desk@desk.example']);
  expect(server.taken[0]?.source).toContain(`[${reference}]`);
  expect(await readiness(next)).toEqual({ status: 200, body: { status: 'ready' } });
});

/** One ticket whose one mail was sent, and nothing that may still become a second. */
async function expectOne(conversation: string, server: MailServer): Promise<void> {
  await expect
    .poll(() => stored(conversation), soon)
    .toMatchObject({ tickets: [{ mail: 'sent' }], figures: { waiting: 0, kept: 0, givenUp: 0 } });
  expect((await stored(conversation)).tickets).toHaveLength(1);
  expect(server.taken).toHaveLength(1);
}
