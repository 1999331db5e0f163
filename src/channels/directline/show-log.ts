import { asButton } from '../../dialog/labels.ts';
import type { Line, Reply } from '../../locale/line.ts';
import type { Locale } from '../../locale/locale.ts';
import { nameMasks } from '../../locale/mask-names.ts';
import type { Words } from '../../locale/words.ts';
import { wordsOf } from '../../locale/words.ts';
import type { Json, LoggedEntry } from '../../turn/ports.ts';
import { buttonValue } from '../../turn/pressed-button.ts';
import { startEvent } from '../../turn/start-hints.ts';
import { readReply } from '../../turn/stored-reply.ts';
import type { Grant } from './tokens.ts';

/** What showing a log takes. */
export interface ShowingParts {
  readonly locale: Locale;
  /** The reply at a place as it was said, with what the stored one masks; null when long ago. */
  readonly live: (conversation: string, place: number) => Reply | null;
}

/** The bot's id on the wire. */
const botId = 'cpms-helpdesk-bot';

/** The id of a line as clients know it. */
export function activityIdOf(conversation: string, place: number): string {
  return `${conversation}|${String(place).padStart(7, '0')}`;
}

/** Lines of a conversation as the activities that a client shows, oldest first. */
export function showLog(
  parts: ShowingParts,
  grant: Pick<Grant, 'conversation' | 'user'>,
  entries: readonly LoggedEntry[],
): readonly Json[] {
  return entries.flatMap((entry, index) => {
    const common = commonOf(entry, grant.conversation);
    if (entry.author === 'bot') return showReply(parts, { entry, common, grant });
    const language = languageAfter(entries, index);
    const said = showPerson(parts, entry, language);
    const clientId = entry.activityId;
    const channelData = clientId === null ? {} : { channelData: { clientActivityID: clientId } };
    return [{ ...common, ...said, ...channelData, from: { id: grant.user, role: 'user' } }];
  });
}

function commonOf(
  { place, at }: LoggedEntry,
  conversation: string,
): Readonly<Record<string, Json>> {
  return {
    id: activityIdOf(conversation, place),
    timestamp: new Date(at).toISOString(),
    channelId: 'directline',
    conversation: { id: conversation },
  };
}

interface ShownReply {
  readonly entry: LoggedEntry;
  readonly common: Readonly<Record<string, Json>>;
  readonly grant: Pick<Grant, 'conversation' | 'user'>;
}

/** A reply that another release wrote may have no words any more; what is left of it is shown. */
function showReply(parts: ShowingParts, { entry, common, grant }: ShownReply): readonly Json[] {
  const { place, body } = entry;
  const reply = parts.live(grant.conversation, place) ?? readReply(body);
  if (reply === null) return [];
  const sayable = withWords(reply, parts.locale);
  const words = wordsOf(sayable, parts.locale.renderReply(sayable));
  const step = stepOf(sayable);
  const paragraphs = words.paragraphs.map(({ kind, text }) => ({ kind, text }));
  return [
    {
      type: 'message',
      ...common,
      from: { id: botId, role: 'bot' },
      replyToId: activityIdOf(grant.conversation, place - 1),
      locale: words.language,
      // An empty line between any two is the one line break that all kinds of Markdown know.
      text: paragraphs.map(({ text }) => text).join('\n\n'),
      textFormat: 'markdown',
      speak: words.plain,
      inputHint: words.buttons.length === 0 ? 'acceptingInput' : 'expectingInput',
      ...(words.buttons.length === 0 ? {} : suggestions(words)),
      channelData: { cpms: { paragraphs, ...(step === null ? {} : { step }) } },
    },
  ];
}

/** Web Chat sends back a value together with the label, and shows the label as said. */
function suggestions(words: Words): { readonly suggestedActions: Json } {
  const actions = words.buttons.map(({ answer, label }) => ({
    type: 'messageBack',
    title: label,
    text: label,
    displayText: label,
    value: buttonValue(words.place, answer),
  }));
  return { suggestedActions: { to: [], actions } };
}

/** The step that a reply's header names; null when it has none. */
function stepOf({ lines }: Reply): number | null {
  const number = lines.find(({ key }) => key === 'common:header')?.values?.['number'];
  return number?.kind === 'number' ? number.number : null;
}

function withWords(reply: Reply, locale: Locale): Reply {
  const has = (line: Line): boolean => renders(line, reply.language, locale) !== null;
  return {
    ...reply,
    lines: reply.lines.filter(has),
    buttons: reply.buttons.filter(({ label }) => has(label)),
  };
}

function renders(line: Line, language: string, locale: Locale): string | null {
  try {
    return locale.render(line, language);
  } catch {
    return null;
  }
}

/** What the person did, in the language of the reply to it. */
function showPerson(
  { locale }: ShowingParts,
  { kind, body }: LoggedEntry,
  language: string,
): Readonly<Record<string, Json>> {
  const message = (text: string): Readonly<Record<string, Json>> => ({
    type: 'message',
    text,
    textFormat: 'plain',
    locale: language,
  });
  switch (kind) {
    case 'says': {
      const text = textIn(body, 'text');
      const tooLong = renders({ key: 'escalation:mail.too-long' }, language, locale) ?? '';
      return message(text === null ? tooLong : nameMasks(text, locale, language));
    }
    case 'presses': {
      const answer = textIn(body, 'answer');
      const label = answer === null ? null : renders(asButton(answer).label, language, locale);
      return message(label ?? answer ?? '');
    }
    case 'attaches':
      return message(renders({ key: 'escalation:mail.file' }, language, locale) ?? '');
    case 'begins':
    case 'reply':
      return { type: 'event', name: startEvent };
  }
}

function textIn(body: Json, name: string): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const [, value] = Object.entries(body).find(([key]) => key === name) ?? [];
  return typeof value === 'string' ? value : null;
}

/** The language that the bot answered in, for a line of the person; the first language where none did. */
function languageAfter(entries: readonly LoggedEntry[], index: number): string {
  const replies = [...entries.slice(index), ...entries.slice(0, index).reverse()];
  const reply = replies.find(({ author }) => author === 'bot');
  return (reply === undefined ? null : readReply(reply.body)?.language) ?? '';
}
