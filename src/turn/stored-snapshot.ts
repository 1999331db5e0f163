import { z } from 'zod';
import { mailStates } from '../escalation/ticket.ts';
import type { Snapshot } from '../dialog/snapshot.ts';
import { neverAsked } from '../dialog/snapshot.ts';
import type { Json } from './ports.ts';

const texts = z.record(z.string(), z.string());

/** The shape of a stored snapshot; written by us, but perhaps by another release. */
const snapshotSchema = z.object({
  format: z.literal(1),
  language: z.string(),
  languageChosen: z.boolean(),
  place: z.string(),
  begun: z.boolean(),
  calls: z.array(z.string()),
  trail: z.array(z.string()),
  slots: texts,
  marks: texts,
  stageSaid: z.string().nullable(),
  misses: z.number(),
  offered: z.array(z.string()),
  told: z.array(z.string()),
  visits: z.record(z.string(), z.number()),
  lastArticle: z.string().nullable(),
  // Older releases knew none of these.
  answered: z.array(z.string()).default([]),
  quiet: z.number().default(neverAsked),
  ticket: z
    .object({ reference: z.string(), mail: z.enum(mailStates), day: z.string() })
    .nullable()
    .default(null),
  lastAt: z.number(),
});

/** The snapshot of a stored conversation; null when no release of ours can have written it. */
export function readSnapshot(stored: Json): Snapshot | null {
  const read = snapshotSchema.safeParse(stored);
  return read.success ? read.data : null;
}

/** A snapshot as it is stored: plain data already. */
export function storableSnapshot(snapshot: Snapshot): Json {
  const { ticket, ...rest } = snapshot;
  return { ...rest, ticket: ticket === null ? null : { ...ticket } };
}
