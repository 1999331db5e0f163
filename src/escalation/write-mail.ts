/** Who said a line of the transcript. */
export type Speaker = 'person' | 'bot';

/** One line of the transcript, in words. */
export interface SpokenLine {
  readonly speaker: Speaker;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** May have several lines itself. */
  readonly text: string;
}

/** The words of a mail besides what was said. */
export interface MailWords {
  /** How to answer, and what the person has agreed to. */
  readonly footer: readonly string[];
  /** Heading of the transcript. */
  readonly heading: string;
  /** Said where older lines were left out; null where none were. */
  readonly omitted: string | null;
  readonly speakers: Readonly<Record<Speaker, string>>;
}

/** What the text of a mail is made of. */
export interface MailParts {
  readonly pack: readonly string[];
  readonly words: MailWords;
  readonly transcript: readonly SpokenLine[];
  /** Time zone of the desk, for example `Europe/Rome`. */
  readonly zone: string;
  /** Language of the desk, for its dates. */
  readonly language: string;
}

const rule = '-'.repeat(60);

/**
 * The text of a mail to a helpdesk: first what it is about, then how to answer, then the conversation,
 * oldest first.
 *
 * Plain text, so that nothing in it can be more than words: what looks like a script or a header stays
 * letters.
 */
export function writeMail({ pack, words, transcript, zone, language }: MailParts): string {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: zone });
  const times = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone });
  const width = Math.max(...Object.values(words.speakers).map(({ length }) => length));
  const lines: string[] = [];
  let day = '';
  for (const { speaker, at, text } of transcript) {
    const today = days.format(at);
    if (today !== day) lines.push('', today, '');
    day = today;
    const name = words.speakers[speaker].padEnd(width);
    const head = `${times.format(at).padStart(5)}  ${name}  `;
    const [first = '', ...rest] = text
      .split('\n')
      .map(clean)
      .filter((line) => line !== '');
    lines.push(`${head}${first}`, ...rest.map((line) => `${' '.repeat(head.length)}${line}`));
  }
  const omitted = words.omitted === null ? [] : ['', words.omitted];
  const top = [...pack.map(clean), '', ...words.footer.map(clean)];
  return [...top, '', rule, words.heading, ...omitted, ...lines, ''].join('\n');
}

/** Nothing that ends a line, reorders the letters around it or marks bold: a mail has none of it. */
function clean(line: string): string {
  return line
    .replaceAll('**', '')
    .replace(/\p{Bidi_Control}+/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
