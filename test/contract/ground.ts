import type { Kysely } from 'kysely';
import { AppError } from '../../src/base/app-error.ts';
import type { NewTicket } from '../../src/escalation/ticket.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { ConversationKey, Json, TurnCommit } from '../../src/turn/ports.ts';

/** A fresh database for one test, on whatever it runs. */
export interface StoreGround {
  readonly store: Store;
  /** One more store over the same database, as a second process has one. */
  readonly another: () => Promise<Store>;
  /** Arguments of a `node` that writes turns over it until killed; names of conversations follow. */
  readonly writer: readonly string[];
  /** The tables through a connection of their own, for what a test does by hand. */
  readonly tables: () => Kysely<Tables>;
  /** Closes what was opened and removes the database. */
  readonly clear: () => Promise<void>;
}

/** Makes a ground; each database that can hold a store has one. */
export type GroundMaker = () => Promise<StoreGround>;

/** A conversation on the channel of the tests. */
export function keyOf(conversation: string, channel = 'test'): ConversationKey {
  return { channel, conversation };
}

/** A turn in the conversation `c1`, which was not there before, with what a test says about it. */
export function turnOf(facts: Partial<TurnCommit> = {}): TurnCommit {
  const key = facts.key ?? keyOf('c1');
  return {
    key,
    conversationId: `id-of-${key.channel}-${key.conversation}`,
    readVersion: 0,
    activityId: null,
    at: 1_000,
    snapshot: { state: 'home' },
    entries: [],
    reply: null,
    deliverTo: null,
    ...facts,
  };
}

/** A ticket as the turn of a test makes it, with what a test says about it. */
export function ticketOf(reference: string, facts: Partial<NewTicket['draft']> = {}): NewTicket {
  const contact = facts.contact ?? 'name@hospital.example';
  return {
    draft: {
      reference,
      urgent: false,
      network: 'alpha',
      contact,
      subject: { key: 'escalation:subject-plain' },
      pack: [{ key: 'escalation:headline-plain' }],
      language: 'en',
      ...facts,
    },
    recipient: 'desk@network.example',
    mail: {
      messageId: `${reference.toLowerCase()}.unique@bot.example`,
      replyTo: contact,
      subject: `[${reference}] CPMS access`,
      text: `Text of ${reference}`,
    },
  };
}

/** Commits a turn that must succeed, and gives its place in the outbox. */
export async function commitOf(store: Store, facts: Partial<TurnCommit>): Promise<number | null> {
  const outcome = await store.turns.commit(turnOf(facts));
  if (outcome.kind === 'committed') return outcome.outboxId;
  throw new AppError('TURN_CONFLICT', `The turn of a test ended as ${outcome.kind}.`);
}

/** Resolves for everybody once as many have arrived: what comes after it overlaps for certain. */
export function createBarrier(parties: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === parties) resolve(undefined);
    await promise;
  };
}

/** The number that a test counts up in its snapshot. */
export function countIn(snapshot: Json | undefined): number {
  return typeof snapshot === 'number' ? snapshot : 0;
}
