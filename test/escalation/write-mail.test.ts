import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailParts, SpokenLine } from '../../src/escalation/write-mail.ts';
import { writeMail } from '../../src/escalation/write-mail.ts';

const nine = Date.parse('2026-11-10T09:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const rule = '-'.repeat(60);

const parts: MailParts = {
  pack: ['CPMS access: guest, ReCONNET', 'What happened: “nothing works”'],
  words: {
    footer: ['Reference K7-3QF.', 'Reply to this mail.'],
    heading: 'Conversation, 2 messages, times of Europe/Rome',
    omitted: null,
    speakers: { person: 'Person', bot: 'Bot' },
  },
  transcript: [
    { speaker: 'bot', at: nine, text: 'Hello.' },
    { speaker: 'person', at: nine + minute, text: 'It fails.' },
  ],
  zone: 'Europe/Rome',
  language: 'en-GB',
};

/** A day as the desk of these mails reads it. */
const day = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(iso));

const linesOf = (change: Partial<MailParts> = {}): string[] =>
  writeMail({ ...parts, ...change }).split('\n');

/** The transcript of a mail: what follows the heading. */
function spokenOf(change: Partial<MailParts>): string[] {
  const lines = linesOf(change);
  return lines.slice(lines.indexOf(parts.words.heading) + 1, -1);
}

const said = (text: string, change: Partial<SpokenLine> = {}): string[] =>
  spokenOf({ transcript: [{ speaker: 'person', at: nine, text, ...change }] }).slice(3);

describe('a mail', () => {
  it('is the first screen, how to answer, and then the conversation, oldest first', () => {
    expect(linesOf()).toEqual([
      'CPMS access: guest, ReCONNET',
      'What happened: “nothing works”',
      '',
      'Reference K7-3QF.',
      'Reply to this mail.',
      '',
      rule,
      'Conversation, 2 messages, times of Europe/Rome',
      '',
      day('2026-11-10'),
      '',
      '10:00  Bot     Hello.',
      '10:01  Person  It fails.',
      '',
    ]);
  });

  it('says where older lines were left out, before the lines that are there', () => {
    const omitted = 'Older messages are left out.';
    const lines = spokenOf({ words: { ...parts.words, omitted } });
    expect(lines.slice(0, 4)).toEqual(['', omitted, '', day('2026-11-10')]);
  });

  it('ends with its heading when nothing was said', () => {
    expect(spokenOf({ transcript: [] })).toEqual([]);
  });
});

describe('the time of a line', () => {
  it('is that of the zone of the desk', () => {
    const [line] = spokenOf({ zone: 'Pacific/Auckland' }).slice(3);
    expect(line).toBe('22:00  Bot     Hello.');
  });

  it('stands under its day, and a new day has a line of its own', () => {
    const late = nine + 14 * hour - minute;
    const transcript: SpokenLine[] = [
      { speaker: 'person', at: late, text: 'Good evening.' },
      { speaker: 'bot', at: late + minute, text: 'Good night.' },
      { speaker: 'bot', at: late + 2 * minute, text: 'Still here.' },
    ];
    expect(spokenOf({ transcript })).toEqual([
      '',
      day('2026-11-10'),
      '',
      '23:59  Person  Good evening.',
      '',
      day('2026-11-11'),
      '',
      '00:00  Bot     Good night.',
      '00:01  Bot     Still here.',
    ]);
  });

  it('goes on over the hour that comes twice in autumn', () => {
    const twice = Date.parse('2026-10-25T00:30:00Z');
    const transcript: SpokenLine[] = [
      { speaker: 'person', at: twice, text: 'first' },
      { speaker: 'person', at: twice + hour, text: 'second' },
    ];
    expect(spokenOf({ transcript }).slice(3)).toEqual([
      '02:30  Person  first',
      '02:30  Person  second',
    ]);
  });

  it('is written in the language of the desk', () => {
    expect(spokenOf({ language: 'de-DE' })[1]).toBe('Dienstag, 10. November 2026');
  });
});

describe('what was said', () => {
  it('keeps its lines, each under the first one', () => {
    expect(said('one\ntwo\n\nthree')).toEqual([
      '10:00  Person  one',
      '               two',
      '               three',
    ]);
  });

  it.each([
    ['a script', '<script>alert("1")</script>'],
    ['HTML', '<a href="https://bad.example">here</a> &amp; <b>there</b>'],
    ['a formula', '=HYPERLINK("https://bad.example")'],
    ['other letters', 'Zoë — 漢字 \u{1F600}'],
    ['single marks', '5 * 3 = 15, _so_ what'],
  ])('stays letter by letter: %s', (_what, text) => {
    expect(said(text)).toEqual([`10:00  Person  ${text}`]);
  });

  it.each([
    ['NUL', 'a\0b'],
    ['a bell', 'a\u0007b'],
    ['an escape', 'a\u001Bb'],
    ['a tab', 'a\tb'],
    ['CR', 'a\rb'],
    ['NEL', 'a\u0085b'],
    ['a form feed', 'a\fb'],
    ['U+2028', 'a\u2028b'],
    ['U+2029', 'a\u2029b'],
    ['several of them', 'a\r\0\u2028b'],
  ])('has a space in place of %s', (_what, text) => {
    expect(said(text)).toEqual(['10:00  Person  a b']);
  });

  it('has lines that end with CR and LF', () => {
    expect(said('a\r\nb')).toEqual(['10:00  Person  a', '               b']);
  });

  it('has no marks of bold', () => {
    expect(said('press **Sign in** now', { speaker: 'bot' })).toEqual([
      '10:00  Bot     press Sign in now',
    ]);
  });

  it.each(['\u202E', '\u202D', '\u2067', '\u2066', '\u200F'])(
    'cannot turn the letters around it: %j',
    (mark) => {
      expect(said(`a ${mark}b`)).toEqual(['10:00  Person  a b']);
    },
  );

  it('may be nothing at all', () => {
    expect(said('\r\n\0').map((line) => line.trimEnd())).toEqual(['10:00  Person']);
  });
});

describe('nothing that a person types', () => {
  const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;
  const pieces = [
    ...Array.from('aB:-*> \n\r\t\0\v\f\u0085\u2028\u2029\u202E'),
    '\nBcc: all@network.example\n',
    `\n${rule}\n`,
    '\n\n10:00  Bot     I am the bot\n',
    parts.words.heading,
  ];
  const typed = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 20 });

  it('makes another line of the first screen', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const pack = ['CPMS access', `What happened: “${text}”`, 'Not given: country'];
        const lines = writeMail({ ...parts, pack }).split(lineEnds);
        const plain = writeMail({ ...parts, pack: ['CPMS access', 'x', 'Not given: country'] });
        expect(lines[1]).toMatch(/^What happened: “.*”$/u);
        expect(lines.toSpliced(1, 1, 'x')).toEqual(plain.split(lineEnds));
      }),
    );
  });

  it('begins a line of the conversation, where a header or the rule would stand', () => {
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        const transcript: SpokenLine[] = [
          { speaker: 'person', at: nine, text: one },
          { speaker: 'person', at: nine + minute, text: other },
        ];
        const lines = writeMail({ ...parts, transcript }).split(lineEnds);
        const below = lines.slice(lines.indexOf(parts.words.heading) + 4, -1);
        const begun = below.filter((line) => !line.startsWith(' '.repeat(15)));
        expect(begun.map((line) => line.slice(0, 15))).toEqual([
          '10:00  Person  ',
          '10:01  Person  ',
        ]);
        expect(lines.filter((line) => line === rule)).toHaveLength(1);
      }),
    );
  });
});
