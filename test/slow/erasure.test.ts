import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFakeClock } from '../support/fake-clock.ts';
import { startProcess } from './app-process.ts';
import { startConnector } from './connector.ts';
import type { Person } from './test-app.ts';
import { personAt, referenceIn, startTestApp, tellTrouble, words, wordsOn } from './test-app.ts';

const soon = { timeout: 15_000, interval: 10 };

/** What three people type; the third erases nothing, so that the scan is known to find words. */
const zebra = {
  network: 'reconnet',
  story: 'the page says zebrafinch-7731 after the code',
  contact: 'zebra.contact@hospital.example',
};
const quokka = {
  network: 'bond',
  story: 'quokkaberry-4410 stands on the screen since monday',
  contact: 'quokka.contact@hospital.example',
};
const magpie = {
  network: 'bond',
  story: 'magpiecake-2205 stands on the screen since monday',
  contact: 'magpie.contact@hospital.example',
};

const ofZebra = /zebrafinch|zebra\.contact/gi;
const ofQuokka = /quokkaberry|quokka\.contact/gi;
const ofMagpie = /magpiecake|magpie\.contact/gi;
const ofChats = /chat-of-(?:zebra|quokka)/gi;

const data = mkdtempSync(join(tmpdir(), 'erasure-'));
let ending: (() => Promise<unknown>)[] = [];
const database = join(data, 'bot.sqlite');

/** The files of the data folder as they are now, each with its name and its bytes. */
function filesNow(): readonly string[] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      return `${name}\n${readFileSync(join(parentPath, name)).toString('latin1')}`;
    });
}

/** Which words of some stand in the name or in the bytes of which files. */
function traces(files: readonly string[], wanted: RegExp): readonly string[] {
  const found = files.flatMap((file) => {
    const name = file.slice(0, file.indexOf('\n'));
    return (file.match(wanted) ?? []).map((word) => `${name}: ${word}`);
  });
  return [...new Set(found)].sort();
}

/** Columns of the database in which some words stand. */
function columnsWith(wanted: RegExp): readonly string[] {
  const db = new DatabaseSync(database, { readOnly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  const found = tables.flatMap(({ name }) => {
    const rows = db.prepare(`select * from "${String(name)}"`).all();
    return rows.flatMap((row) =>
      Object.entries(row)
        .filter(([, value]) => String(value).search(wanted) >= 0)
        .map(([column]) => `${String(name)}.${column}`),
    );
  });
  db.close();
  return [...new Set(found)];
}

/** One message that is written to a file, and one that nobody takes; their references. */
async function writeTwice(person: Person, log: () => string): Promise<readonly string[]> {
  await tellTrouble(person, zebra);
  await person.says('and what is zebrafinch-7731');
  const first = referenceIn(await person.presses('person/preview', 'send'));
  await vi.waitFor(() => expect(log()).toContain('"mail.sent"'), soon);
  await person.presses('person/sent', 'write-again');
  await person.says('now the page says zebrafinch-7731 and nothing else');
  await person.presses('person/preview', 'change');
  await person.presses('person/change', 'change-network');
  await person.says('BOND');
  const second = referenceIn(await person.says('yes'));
  return [first, second];
}

async function erase(person: Person): Promise<string> {
  await person.says('delete my data');
  return person.presses('person/sent', '@erase-yes');
}

/** Two people erase everything; what the files hold as time goes by, and what was said. */
async function observe() {
  const connector = await startConnector();
  const app = await startProcess(data);
  ending = [connector.close, app.stop];
  const people = {
    zebra: personAt(app, { conversation: 'chat-of-zebra' }),
    quokka: personAt(app, { conversation: 'chat-of-quokka', serviceUrl: connector.url }),
    magpie: personAt(app, { conversation: 'chat-of-magpie' }),
  };
  await tellTrouble(people.magpie, magpie);
  await people.magpie.says('yes');
  const references = await writeTwice(people.zebra, app.log);
  await tellTrouble(people.quokka, quokka);
  await people.quokka.says('yes');
  const delivered = (many: number): Promise<void> =>
    vi.waitFor(() => expect(app.log().match(/"delivery\.made"/g)).toHaveLength(many), soon);
  await delivered(5);
  const ofTheOutbox = referenceIn(connector.heard.at(-1) ?? '');
  const before = filesNow();

  const receipt = await erase(people.zebra);
  await erase(people.quokka);
  await delivered(7);
  const running = filesNow();
  const code = await app.stop();
  const stopped = filesNow();
  const ofReferences = new RegExp([...references, ofTheOutbox].join('|'), 'g');
  const columns = columnsWith(ofReferences);

  const clock = createFakeClock(Date.now() + 2 * 3_600_000);
  await startTestApp({ data, clock }).then(({ stop }) => stop());
  const later = filesNow();
  const db = new DatabaseSync(database);
  db.exec('vacuum');
  db.close();
  return {
    files: { before, running, stopped, later, vacuumed: filesNow() },
    receipts: { zebra: receipt, quokka: connector.heard.at(-1) ?? '' },
    references: { zebra: references, quokka: ofTheOutbox },
    ofReferences,
    columns,
    code,
    log: app.log(),
  };
}

describe('an erasure', () => {
  let seen: Awaited<ReturnType<typeof observe>>;
  beforeAll(async () => {
    seen = await observe();
  }, 60_000);
  afterAll(async () => {
    for (const end of ending.toReversed()) await end();
    rmSync(data, { recursive: true });
  });

  it('is told with what became of each message, in the answer and through the outbox', () => {
    const { receipts, references } = seen;
    const [sent = '', kept = ''] = references.zebra;
    expect(receipts.zebra.split('\n\n')).toEqual([
      words({ key: 'common:erase.done' }),
      wordsOn('common:erase.sent-network', sent, 'reconnet'),
      wordsOn('common:erase.unsent', kept),
    ]);
    const { text } = JSON.parse(receipts.quokka) as { text: string };
    expect(text.split('\n\n')).toEqual([
      words({ key: 'common:erase.done' }),
      wordsOn('common:erase.unsent', references.quokka),
    ]);
    expect(seen.code).toBe(0);
  });

  it('deletes words that were in the database and in a file for the mail server', () => {
    const { files, references } = seen;
    const found = traces(files.before, ofZebra).map((it) => it.replace(/^bot\S+/, 'database:'));
    expect(found).toContain('database: zebrafinch');
    expect(found).toContain(`${references.zebra[0] ?? ''}.eml: zebra.contact`);
    expect(traces(files.before, ofQuokka).length).toBeGreaterThan(1);
  });

  it.each(['running', 'stopped', 'later', 'vacuumed'] as const)(
    'leaves no word and no address in any file: %s',
    (when) => {
      const files = seen.files[when];
      expect(traces(files, ofZebra)).toEqual([]);
      expect(traces(files, ofQuokka)).toEqual([]);
      expect(traces(files, ofMagpie)).toContain('bot.sqlite: magpie.contact');
    },
  );

  it('leaves the references in the receipt alone, and nothing at all once that is gone', () => {
    const { files, ofReferences, columns } = seen;
    expect(columns).toEqual(['activities.reply']);
    expect(traces(files.stopped, ofReferences).map((it) => it.split(':')[0])).toEqual(
      Array.from({ length: 3 }, () => 'bot.sqlite'),
    );
    expect(traces(files.stopped, ofChats)).not.toEqual([]);
    for (const when of [files.later, files.vacuumed]) {
      expect(traces(when, ofReferences)).toEqual([]);
      expect(traces(when, ofChats)).toEqual([]);
    }
  });

  it('leaves nothing in the log but what an operator needs to find a mail', () => {
    const { log, ofReferences } = seen;
    expect(log).toContain('"turn.erased"');
    for (const words of [ofZebra, ofQuokka, ofMagpie, ofChats]) expect(log).not.toMatch(words);
    const naming = log.split('\n').filter((line) => line.search(ofReferences) >= 0);
    expect(naming.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'mail.sent',
    ]);
  });
});
