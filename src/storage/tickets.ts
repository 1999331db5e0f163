import type { Kysely, Transaction } from 'kysely';
import type { CapName } from '../escalation/caps.ts';
import { caps } from '../escalation/caps.ts';
import type { MailState, NewTicket, TicketStatus } from '../escalation/ticket.ts';
import type { Tables } from './tables.ts';

/** Where a mail stands, from its row: the row says what was done, not what it is called. */
export function mailState(row: {
  readonly sent_at: number | null;
  readonly recipient: string | null;
  readonly due_at: number | null;
  readonly leased_until: number | null;
}): MailState {
  if (row.sent_at !== null) return 'sent';
  if (row.recipient === null) return 'kept';
  if (row.due_at === null) return 'given-up';
  // A lease that is over belonged to a try that was cut off: the mail may have left.
  return row.leased_until === null ? 'waiting' : 'sending';
}

/** The tickets of a conversation, oldest first, each with where its mail stands. */
export async function readTickets(
  db: Kysely<Tables>,
  conversationId: string,
): Promise<readonly TicketStatus[]> {
  const rows = await db
    .selectFrom('tickets as t')
    .innerJoin('mails as m', 'm.ticket', 't.number')
    .innerJoin('conversations as c', 'c.number', 't.conversation')
    .select(['t.reference', 't.network', 't.made_at'])
    .select(['m.sent_at', 'm.recipient', 'm.due_at', 'm.leased_until'])
    .where('c.id', '=', conversationId)
    .orderBy('t.number')
    .execute();
  return rows.map((row) => ({
    reference: row.reference,
    mail: mailState(row),
    network: row.network,
    at: row.sent_at ?? row.made_at,
  }));
}

/** Why a ticket may not be written: its reference is taken, or there are too many. */
export type TicketObstacle =
  { readonly kind: 'taken' } | { readonly kind: 'capped'; readonly cap: CapName };

/** Looks in the transaction that is about to write, so that no other ticket can come in between. */
export async function obstacleTo(
  db: Transaction<Tables>,
  ticket: NewTicket,
  turn: { readonly conversationId: string; readonly at: number },
): Promise<TicketObstacle | null> {
  const { reference, contact } = ticket.draft;
  const same = db.selectFrom('tickets').select('number').where('reference', '=', reference);
  if ((await same.executeTakeFirst()) !== undefined) return { kind: 'taken' };
  const recent = await recentTickets(db, turn.at - longestTime);
  const ofCap: Readonly<Record<CapName, (it: RecentTicket) => boolean>> = {
    conversation: (it) => it.conversation === turn.conversationId,
    contact: (it) => it.contact.toLowerCase() === contact.toLowerCase(),
    desk: (it) => it.recipient === ticket.recipient,
    hour: () => true,
  };
  const met = caps.find(({ name, most, withinMs }) => {
    const within = recent.filter((it) => it.made_at > turn.at - withinMs);
    return within.filter(ofCap[name]).length >= most;
  });
  return met === undefined ? null : { kind: 'capped', cap: met.name };
}

const longestTime = Math.max(...caps.map(({ withinMs }) => withinMs));

interface RecentTicket {
  readonly conversation: string | null;
  readonly contact: string;
  readonly recipient: string | null;
  readonly made_at: number;
}

/** Few, since they are capped: counting them here needs no index of its own. */
function recentTickets(db: Transaction<Tables>, since: number): Promise<RecentTicket[]> {
  return db
    .selectFrom('tickets as t')
    .innerJoin('mails as m', 'm.ticket', 't.number')
    .leftJoin('conversations as c', 'c.number', 't.conversation')
    .select(['c.id as conversation', 't.contact', 'm.recipient', 't.made_at'])
    .where('t.made_at', '>', since)
    .execute();
}

/** Writes a ticket and its mail; the mail is due at once where there is somebody to send it to. */
export async function insertTicket(
  db: Transaction<Tables>,
  ticket: NewTicket,
  turn: { readonly conversation: number; readonly at: number },
): Promise<void> {
  const { draft, mail, recipient } = ticket;
  const { number } = await db
    .insertInto('tickets')
    .values({
      reference: draft.reference,
      conversation: turn.conversation,
      network: draft.network,
      urgent: draft.urgent ? 1 : 0,
      contact: draft.contact,
      language: draft.language,
      pack: JSON.stringify(draft.pack),
      made_at: turn.at,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('mails')
    .values({
      ticket: number,
      message_id: mail.messageId,
      recipient,
      reply_to: mail.replyTo,
      subject: mail.subject,
      body: mail.text,
      attempts: 0,
      due_at: recipient === null ? null : turn.at,
      leased_until: null,
      written_at: turn.at,
      sent_at: null,
    })
    .execute();
}
