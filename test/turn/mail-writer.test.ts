import { describe, expect, it } from 'vitest';
import type { Network } from '../../src/knowledge/network.ts';
import type { NewTicket, TicketDraft } from '../../src/escalation/ticket.ts';
import type { Line } from '../../src/locale/line.ts';
import type { MailWriterParts } from '../../src/turn/mail-writer.ts';
import { createMailWriter, mostEntries } from '../../src/turn/mail-writer.ts';
import type { Json, TranscriptEntry } from '../../src/turn/ports.ts';
import { replyAsJson } from '../../src/turn/stored-reply.ts';
import { createTestBrain } from '../support/test-brain.ts';

const { dialogContent: content, locale } = await createTestBrain();
const at = Date.parse('2026-11-10T09:00:00Z');

const english = (key: string, values?: Line['values']): string =>
  locale.render(values === undefined ? { key } : { key, values }, 'en').replaceAll('**', '');

const draft: TicketDraft = {
  reference: 'K7-3QF',
  urgent: false,
  network: null,
  contact: 'person@hospital.example',
  subject: {
    key: 'escalation:subject-plain',
    values: {
      reference: { kind: 'text', text: 'K7-3QF' },
      topic: { kind: 'line', line: { key: 'escalation:topic.question' } },
    },
  },
  pack: [{ key: 'escalation:headline-plain' }],
  language: 'de',
};

interface Given {
  readonly draft?: Partial<TicketDraft>;
  readonly content?: Partial<MailWriterParts['content']>;
  readonly entries?: readonly TranscriptEntry[];
}

function written(given: Given = {}): NewTicket {
  const parts = { content: { ...content, ...given.content }, locale, from: 'bot@bot.example' };
  const writer = createMailWriter(parts);
  return writer.write({ ...draft, ...given.draft }, given.entries ?? [], 'u1');
}

const textOf = (...entries: readonly TranscriptEntry[]): string => written({ entries }).mail.text;

/** Lines of the conversation in a mail: what follows its heading, without days. */
function spokenIn(text: string): string[] {
  const lines = text.split('\n');
  return lines
    .slice(lines.indexOf('-'.repeat(60)) + 2)
    .filter((line) => /^(\d\d:| {5})/.test(line));
}

const spoken = (...entries: readonly TranscriptEntry[]): string[] => spokenIn(textOf(...entries));

const says = (text: string): TranscriptEntry => ({
  author: 'user',
  at,
  kind: 'says',
  body: { text, findings: [] },
});

const user = (kind: 'says' | 'presses' | 'begins' | 'attaches', body: Json): TranscriptEntry => ({
  author: 'user',
  at,
  kind,
  body,
});

const replies = (...lines: readonly Line[]): TranscriptEntry => ({
  author: 'bot',
  at,
  kind: 'reply',
  body: replyAsJson({ language: 'de', place: 'start/welcome', lines, buttons: [] }),
});

describe('a conversation in German', () => {
  const welcome = { key: 'start:welcome.say' };
  const text = textOf(replies(welcome), says('Ich sehe nur „Zugriff verweigert“'));

  it('is written in English where the bot spoke', () => {
    const [first = ''] = english(welcome.key).split('\n');
    expect(text).toContain(first);
    expect(text).not.toContain(locale.render(welcome, 'de').split('\n')[0]);
  });

  it('is written as it was typed where the person spoke', () => {
    expect(text).toContain('Ich sehe nur „Zugriff verweigert“');
  });

  it('is told with who spoke, oldest first', () => {
    expect(spoken(says('erstens'), says('zweitens'))).toEqual([
      '10:00  Person  erstens',
      '10:00  Person  zweitens',
    ]);
  });
});

describe('what was done in a conversation', () => {
  it.each(['password', 'patient-name', 'phone', 'birth-date'])(
    'names what was masked: %s',
    (kind) => {
      expect(spoken(says(`it is ⟦${kind}⟧, ok?`))).toEqual([
        `10:00  Person  it is [${english(`guard:mask.${kind}`)}], ok?`,
      ]);
    },
  );

  it('tells a mask of another release by its kind', () => {
    expect(spoken(says('it is ⟦long-gone⟧'))).toEqual(['10:00  Person  it is long-gone']);
  });

  it('shows a press by the label of the button', () => {
    const label = english('answers:already-in.label');
    const press = user('presses', { place: 'start/welcome', answer: 'already-in' });
    expect(spoken(press)).toEqual([`10:00  Person  [ ${label} ]`]);
  });

  it('shows a language that was chosen by its own name', () => {
    const press = user('presses', { place: 'start/welcome', answer: '@lang:pt' });
    expect(spoken(press).join()).toContain('Português');
  });

  it.each(['long-gone', '@article:long-gone', '@long-gone', 'constructor'])(
    'tells a button that is no more by its id: %s',
    (answer) => {
      const press = user('presses', { place: 'start/welcome', answer });
      expect(spoken(press)).toEqual([`10:00  Person  [ ${answer} ]`]);
    },
  );

  it('cannot be given lines by a button that somebody made up', () => {
    const answer = `x\nBcc: all@network.example\n${'-'.repeat(60)}`;
    const [first = '', ...rest] = spoken(user('presses', { place: 'a/b', answer }));
    expect(first).toBe('10:00  Person  [ x');
    expect(rest.filter((line) => !line.startsWith(' '.repeat(15)))).toEqual([]);
  });

  it('says that a file came, and that a message was too long', () => {
    expect(spoken(user('attaches', null), user('says', { length: 100_000 }))).toEqual([
      `10:00  Person  ${english('escalation:mail.file')}`,
      `10:00  Person  ${english('escalation:mail.too-long')}`,
    ]);
  });

  it('does not tell that it began, nor a reply of nothing', () => {
    expect(spoken(user('begins', null), replies())).toEqual([]);
  });

  it('does not show the preview again, which is the first screen', () => {
    const preview = { key: 'person:preview.say-network' };
    expect(spoken(replies(preview))).toEqual([
      `10:00  Bot     ${english('escalation:mail.preview')}`,
    ]);
  });
});

describe('a reply of another release', () => {
  it.each<[string, Line]>([
    ['whose text is no more', { key: 'start:long-gone.say' }],
    ['whose file is no more', { key: 'long-gone:say' }],
    ['whose text needs other values now', { key: 'person:sent.say' }],
    [
      'about a text that is no more',
      {
        key: 'escalation:headline',
        values: { about: { kind: 'line', line: { key: 'common:fact.long-gone' } } },
      },
    ],
  ])('%s is told by its key', (_what, line) => {
    expect(spoken(replies(line))).toEqual([`10:00  Bot     ${line.key}`]);
  });

  it.each<[string, Json]>([
    ['nothing', null],
    ['a word', 'reply'],
    ['another shape', { texts: ['hello'] }],
  ])('that is %s is left out', (_what, body) => {
    expect(spoken({ author: 'bot', at, kind: 'reply', body })).toEqual([]);
  });
});

describe('a long conversation', () => {
  const omitted = english('escalation:mail.omitted');
  const long = (count: number, letters: number): readonly TranscriptEntry[] =>
    Array.from({ length: count }, (_, index) => says(`m${String(index)} ${'x'.repeat(letters)}`));

  it('of 10,000 messages is cut to the newest, and says so', () => {
    const { text } = written({ entries: long(10_000, 100) }).mail;
    const lines = spokenIn(text);
    expect(text.length).toBeLessThan(80_000);
    expect(lines.length).toBe(mostEntries);
    expect(lines.at(-1)).toContain('m9999 ');
    expect(lines.at(0)).toContain(`m${String(10_000 - lines.length)} `);
    expect(text).toContain(omitted);
  });

  it('counts the messages that it shows', () => {
    const { text } = written({ entries: long(10_000, 100) }).mail;
    const shown = spokenIn(text).length;
    expect(text).toContain(
      english('escalation:mail.heading', {
        messages: { kind: 'number', number: shown },
        zone: { kind: 'text', text: 'Europe/Brussels' },
      }),
    );
  });

  it('shows all of what may be too long by one message', () => {
    expect(spoken(...long(15, 3_990))).toHaveLength(15);
    expect(spoken(...long(16, 3_990))).toHaveLength(15);
  });

  it('says that older ones are missing only where there are older ones', () => {
    expect(textOf(...long(mostEntries + 1, 1))).toContain(omitted);
    expect(textOf(...long(mostEntries, 1))).not.toContain(omitted);
  });
});

describe('the frame of a mail', () => {
  it('has a Message-ID with the reference and the domain of the bot', () => {
    expect(written().mail.messageId).toBe('k7-3qf.u1@bot.example');
  });

  it('is answered to the person', () => {
    expect(written().mail.replyTo).toBe('person@hospital.example');
  });

  it('has the reference and the topic in its subject, in one plain line', () => {
    const { key, values } = draft.subject;
    expect(written().mail.subject).toBe(english(key, values));
    expect(written().mail.subject).toContain('[K7-3QF]');
  });

  it('begins with the first screen and tells the reference', () => {
    const { text } = written({ draft: { pack: [{ key: 'escalation:urgent' }] } }).mail;
    expect(text.split('\n')[0]).toBe(english('escalation:urgent'));
    const reference = { kind: 'exact', text: 'K7-3QF' } as const;
    expect(text).toContain(english('escalation:mail.reference', { reference }));
  });

  it('has a subject of at most 160 letters, none of them cut in half', () => {
    const about = { kind: 'text', text: '\u{1F600}'.repeat(200) } as const;
    const subject = (first: string): Line => ({
      key: 'escalation:subject',
      values: { ...draft.subject.values, about: { ...about, text: first + about.text } },
    });
    for (const first of ['', 'x']) {
      const mail = written({ draft: { subject: subject(first) } }).mail;
      expect(mail.subject.length).toBeLessThanOrEqual(160);
      expect(mail.subject.isWellFormed()).toBe(true);
    }
  });
});

describe('the desk', () => {
  const network = (facts: Partial<Network>): Given => {
    const [[id, known] = []] = Object.entries(content.networks);
    if (id === undefined || known === undefined) throw new TypeError('There is no network');
    return {
      draft: { network: id },
      content: {
        networks: { [id]: { ...known, mailbox: null, zone: null, ...facts } },
        fallbackMailbox: 'fallback@operator.example',
      },
    };
  };

  it('is the mailbox of the network', () => {
    const given = network({ mailbox: 'desk@network.example' });
    expect(written(given).recipient).toBe('desk@network.example');
  });

  it('is nobody when the network has none', () => {
    expect(written(network({})).recipient).toBeNull();
  });

  it.each([
    ['unknown', null],
    ['no more', 'long-gone'],
  ])('is that of the operator when the network is %s', (_what, id) => {
    const given = network({ mailbox: 'desk@network.example' });
    expect(written({ ...given, draft: { network: id } }).recipient).toBe(
      'fallback@operator.example',
    );
  });

  it('is nobody when there is no network and the operator names none', () => {
    expect(written({ content: { fallbackMailbox: null } }).recipient).toBeNull();
  });

  it('reads times of its own zone', () => {
    const given = network({ zone: 'Europe/Lisbon' });
    const { text } = written({ ...given, entries: [says('now')] }).mail;
    expect(text).toContain('Europe/Lisbon');
    expect(spokenIn(text)).toEqual(['09:00  Person  now']);
  });
});
