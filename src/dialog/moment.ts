import type { CapName } from '../escalation/caps.ts';
import type { TicketStatus } from '../escalation/ticket.ts';
import type { Notice } from '../knowledge/notice.ts';

/** What one turn is told about the world outside of the conversation. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Reference of the ticket that this turn may make. */
  readonly reference: string;
  /** Why no ticket can be made right now; null when one can. */
  readonly refusal: CapName | null;
  /** Tickets of this conversation, oldest first. */
  readonly tickets: readonly TicketStatus[];
  /** Notices of the operator that hold right now. */
  readonly notices: readonly Notice[];
  /** The intent that was picked for what was typed, since the matcher was not sure; null for none. */
  readonly picked: string | null;
}

/** A moment at which nothing else is going on. */
export function quietMoment(now: number): Moment {
  return { now, reference: '', refusal: null, tickets: [], notices: [], picked: null };
}
