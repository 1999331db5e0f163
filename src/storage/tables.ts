import type { Generated } from 'kysely';
import type { LessonKind } from '../dialog/lesson.ts';
import type { TranscriptEntry } from '../turn/ports.ts';

/**
 * The tables as Kysely sees them. Times are milliseconds since 1970, JSON is text.
 *
 * Other tables refer to a conversation by `number`, not by its random id: numbers grow, so the rows
 * of the conversations that are talking now lie side by side in every index, and a turn touches
 * the same few pages however many old conversations there are. For the same reason the keys are
 * indexes beside the rows: SQLite's tables without row ids hold whole rows in the inner nodes too,
 * and with replies of half a kilobyte a turn then writes 11 pages in a large database, not 6.
 */
export interface Tables {
  readonly conversations: ConversationsTable;
  readonly entries: EntriesTable;
  readonly activities: ActivitiesTable;
  readonly lessons: LessonsTable;
  readonly handles: HandlesTable;
  readonly outbox: OutboxTable;
  readonly tickets: TicketsTable;
  readonly mails: MailsTable;
  readonly probe: ProbeTable;
}

/** One row per conversation, unique by (channel, conversation) and by id. */
export interface ConversationsTable {
  readonly number: Generated<number>;
  readonly id: string;
  readonly channel: string;
  /** The channel's own id. */
  readonly conversation: string;
  readonly version: number;
  readonly snapshot: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** When everything before was erased at the person's wish; null where nothing was. */
  readonly erased_at: number | null;
}

/**
 * The transcript, keyed by (conversation, turn, line).
 *
 * `turn` is the version that the turn made and `line` the place within it, so that an entry has its
 * key without a look at those before it.
 */
export interface EntriesTable {
  readonly conversation: number;
  readonly turn: number;
  readonly line: number;
  readonly author: TranscriptEntry['author'];
  readonly kind: TranscriptEntry['kind'];
  readonly at: number;
  readonly body: string;
  /** The channel's id of what the person did; null for the bot's lines. */
  readonly activity: string | null;
}

/** Activities that were handled, keyed by (conversation, activity), with what was replied. */
export interface ActivitiesTable {
  readonly conversation: number;
  readonly activity: string;
  readonly at: number;
  readonly reply: string | null;
}

/** What there is to learn from a conversation, keyed by (conversation, turn, line). */
export interface LessonsTable {
  readonly conversation: number;
  /** The turn that was not understood, asked back or was told that an answer did not help. */
  readonly turn: number;
  readonly line: number;
  readonly at: number;
  readonly about: LessonKind;
  readonly language: string;
  readonly place: string;
  readonly article: string | null;
  /** Ids of articles, as JSON. */
  readonly offered: string;
  readonly chosen: string | null;
}

/** With what a browser finds its conversation again, keyed by the hash of a handle. */
export interface HandlesTable {
  readonly hash: string;
  readonly conversation: number;
  readonly user: string;
  readonly origin: string;
  readonly expires_at: number;
}

/** Replies on their way. A row whose `due_at` is null was given up. */
export interface OutboxTable {
  readonly id: Generated<number>;
  readonly conversation: number;
  readonly reference: string;
  readonly reply: string;
  readonly attempts: number;
  readonly due_at: number | null;
  readonly written_at: number;
}

/** What was handed to a helpdesk, unique by reference. It outlives its conversation. */
export interface TicketsTable {
  readonly number: Generated<number>;
  readonly reference: string;
  /** Null once the conversation is gone. */
  readonly conversation: number | null;
  readonly network: string | null;
  /** 1 for a security incident. */
  readonly urgent: number;
  readonly contact: string;
  readonly language: string;
  /** The first screen of its mail: lines by key and value, as JSON. */
  readonly pack: string;
  readonly made_at: number;
}

/**
 * The mail of a ticket. Its text is forgotten once it was sent.
 *
 * `due_at` is null when there is nothing to do: sent, given up, or no recipient. A worker that tries
 * it writes `leased_until` first; no other tries it before then.
 */
export interface MailsTable {
  readonly id: Generated<number>;
  readonly ticket: number;
  readonly message_id: string;
  readonly recipient: string | null;
  readonly reply_to: string;
  readonly subject: string;
  readonly body: string | null;
  readonly attempts: number;
  readonly due_at: number | null;
  readonly leased_until: number | null;
  readonly written_at: number;
  readonly sent_at: number | null;
}

/** One row that the health check writes, as large as a large turn, to know that writing works. */
export interface ProbeTable {
  readonly id: number;
  readonly filler: string;
}
