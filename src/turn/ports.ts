import type { Lesson } from '../dialog/lesson.ts';
import type { CapName } from '../escalation/caps.ts';
import type { NewTicket, TicketStatus } from '../escalation/ticket.ts';

/** A value that survives `JSON.stringify` and back. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A conversation as its channel names it: unique together. */
export interface ConversationKey {
  /** The channel's id, for example `msteams`, `emulator`, `directline` or `terminal`. */
  readonly channel: string;
  /** The channel's own id of the conversation. */
  readonly conversation: string;
}

/** A conversation as it was left by its last turn. */
export interface StoredConversation {
  /** Our own id: opaque, used in logs and in the transcript. */
  readonly id: string;
  /** Grows by one with each turn; a commit is refused when it is no longer the one that was read. */
  readonly version: number;
  readonly snapshot: Json;
}

/** One line of the transcript. Who said it, when, and what: text of a person is masked already. */
export interface TranscriptEntry {
  readonly author: 'user' | 'bot';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `says`: masked text of a person; `presses`: a button by its answer; `reply`: keys and values. */
  readonly kind: 'says' | 'presses' | 'begins' | 'attaches' | 'reply';
  readonly body: Json;
  /** The channel's id of what the person did; null for the bot's lines and where there was none. */
  readonly activityId?: string | null | undefined;
}

/** A line of a conversation with its place in it. */
export interface LoggedEntry extends TranscriptEntry {
  /** Grows from line to line, with gaps; the same for as long as the conversation is kept. */
  readonly place: number;
  readonly activityId: string | null;
}

/**
 * A conversation as its person may read it again: what polling, streams and a reload all read.
 *
 * After an erasure nothing is left but the receipt, whose place comes after all that was erased.
 */
export interface ConversationLog {
  /** Lines after a place, oldest first, at most `limit`; `end` is the newest place, 0 when empty. */
  readonly after: (
    key: ConversationKey,
    place: number,
    limit: number,
  ) => Promise<{ readonly entries: readonly LoggedEntry[]; readonly end: number }>;
  /** The line that an activity of the person made; null when it was never stored, or was erased. */
  readonly find: (key: ConversationKey, activityId: string) => Promise<LoggedEntry | null>;
  /** Whether anything was said yet. */
  readonly exists: (key: ConversationKey) => Promise<boolean>;
}

/** What a handle leads back to. */
export interface Resumable {
  /** The channel's id of the conversation. */
  readonly conversation: string;
  /** The channel's id of the person. */
  readonly user: string;
}

/** Opaque handles with which a browser finds its conversation again; only their hashes are kept. */
export interface ResumeHandles {
  /** Keeps a handle; false when there is no such conversation. It goes when the conversation goes. */
  readonly keep: (
    key: ConversationKey,
    handle: {
      readonly hash: string;
      readonly user: string;
      readonly origin: string;
      readonly expiresAt: number;
    },
  ) => Promise<boolean>;
  /** Where a handle leads, and longer from now on; null when unknown, of another origin or too old. */
  readonly use: (
    hash: string,
    from: { readonly origin: string; readonly now: number; readonly expiresAt: number },
  ) => Promise<Resumable | null>;
  readonly revoke: (hash: string) => Promise<void>;
}

/** A reply that still has to reach its channel. */
export interface PendingReply {
  readonly id: number;
  readonly key: ConversationKey;
  /** The channel's address of the conversation, as it was given to `commit`. */
  readonly reference: Json;
  readonly reply: Json;
  readonly attempts: number;
}

/** All that one turn changes; it is committed whole or not at all. */
export interface TurnCommit {
  readonly key: ConversationKey;
  /** Our id of the conversation: the stored one, or a fresh one for the first turn. */
  readonly conversationId: string;
  /** The version that was read; 0 for a conversation that was not there. */
  readonly readVersion: number;
  /** The channel's id of the activity, so that the same one does nothing a second time. */
  readonly activityId: string | null;
  readonly at: number;
  readonly snapshot: Json;
  readonly entries: readonly TranscriptEntry[];
  /** What to say; kept with the activity id so that a repeat can be given it again. */
  readonly reply: Json | null;
  /** How to reach the conversation; when given, the reply is put into the outbox. */
  readonly deliverTo: Json | null;
  /** What goes to a helpdesk; its mail is written with the turn. */
  readonly ticket?: NewTicket | undefined;
  /**
   * Deletes all that was stored of the conversation before this turn, provided that its tickets still
   * stand as given here, which is how the person was told.
   */
  readonly erase?: readonly TicketStatus[] | undefined;
  /** What there is to learn from the turn. */
  readonly lessons?: readonly Lesson[] | undefined;
  /** What was chosen from what the latest lesson offered; null: none of it. Left out: nothing was asked. */
  readonly chosen?: string | null | undefined;
}

/** What the store found when a turn began. */
export interface Opened {
  readonly conversation: StoredConversation | null;
  /** The activity was handled before; its reply, or null if there was none. */
  readonly repeat: { readonly reply: Json | null } | null;
}

/**
 * How a commit ended. `conflict`: another turn came first, or what the reply tells is no longer so;
 * `repeat`: the activity was handled meanwhile; `capped`: too many tickets, nothing was written.
 */
export type CommitOutcome =
  | { readonly kind: 'committed'; readonly version: number; readonly outboxId: number | null }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'capped'; readonly cap: CapName }
  | { readonly kind: 'repeat'; readonly reply: Json | null };

/**
 * Where conversations live. Every method fails with `STORE_BUSY`, `STORE_FULL` or `STORE_FAILED`
 * when the database does.
 */
export interface TurnStore {
  /** Reads the conversation and whether this activity was handled before, in one look. */
  readonly open: (key: ConversationKey, activityId: string | null) => Promise<Opened>;
  /** Writes a turn in one transaction, durable when it returns. */
  readonly commit: (turn: TurnCommit) => Promise<CommitOutcome>;
  /** The transcript from the beginning, oldest first; `limit` newest entries at most. */
  readonly transcript: (
    conversationId: string,
    limit: number,
  ) => Promise<readonly TranscriptEntry[]>;
  /** The tickets of a conversation, oldest first. */
  readonly tickets: (conversationId: string) => Promise<readonly TicketStatus[]>;
}

/** Replies on their way: written with the turn, removed when the channel has taken them. */
export interface Outbox {
  /** Replies that are due, oldest first, at most one per conversation so that order holds. */
  readonly due: (now: number, limit: number) => Promise<readonly PendingReply[]>;
  /** The channel has it. */
  readonly delivered: (id: number) => Promise<void>;
  /** The channel did not take it: try again at `retryAt`, or give up (kept, and counted) when null. */
  readonly failed: (id: number, retryAt: number | null) => Promise<void>;
  /** How many wait, how many were given up, and when the oldest waiting one was written. */
  readonly state: () => Promise<{
    readonly waiting: number;
    readonly givenUp: number;
    readonly oldestAt: number | null;
  }>;
}

/** A lesson as it is reviewed: with what was typed, masked, and what was chosen. */
export interface KeptLesson extends Lesson {
  readonly at: number;
  /** What was not understood, or what was answered; null where it was no text or is no longer kept. */
  readonly words: string | null;
  /** What was chosen from `offered`; "none" for none of it; null where nothing was chosen. */
  readonly chosen: string | null;
}

/** What conversations teach those who write the content. It goes when its conversation goes. */
export interface Lessons {
  /** Lessons since a moment, oldest first, at most `limit` of them. */
  readonly since: (at: number, limit: number) => Promise<readonly KeptLesson[]>;
}

/** Moments before which things are too old to keep, milliseconds since 1970. */
export interface Limits {
  /** Conversations by their last turn, and the lines of those that go on. */
  readonly transcripts: number;
  readonly tickets: number;
  /** Shells that an erasure has left for its receipt. */
  readonly shells: number;
  /** Handles by their end. */
  readonly handles: number;
}

/** A conversation whose time is over. */
export interface OldConversation {
  readonly key: ConversationKey;
  readonly id: string;
}

/** How long what people wrote is kept. */
export interface Retention {
  /** Conversations that are too old, at most `most` of them. */
  readonly old: (limits: Limits, most: number) => Promise<readonly OldConversation[]>;
  /** Deletes a conversation with all that belongs to it, unless it was taken up again meanwhile. */
  readonly purge: (id: string, limits: Limits) => Promise<boolean>;
  /** Deletes old lines of conversations that go on, old tickets, and old texts of mails. */
  readonly trim: (limits: Limits) => Promise<void>;
  /** Empties the write-ahead log, which still holds what was deleted. False while others read it. */
  readonly compact: () => Promise<boolean>;
}
