import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { failures } from '../base/failures.ts';
import type { FailureCode } from '../base/failures.ts';
import type { Ids } from '../base/ids.ts';
import type { DialogContent } from '../dialog/content.ts';
import type { Note } from '../dialog/draft.ts';
import { newSnapshot } from '../dialog/snapshot.ts';
import type { Snapshot } from '../dialog/snapshot.ts';
import { step } from '../dialog/step.ts';
import type { Input, Stepped } from '../dialog/step.ts';
import { storable } from '../locale/line.ts';
import type { Reply } from '../locale/line.ts';
import type { Inbound } from './inbound.ts';
import type { Json, Opened, TranscriptEntry, TurnStore } from './ports.ts';
import { createConversationQueue } from './queue.ts';
import { receive } from './receive.ts';
import type { Received } from './receive.ts';
import { readReply, replyAsJson } from './stored-reply.ts';
import { readSnapshot, storableSnapshot } from './stored-snapshot.ts';

/** How a turn ended. */
export type TurnOutcome =
  /** Handled and stored; `outboxId` names the reply that still has to be delivered, if any. */
  | { readonly kind: 'replied'; readonly reply: Reply; readonly outboxId: number | null }
  /** The same activity was handled before; nothing was done again. */
  | { readonly kind: 'repeated'; readonly reply: Reply | null }
  /** It could not be handled; the reply says so and names the way to a person. */
  | { readonly kind: 'failed'; readonly reply: Reply; readonly code: FailureCode | 'BUG' };

/** What a turn tells the operator: events by name, never words. */
export interface TurnWatcher {
  readonly handled: (event: {
    readonly conversation: string;
    readonly notes: readonly Note[];
    readonly place: string;
  }) => void;
  /** `conversation` is null where it failed before the conversation was known. */
  readonly failed: (event: {
    readonly conversation: string | null;
    readonly cause: unknown;
  }) => void;
}

/** What turns are made of. */
export interface TurnParts {
  readonly content: DialogContent;
  readonly store: TurnStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly guard: Parameters<typeof receive>[1];
  readonly watcher: TurnWatcher;
}

/** The bot, as a channel sees it. */
export interface Turns {
  /** Handles one activity; never rejects, since a person is waiting for an answer. */
  readonly handle: (inbound: Inbound) => Promise<TurnOutcome>;
  /** Takes no more activities and resolves when the turns under way are stored. */
  readonly close: () => Promise<void>;
}

/** How often a turn that lost a race is run again on the newer snapshot. */
const attempts = 5;

/** The life of a message between the channel and the store. */
export function createTurns(parts: TurnParts): Turns {
  const queue = createConversationQueue();

  const handle = async (inbound: Inbound): Promise<TurnOutcome> => {
    const conversation = `${inbound.key.channel}\n${inbound.key.conversation}`;
    try {
      return await queue.run(conversation, () => attempt(parts, inbound));
    } catch (cause) {
      parts.watcher.failed({ conversation: null, cause });
      return apologize(parts, inbound, cause);
    }
  };

  return { handle, close: queue.close };
}

/** Reads, steps and commits, again from the start when another writer was faster. */
async function attempt(parts: TurnParts, inbound: Inbound): Promise<TurnOutcome> {
  const received = receive(inbound.act, parts.guard);
  for (let tried = 0; tried < attempts; tried += 1) {
    const opened = await parts.store.open(inbound.key, inbound.activityId);
    if (opened.repeat !== null) return { kind: 'repeated', reply: readReply(opened.repeat.reply) };
    const outcome = await commitTurn(parts, inbound, received, opened);
    if (outcome !== null) return outcome;
  }
  throw new AppError('TURN_CONFLICT', 'Other writers were faster every time', {
    channel: inbound.key.channel,
  });
}

/** One try at a turn; null when another writer came first. */
async function commitTurn(
  parts: TurnParts,
  inbound: Inbound,
  received: Received,
  opened: Opened,
): Promise<TurnOutcome | null> {
  const at = parts.clock.now();
  const before = recall(parts, inbound, opened, at);
  const conversationId = opened.conversation?.id ?? parts.ids.next();
  const failed = (cause: unknown): void =>
    parts.watcher.failed({ conversation: conversationId, cause });
  const stepped = stepSafely(parts.content, before, { input: received.input, at }, failed);
  const reply = replyAsJson(storable(stepped.reply));
  const outcome = await parts.store.commit({
    key: inbound.key,
    conversationId,
    readVersion: opened.conversation?.version ?? 0,
    activityId: inbound.activityId,
    at,
    snapshot: storableSnapshot(stepped.snapshot),
    entries: entriesOf(received.body, reply, received.input.kind, at),
    reply,
    deliverTo: inbound.deliverTo,
  });
  if (outcome.kind === 'conflict') return null;
  if (outcome.kind === 'repeat') return { kind: 'repeated', reply: readReply(outcome.reply) };
  parts.watcher.handled({
    conversation: conversationId,
    notes: stepped.notes,
    place: stepped.snapshot.place,
  });
  return { kind: 'replied', reply: stepped.reply, outboxId: outcome.outboxId };
}

/** The snapshot of the conversation, or a new one for a person who was not here before. */
function recall(parts: TurnParts, inbound: Inbound, opened: Opened, at: number): Snapshot {
  const stored = opened.conversation === null ? null : readSnapshot(opened.conversation.snapshot);
  if (stored !== null) return stored;
  const { content } = parts;
  const language = closestLanguage(content.languages, inbound.hints.locale);
  const known = Object.entries(inbound.hints.slots).filter(([slot, value]) =>
    slot === 'network' ? value in content.networks : slot in content.slots,
  );
  return newSnapshot(content.root, { language, slots: Object.fromEntries(known) }, at);
}

/** The language spoken that is closest to a client's tag: `pt-BR` is served by `pt`. */
export function closestLanguage(languages: readonly string[], locale: string | null): string {
  const wanted = (locale ?? '').toLowerCase();
  const exact = languages.find((tag) => tag.toLowerCase() === wanted);
  const base = languages.find((tag) => tag === wanted.split(/[-_]/)[0]);
  return exact ?? base ?? languages[0] ?? wanted;
}

/**
 * The engine's step; when the engine throws, the person is told and nothing is lost: what was said
 * is stored, and the conversation stays where it was.
 */
function stepSafely(
  content: DialogContent,
  before: Snapshot,
  { input, at }: { readonly input: Input; readonly at: number },
  failed: (cause: unknown) => void,
): Stepped {
  try {
    return step(content, before, input, at);
  } catch (cause) {
    failed(cause);
    const snapshot = { ...before, offered: ['@person'], lastAt: at };
    return { snapshot, reply: apology(before.language, before.place, cause), notes: [] };
  }
}

function entriesOf(body: Json, reply: Json, kind: Input['kind'], at: number): TranscriptEntry[] {
  const said = kind === 'overflows' ? 'says' : kind;
  return [
    { author: 'user', at, kind: said, body },
    { author: 'bot', at, kind: 'reply', body: reply },
  ];
}

/** What a person hears when a turn failed: five words, nothing lost, what to do now. */
function apologize(parts: TurnParts, inbound: Inbound, cause: unknown): TurnOutcome {
  const language = closestLanguage(parts.content.languages, inbound.hints.locale);
  const code = cause instanceof AppError ? cause.code : 'BUG';
  return { kind: 'failed', reply: apology(language, parts.content.root, cause), code };
}

function apology(language: string, place: string, cause: unknown): Reply {
  const key = cause instanceof AppError ? failures[cause.code].replyKey : 'broken';
  return {
    language,
    place,
    lines: [{ key: `failures:${key}` }],
    buttons: [{ answer: '@person', label: { key: 'answers:person.label' } }],
  };
}
