import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { FailureCode } from '../base/failures.ts';
import type { Ids } from '../base/ids.ts';
import type { DialogContent } from '../dialog/content.ts';
import type { Note } from '../dialog/draft.ts';
import type { Moment } from '../dialog/moment.ts';
import { newSnapshot } from '../dialog/snapshot.ts';
import type { Snapshot } from '../dialog/snapshot.ts';
import type { Stepped } from '../dialog/step.ts';
import type { CapName } from '../escalation/caps.ts';
import { referenceOf } from '../escalation/reference.ts';
import type { Notice } from '../knowledge/notice.ts';
import { storable } from '../locale/line.ts';
import type { Reply } from '../locale/line.ts';
import type { Inbound } from './inbound.ts';
import type { IntentPicker } from './intent-picker.ts';
import type { MailWriter } from './mail-writer.ts';
import { mostEntries } from './mail-writer.ts';
import type { CommitOutcome, ConversationKey, Json, Opened } from './ports.ts';
import type { TranscriptEntry, TurnCommit, TurnStore } from './ports.ts';
import { createConversationQueue } from './queue.ts';
import { receive } from './receive.ts';
import type { Received } from './receive.ts';
import { apology, pickOnce, stepSurely } from './stepping.ts';
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
  /** Writes the mail of a ticket. */
  readonly mails: MailWriter;
  /** Asked what a text means where the matcher is not sure; null where there is none. */
  readonly picker: IntentPicker | null;
  /** The operator's notices that hold at a moment. */
  readonly notices: (now: number) => readonly Notice[];
  readonly watcher: TurnWatcher;
  /** What is to be done once a turn is stored. */
  readonly after: {
    /** A mail waits. */
    readonly ticket: () => void;
    /** Everything of a conversation was deleted, these tickets with it. */
    readonly erased: (references: readonly string[]) => Promise<void>;
  };
}

/** The bot, as a channel sees it. */
export interface Turns {
  /** Handles one activity; never rejects, since a person is waiting for an answer. */
  readonly handle: (inbound: Inbound) => Promise<TurnOutcome>;
  /** Does something else between two turns of a conversation, in the same order as turns. */
  readonly inOrder: <Result>(key: ConversationKey, work: () => Promise<Result>) => Promise<Result>;
  /** Takes no more activities and resolves when the turns under way are stored. */
  readonly close: () => Promise<void>;
}

/** How often a turn that lost a race is run again on the newer snapshot. */
const attempts = 5;

/** The life of a message between the channel and the store. */
export function createTurns(parts: TurnParts): Turns {
  const queue = createConversationQueue();
  const inOrder: Turns['inOrder'] = ({ channel, conversation }, work) =>
    queue.run(`${channel}\n${conversation}`, work);

  const handle = async (inbound: Inbound): Promise<TurnOutcome> => {
    try {
      return await inOrder(inbound.key, () => attempt(parts, inbound));
    } catch (cause) {
      parts.watcher.failed({ conversation: null, cause });
      return apologize(parts, inbound, cause);
    }
  };

  return { handle, inOrder, close: queue.close };
}

/** One try at a turn: what is known when it begins. */
interface Try {
  readonly inbound: Inbound;
  readonly received: Received;
  readonly opened: Opened;
  /** Why no ticket may be made, as an earlier try has learnt. */
  readonly refusal: CapName | null;
  /** Asks the picker, once for all tries. */
  readonly pick: IntentPicker['pick'];
}

/** Reads, steps and commits, again from the start when another writer was faster. */
async function attempt(parts: TurnParts, inbound: Inbound): Promise<TurnOutcome> {
  const received = receive(inbound.act, parts.guard);
  let refusal: CapName | null = null;
  const pick = pickOnce(parts.picker);
  for (let tried = 0; tried < attempts; tried += 1) {
    const opened = await parts.store.open(inbound.key, inbound.activityId);
    if (opened.repeat !== null) return { kind: 'repeated', reply: readReply(opened.repeat.reply) };
    const outcome = await commitTurn(parts, { inbound, received, opened, refusal, pick });
    if (outcome.kind === 'capped') refusal = outcome.cap;
    else if (outcome.kind !== 'conflict') return outcome;
  }
  throw new AppError('TURN_CONFLICT', 'Other writers were faster every time', {
    channel: inbound.key.channel,
  });
}

/** One try at a turn. */
async function commitTurn(
  parts: TurnParts,
  turn: Try,
): Promise<TurnOutcome | Extract<CommitOutcome, { kind: 'conflict' | 'capped' }>> {
  const { inbound, received, opened } = turn;
  const before = recall(parts, inbound, opened, parts.clock.now());
  const conversationId = opened.conversation?.id ?? parts.ids.next();
  const moment = await momentOf(parts, turn, before);
  const failed = (cause: unknown): void =>
    parts.watcher.failed({ conversation: conversationId, cause });
  const asking = { input: received.input, moment, pick: turn.pick };
  const stepped = await stepSurely(parts.content, before, asking, failed);
  const effects = await carryOut(parts, stepped, { id: conversationId, moment });
  const outcome = await parts.store.commit({
    ...writtenOf(turn, stepped, moment.now),
    conversationId: effects.erase === undefined ? conversationId : parts.ids.next(),
    ...effects,
  });
  if (outcome.kind === 'conflict' || outcome.kind === 'capped') return outcome;
  if (outcome.kind === 'repeat') return { kind: 'repeated', reply: readReply(outcome.reply) };
  await afterwards(parts, stepped, effects, conversationId);
  return { kind: 'replied', reply: stepped.reply, outboxId: outcome.outboxId };
}

/** What the turn is told about the world; tickets are only looked up where there can be some. */
async function momentOf(
  parts: TurnParts,
  { opened, refusal }: Try,
  before: Snapshot,
): Promise<Moment> {
  const now = parts.clock.now();
  const id = opened.conversation?.id;
  const has = before.ticket !== null && id !== undefined;
  return {
    now,
    reference: referenceOf(parts.ids.next()),
    refusal,
    tickets: has ? await parts.store.tickets(id) : [],
    notices: parts.notices(now),
    picked: null,
  };
}

/** Effects as the commit takes them: the mail is written from the transcript as it stands. */
async function carryOut(
  parts: TurnParts,
  { effects }: Stepped,
  { id, moment }: { readonly id: string; readonly moment: Moment },
): Promise<Pick<TurnCommit, 'ticket' | 'erase'>> {
  const ticket = effects.find((it) => it.kind === 'ticket')?.ticket;
  const erases = effects.some(({ kind }) => kind === 'erase');
  if (erases) return { erase: moment.tickets };
  if (ticket === undefined) return {};
  const entries = await parts.store.transcript(id, mostEntries + 1);
  return { ticket: parts.mails.write(ticket, entries, parts.ids.next()) };
}

/** What is stored of a turn whatever its effects. An erasure leaves nothing but its receipt. */
function writtenOf(
  { inbound, received, opened }: Try,
  { snapshot, reply, effects }: Stepped,
  at: number,
): Omit<TurnCommit, 'conversationId'> {
  const stored = replyAsJson(storable(reply));
  const erases = effects.some(({ kind }) => kind === 'erase');
  return {
    key: inbound.key,
    readVersion: opened.conversation?.version ?? 0,
    activityId: inbound.activityId,
    at,
    snapshot: storableSnapshot(snapshot),
    entries: erases ? [] : entriesOf(inbound, received, stored, at),
    reply: stored,
    deliverTo: inbound.deliverTo,
    ...(erases ? {} : learntFrom(effects)),
  };
}

/** What those who write the content can learn from a turn. */
function learntFrom(effects: Stepped['effects']): Pick<TurnCommit, 'lessons' | 'chosen'> {
  const lessons = effects.flatMap((it) => (it.kind === 'lesson' ? [it.lesson] : []));
  const choice = effects.find((it) => it.kind === 'choice');
  return { lessons, ...(choice === undefined ? {} : { chosen: choice.chosen }) };
}

/** What follows a stored turn; it may fail or be cut off, and is then made up for later. */
async function afterwards(
  { watcher, after }: TurnParts,
  { notes, snapshot }: Stepped,
  { ticket, erase }: Pick<TurnCommit, 'ticket' | 'erase'>,
  conversation: string,
): Promise<void> {
  watcher.handled({ conversation, notes, place: snapshot.place });
  if (ticket !== undefined) after.ticket();
  if (erase === undefined) return;
  await after.erased(erase.map(({ reference }) => reference)).catch((cause: unknown) => {
    watcher.failed({ conversation, cause });
  });
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

function entriesOf(
  { activityId }: Inbound,
  { input, body }: Received,
  reply: Json,
  at: number,
): TranscriptEntry[] {
  const kind = input.kind === 'overflows' ? 'says' : input.kind;
  return [
    { author: 'user', at, kind, body, activityId },
    { author: 'bot', at, kind: 'reply', body: reply },
  ];
}

/** What a person hears when a turn failed: five words, nothing lost, what to do now. */
function apologize(parts: TurnParts, inbound: Inbound, cause: unknown): TurnOutcome {
  const language = closestLanguage(parts.content.languages, inbound.hints.locale);
  const code = cause instanceof AppError ? cause.code : 'BUG';
  return { kind: 'failed', reply: apology(language, parts.content.root, cause), code };
}
