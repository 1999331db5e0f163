import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailState } from '../../src/escalation/ticket.ts';
import type { TicketStatus } from '../../src/escalation/ticket.ts';
import { openStore } from '../../src/storage/open.ts';
import { createTestBrain } from '../support/test-brain.ts';
import type { MailServer } from './mail-server.ts';
import { startMailServer } from './mail-server.ts';
import { personAt, referenceIn, startTestApp, wordsOn } from './test-app.ts';

// The children take it from the cache.
await createTestBrain();

const script = join(import.meta.dirname, 'mail-crash-child.ts');

/** Index of the act that says "yes" in the conversation of the child. */
const yes = 4;

/** The one after it, which deletes everything. */
const erases = 5;

/** Longer than a lease is. */
const pastTheLease = 180_000;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** What was told for each act: how the turn ended, and the reply. */
  readonly told: readonly { readonly act: number; readonly kind: string; readonly reply: string }[];
  readonly complaints: string;
}

let data = '';
let server: MailServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'mail-crash-'));
  server = await startMailServer();
});
afterEach(async () => {
  await server.close();
  rmSync(data, { recursive: true });
});

/** Runs a child to its end, whichever that is. */
async function run(given: Readonly<Record<string, string>>): Promise<Ended> {
  const options = Object.entries({ data, ...given });
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      script,
      ...options.map(([name, value]) => `--${name}=${value}`),
    ],
    {
      env: { NODE_COMPILE_CACHE: join(tmpdir(), 'cpms-helpdesk-bot-code') },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
    },
  );
  const [output, complaints, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  const told = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { act, outcome } = JSON.parse(line);
      return { act, kind: outcome.kind, reply: JSON.stringify(outcome.reply) };
    });
  return { code, signal, told, complaints };
}

/** The tickets of the conversation, and how many mails are not settled. */
async function stored(): Promise<{ tickets: readonly TicketStatus[]; open: number }> {
  const store = await openStore(join(data, 'bot.sqlite'));
  const { conversation } = await store.turns.open(
    { channel: 'webchat', conversation: 'crash' },
    null,
  );
  const tickets = await store.turns.tickets(conversation?.id ?? '');
  const { waiting, kept, givenUp } = await store.mails.figures();
  await store.close();
  return { tickets, open: waiting + kept + givenUp };
}

interface Crash {
  readonly point: string;
  /** What the killed process leaves: where the mail stands, and what the mail server has seen. */
  readonly leaves: {
    readonly mail: MailState | null;
    readonly begun: number;
    readonly taken: number;
  };
  /** How the repeated "yes" ends. */
  readonly repeat: 'replied' | 'repeated';
  /** How many mails the server has taken in the end. */
  readonly mails: number;
}

const crashes: readonly Crash[] = [
  {
    point: 'before the commit',
    leaves: { mail: null, begun: 0, taken: 0 },
    repeat: 'replied',
    mails: 1,
  },
  {
    point: 'after the commit',
    leaves: { mail: 'waiting', begun: 0, taken: 0 },
    repeat: 'repeated',
    mails: 1,
  },
  {
    point: 'after the lease',
    leaves: { mail: 'sending', begun: 0, taken: 0 },
    repeat: 'repeated',
    mails: 1,
  },
  {
    point: 'in the middle of DATA',
    leaves: { mail: 'sending', begun: 1, taken: 0 },
    repeat: 'repeated',
    mails: 1,
  },
  {
    point: 'after it was taken',
    leaves: { mail: 'sending', begun: 1, taken: 1 },
    repeat: 'repeated',
    mails: 2,
  },
  {
    point: 'after it was noted',
    leaves: { mail: 'sent', begun: 1, taken: 1 },
    repeat: 'repeated',
    mails: 1,
  },
];

describe('a process killed between the yes and the mail', () => {
  it.each(crashes)(
    'leaves one ticket and one Message-ID: $point',
    async ({ point, leaves, repeat, mails }) => {
      const smtp = server.url;
      const killed = await run({ smtp, point, last: String(yes) });
      expect(killed).toMatchObject({ signal: 'SIGKILL', complaints: '' });
      const between = await stored();
      expect(between.tickets.map(({ mail }) => mail)).toEqual(
        leaves.mail === null ? [] : [leaves.mail],
      );
      expect(server.begun()).toBe(leaves.begun);
      expect(server.taken).toHaveLength(leaves.taken);

      const next = await run({
        smtp,
        first: String(yes),
        last: String(yes),
        ahead: String(pastTheLease),
      });
      expect(next).toMatchObject({ code: 0, complaints: '' });
      expect(next.told).toMatchObject([{ act: yes, kind: repeat }]);

      const { tickets, open } = await stored();
      expect(tickets).toMatchObject([{ mail: 'sent', network: 'bond' }]);
      expect(open).toBe(0);
      const [reference = 'none'] = tickets.map((ticket) => ticket.reference);
      expect(next.told[0]?.reply).toContain(reference);
      const answered = killed.told.find(({ act }) => act === yes);
      if (answered !== undefined) expect(next.told[0]?.reply).toBe(answered.reply);

      expect(server.taken).toHaveLength(mails);
      expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(1);
      expect(new Set(server.taken.map(({ source }) => bodyOf(source))).size).toBe(1);
      for (const { to, source } of server.taken) {
        expect(to).toEqual(['desk@desk.example']);
        expect(source).toContain(`[${reference}]`);
        expect(source).toContain('the code never arrives on my phone');
      }
    },
  );
});

describe('a process killed between an erasure and what follows it', () => {
  it.each([
    { point: 'after the erasure', leaves: 'eml' },
    { point: 'after the withdrawal', leaves: 'sqlite-wal' },
  ])('is made up for by the next start: $point', async ({ point, leaves }) => {
    const killed = await run({ point, last: String(erases) });
    expect(killed).toMatchObject({ signal: 'SIGKILL', complaints: '' });
    expect(killed.told.map(({ act }) => act)).toEqual([0, 1, 2, 3, 4]);
    expect(endingsOfFilesWith(/the code never arrives/)).toContain(leaves);

    const app = await startTestApp({ data });
    const person = personAt(app, { conversation: 'crash' });
    const receipt = await person.presses('person/sent', '@erase-yes', `act ${erases}`);
    await expect
      .poll(() => endingsOfFilesWith(/the code never arrives|name@hospital/), { timeout: 5_000 })
      .toEqual([]);
    await app.stop();
    const [reference] = killed.told
      .map(({ reply }) => reply)
      .slice(-1)
      .map(referenceIn);
    expect(receipt).toContain(wordsOn('common:erase.sent-network', reference ?? '', 'bond'));
  });
});

/** How the names of those files of the data folder end in which some words stand. */
function endingsOfFilesWith(wanted: RegExp): string[] {
  return readdirSync(data, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => wanted.test(readFileSync(join(parentPath, name), 'latin1')))
    .map(({ name }) => name.slice(name.lastIndexOf('.') + 1));
}

/** Everything below the headers: those hold the time of the try. */
function bodyOf(source: string): string {
  return source.slice(source.indexOf('\r\n\r\n'));
}
