import { z } from 'zod';
import type { Act } from '../../turn/inbound.ts';
import type { IncomingActivity } from './activity.ts';
import type { Mention } from './mentions.ts';
import { mentionsOfBot } from './mentions.ts';
import { readPressedButton } from '../../turn/pressed-button.ts';
import { languageTag, readStartHints, startEvent } from '../../turn/start-hints.ts';

/** What an activity means to the bot. */
export type Meaning =
  | {
      readonly kind: 'act';
      readonly act: Act;
      /** By which a repeat is known. */
      readonly activityId: string | null;
      readonly hints: Hints;
    }
  /** Acknowledged, and nothing happens. */
  | { readonly kind: 'quiet' }
  /** A call for an answer that the bot has none for. */
  | { readonly kind: 'not-implemented' };

interface Hints {
  readonly locale: string | null;
  readonly slots: Readonly<Record<string, string>>;
}

/** Removes mentions of the bot from a text, as the SDK does it. */
export type MentionRemover = (text: string, mentions: readonly Mention[]) => string;

/**
 * Stands in the place of the activity's id when a conversation begins by itself: channels tell of the
 * bot, of the person and of the installation in activities of their own, and one greeting is enough.
 */
const beginsId = 'cpms:begins';

const quiet: Meaning = { kind: 'quiet' };

/**
 * Decides what an activity means. Every type that a channel sends has its line here.
 *
 * Quiet on purpose: typing, reactions, edits and deletions of messages (the turn they began is over),
 * the end of a conversation (it can be taken up again), installation (the members that come with it
 * begin the conversation) and everything that is not known.
 */
export function translate(activity: IncomingActivity, withoutMentions: MentionRemover): Meaning {
  switch (activity.type) {
    case 'message':
      return translateMessage(activity, withoutMentions);
    case 'conversationUpdate':
      return greets(activity) ? acts(activity, { kind: 'begins' }, beginsId) : quiet;
    case 'event':
      return translateEvent(activity);
    case 'invoke':
      return translateInvoke(activity);
    default:
      return quiet;
  }
}

/** A press wins over text, which some channels send along; text wins over files. */
function translateMessage(activity: IncomingActivity, withoutMentions: MentionRemover): Meaning {
  const pressed = readPressedButton(activity.value);
  if (pressed !== null) {
    return acts(activity, { kind: 'presses', place: pressed.place, answer: pressed.answer });
  }
  const mentions = mentionsOfBot(activity);
  if (overhears(activity) && mentions.length === 0) return quiet;
  const text = clean(withoutMentions(activity.text ?? '', mentions));
  if (text !== '') return acts(activity, { kind: 'says', text });
  if (hasFiles(activity)) return acts(activity, { kind: 'attaches' });
  return mentions.length > 0 ? acts(activity, { kind: 'begins' }) : quiet;
}

/** A press on a button as cards of the newer kind report it; ours do not, but some hosts convert. */
function translateInvoke(activity: IncomingActivity): Meaning {
  if (activity.name !== 'adaptiveCard/action') return { kind: 'not-implemented' };
  const read = cardActionSchema.safeParse(activity.value);
  const pressed = read.success ? readPressedButton(read.data.action.data) : null;
  if (pressed === null) return { kind: 'not-implemented' };
  return acts(activity, { kind: 'presses', place: pressed.place, answer: pressed.answer });
}

const cardActionSchema = z.object({ action: z.object({ data: z.unknown() }) });

/**
 * A page that opens the chat says what it knows: which network it belongs to, its language.
 * `greeting: false` is for pages that show words of their own and let the person begin.
 */
function translateEvent(activity: IncomingActivity): Meaning {
  if (activity.name !== startEvent) return quiet;
  const { network, language, greeting } = readStartHints(activity.value);
  if (greeting === false) return quiet;
  const { locale } = hintsOf(activity);
  return {
    kind: 'act',
    act: { kind: 'begins' },
    activityId: activity.id ?? null,
    hints: { locale: language ?? locale, slots: network === undefined ? {} : { network } },
  };
}

function acts(activity: IncomingActivity, act: Act, id = activity.id ?? null): Meaning {
  return { kind: 'act', act, activityId: id, hints: hintsOf(activity) };
}

/** A person came, or the bot came to a person. In rooms the bot waits until it is spoken to. */
function greets(activity: IncomingActivity): boolean {
  const { membersAdded, recipient, conversation } = activity;
  if (overhears(activity) || conversation.isGroup === true) return false;
  const members = membersAdded ?? [];
  const person = members.some(({ id }) => id !== recipient.id);
  return person || (members.length > 0 && conversation.conversationType === 'personal');
}

/** Rooms of Teams: it marks there who is spoken to, and may pass on what people say to each other. */
function overhears({ conversation }: IncomingActivity): boolean {
  return ['groupChat', 'channel'].includes(conversation.conversationType ?? '');
}

/** Teams sends every formatted message a second time as HTML; that copy is no file. */
function hasFiles({ attachments }: IncomingActivity): boolean {
  return (attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
}

/** The language that the client is shown in; the activity's own word goes before its entities'. */
function hintsOf(activity: IncomingActivity): Hints {
  const spoken = [activity.locale, ...(activity.entities ?? []).map(localeOfClient)];
  return { locale: spoken.find(isLanguageTag) ?? null, slots: {} };
}

function localeOfClient(entity: { readonly type: string; readonly locale?: unknown }): unknown {
  return entity.type === 'clientInfo' ? entity.locale : null;
}

function isLanguageTag(value: unknown): value is string {
  return typeof value === 'string' && languageTag.test(value);
}

/** What no keyboard types becomes a space; marks of other people's mentions go, their words stay. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/<\/?at(?:\s[^>]*)?>/gi, '')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/[^\P{Cc}\t\n\r]/gu, ' ')
    .trim();
}
