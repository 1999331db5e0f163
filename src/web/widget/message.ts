import { listAt, numberAt, textAt, valueAt } from './reading.ts';

/** A part of a message that stands by itself. */
export interface Paragraph {
  readonly kind: 'header' | 'address' | 'text';
  readonly text: string;
}

/** An answer on offer. */
export interface Choice {
  readonly title: string;
  /** Handed back as it came when the person chooses it. */
  readonly value: unknown;
}

/** A picture that comes with a message. */
export interface Picture {
  readonly url: string;
  readonly name: string;
}

/** One message as the conversation's log has it. */
export interface Message {
  readonly id: string;
  /** Milliseconds since 1970; null where the server did not say. */
  readonly at: number | null;
  readonly from: 'bot' | 'user';
  readonly language: string;
  readonly paragraphs: readonly Paragraph[];
  readonly choices: readonly Choice[];
  readonly pictures: readonly Picture[];
  /** 1 to 6 where the message belongs to a step. */
  readonly step: number | null;
  /** Without any marks, for ears and for files. */
  readonly plain: string;
  /** By which the one who said it knows it again. */
  readonly clientId: string | null;
}

/** Activities as they came, those that are shown only, and the place up to which they go. */
export interface ActivitySet {
  readonly messages: readonly Message[];
  readonly watermark: string | null;
}

/** Reads an activity set of Direct Line. What is no message is left out; what is no set is empty. */
export function readActivitySet(body: unknown): ActivitySet {
  const messages = listAt(body, 'activities').flatMap((activity) => readMessage(activity) ?? []);
  return { messages, watermark: textAt(body, 'watermark') };
}

function readMessage(activity: unknown): Message | null {
  const id = textAt(activity, 'id');
  if (id === null || textAt(activity, 'type') !== 'message') return null;
  const text = textAt(activity, 'text') ?? '';
  const time = Date.parse(textAt(activity, 'timestamp') ?? '');
  const channelData = valueAt(activity, 'channelData');
  const step = numberAt(valueAt(channelData, 'cpms'), 'step');
  return {
    id,
    at: Number.isNaN(time) ? null : time,
    from: textAt(valueAt(activity, 'from'), 'role') === 'bot' ? 'bot' : 'user',
    language: textAt(activity, 'locale') ?? '',
    paragraphs: paragraphsOf(valueAt(channelData, 'cpms'), text),
    choices: listAt(valueAt(activity, 'suggestedActions'), 'actions').flatMap(
      (action) => readChoice(action) ?? [],
    ),
    pictures: listAt(activity, 'attachments').flatMap((it) => readPicture(it) ?? []),
    step: step !== null && step >= 1 && step <= 6 ? step : null,
    plain: textAt(activity, 'speak') ?? text,
    clientId: textAt(channelData, 'clientActivityID'),
  };
}

/** A bot that sends no paragraphs of ours (another channel's, an older one's) still has its text. */
function paragraphsOf(extra: unknown, text: string): readonly Paragraph[] {
  const found = listAt(extra, 'paragraphs').flatMap((it): Paragraph[] => {
    const kind = textAt(it, 'kind');
    const said = textAt(it, 'text');
    if (said === null) return [];
    return [{ kind: kind === 'header' || kind === 'address' ? kind : 'text', text: said }];
  });
  if (found.length > 0 || text === '') return found;
  return text.split(/\n{2,}/).map((part) => ({ kind: 'text', text: part }));
}

function readChoice(action: unknown): Choice | null {
  const title = textAt(action, 'title');
  return title === null ? null : { title, value: valueAt(action, 'value') };
}

function readPicture(attachment: unknown): Picture | null {
  const url = textAt(attachment, 'contentUrl');
  const type = textAt(attachment, 'contentType') ?? '';
  if (url === null || !type.startsWith('image/')) return null;
  return { url, name: textAt(attachment, 'name') ?? '' };
}
