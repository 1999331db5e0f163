import type { DialogContent } from '../dialog/content.ts';
import { asButton } from '../dialog/labels.ts';
import type { NewTicket, TicketDraft } from '../escalation/ticket.ts';
import { oneLine } from '../escalation/mail-transport.ts';
import type { SpokenLine } from '../escalation/write-mail.ts';
import { writeMail } from '../escalation/write-mail.ts';
import type { Line } from '../locale/line.ts';
import type { Locale } from '../locale/locale.ts';
import { nameMasks } from '../locale/mask-names.ts';
import type { Json, TranscriptEntry } from './ports.ts';
import { readReply } from './stored-reply.ts';

/** Writes the mail of a ticket from its draft and the conversation. */
export interface MailWriter {
  /** `entries` oldest first and masked; `unique` makes the Message-ID unguessable. */
  readonly write: (
    draft: TicketDraft,
    entries: readonly TranscriptEntry[],
    unique: string,
  ) => NewTicket;
}

/** What the writer needs: words, and who gets the mail. */
export interface MailWriterParts {
  readonly content: Pick<DialogContent, 'networks' | 'fallbackMailbox' | 'languages'>;
  readonly locale: Locale;
  /** Address of the bot; the Message-ID carries its domain. */
  readonly from: string;
}

/** Where most networks are at home; a network's own zone goes before it. */
const usualZone = 'Europe/Brussels';

/** A mail server takes far more; a helpdesk reads far less. */
const mostLetters = 60_000;

const longestSubject = 160;

/**
 * The mail is in the language of the desk, the person's own words as they wrote them: what the bot
 * said is stored by key, so it is said again exactly, without a translation.
 */
export function createMailWriter(parts: MailWriterParts): MailWriter {
  const { content, from } = parts;
  return {
    write: (draft, entries, unique) => {
      const network = draft.network === null ? undefined : content.networks[draft.network];
      const zone = network?.zone ?? usualZone;
      const domain = from.slice(from.lastIndexOf('@') + 1);
      const subject = cut(oneLine(say(parts, draft.subject)), longestSubject);
      return {
        draft,
        recipient: network === undefined ? content.fallbackMailbox : network.mailbox,
        mail: {
          messageId: `${draft.reference.toLowerCase()}.${unique}@${domain}`,
          replyTo: draft.contact,
          subject,
          text: textOf(parts, draft, entries, zone),
        },
      };
    },
  };
}

/** Half of a sign that takes two places is cut as well. */
function cut(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
}

function textOf(
  parts: MailWriterParts,
  draft: TicketDraft,
  entries: readonly TranscriptEntry[],
  zone: string,
): string {
  const spoken = entries.slice(-mostEntries).flatMap((entry) => spokenLine(parts, entry));
  const kept = newest(spoken);
  const word = (key: string, values?: Line['values']): string =>
    say(parts, values === undefined ? { key } : { key, values });
  const omits = entries.length > mostEntries || kept.length < spoken.length;
  return writeMail({
    pack: draft.pack.map((line) => say(parts, line)),
    transcript: kept,
    zone,
    language: parts.locale.regionOf(deskLanguage(parts)),
    words: {
      footer: [
        word('escalation:mail.reference', {
          reference: { kind: 'exact', text: draft.reference },
        }),
        word('escalation:mail.answer'),
        word('escalation:mail.consent'),
      ],
      heading: word('escalation:mail.heading', {
        messages: { kind: 'number', number: kept.length },
        zone: { kind: 'text', text: zone },
      }),
      omitted: omits ? word('escalation:mail.omitted') : null,
      speakers: { person: word('escalation:mail.person'), bot: word('escalation:mail.bot') },
    },
  });
}

/**
 * Lines of a conversation that go into a mail: the newest ones. Hand over one more, so that it is known
 * whether there are older ones.
 */
export const mostEntries = 200;

function newest(lines: readonly SpokenLine[]): readonly SpokenLine[] {
  let letters = 0;
  const first = lines.findLastIndex(({ text }) => (letters += text.length) > mostLetters);
  return lines.slice(first + 1);
}

/** Desks read the first language of the content, until one says otherwise. */
function deskLanguage({ content }: MailWriterParts): string {
  return content.languages[0] ?? 'en';
}

function say(parts: MailWriterParts, line: Line): string {
  return parts.locale.render(line, deskLanguage(parts));
}

function spokenLine(parts: MailWriterParts, entry: TranscriptEntry): SpokenLine[] {
  const { at } = entry;
  if (entry.author === 'bot') {
    const reply = readReply(entry.body);
    const text = (reply?.lines ?? []).map((line) => botText(parts, line)).join('\n');
    return text === '' ? [] : [{ speaker: 'bot', at, text }];
  }
  const text = personText(parts, entry);
  return text === null ? [] : [{ speaker: 'person', at, text }];
}

/**
 * What the preview showed stands at the top of the mail already. A text that the content no longer
 * has, or that needs other values now, is told by its key: an old line must not stop a mail.
 */
function botText(parts: MailWriterParts, line: Line): string {
  if (/^person:preview(?:-kept)?\.say/.test(line.key))
    return say(parts, { key: 'escalation:mail.preview' });
  try {
    return say(parts, line);
  } catch {
    return line.key;
  }
}

/** What the person did, in words; null for nothing that needs telling. */
function personText(parts: MailWriterParts, { kind, body }: TranscriptEntry): string | null {
  switch (kind) {
    case 'says':
      return typedText(parts, body);
    case 'presses': {
      const answer = textIn(body, 'answer');
      return answer === null ? null : `[ ${labelText(parts, answer)} ]`;
    }
    case 'attaches':
      return say(parts, { key: 'escalation:mail.file' });
    case 'begins':
    case 'reply':
      return null;
  }
}

/** The person's words as they wrote them, with what was masked named. */
function typedText(parts: MailWriterParts, body: Json): string {
  const text = textIn(body, 'text');
  if (text === null) return say(parts, { key: 'escalation:mail.too-long' });
  return nameMasks(text, parts.locale, deskLanguage(parts));
}

/** A button that the content no longer has is told by its id. */
function labelText(parts: MailWriterParts, answer: string): string {
  try {
    return say(parts, asButton(answer).label);
  } catch {
    return answer;
  }
}

function textIn(body: Json, name: string): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const [, value] = Object.entries(body).find(([key]) => key === name) ?? [];
  return typeof value === 'string' ? value : null;
}
