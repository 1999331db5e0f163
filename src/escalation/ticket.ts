import type { Line } from '../locale/line.ts';

/** Where the mail of a ticket stands. */
export const mailStates = ['waiting', 'sending', 'sent', 'kept', 'given-up'] as const;

/**
 * `waiting`: saved, tried until it is taken. `sending`: a try is under way, or was cut off, so it may
 * have left. `sent`: the mail server, or the folder, has it. `kept`: there is no address to send it
 * to. `given-up`: refused for good, or refused for too long.
 */
export type MailState = (typeof mailStates)[number];

/** A ticket as the conversation that made it sees it. */
export interface TicketStatus {
  readonly reference: string;
  readonly mail: MailState;
  /** Network whose helpdesk it is for; null where that is not known. */
  readonly network: string | null;
  /** When the mail was sent, or else when the ticket was made: milliseconds since 1970. */
  readonly at: number;
}

/** What the dialog gathered for a helpdesk: keys and values, readable in any language. */
export interface TicketDraft {
  readonly reference: string;
  /** A security incident: the subject says so and the desk looks at it first. */
  readonly urgent: boolean;
  readonly network: string | null;
  /** Address to which the helpdesk answers; typed by the person and not confirmed. */
  readonly contact: string;
  /** One line that says what it is about. */
  readonly subject: Line;
  /** The first screen, exactly as the person saw it before sending. */
  readonly pack: readonly Line[];
  /** Language of the conversation. */
  readonly language: string;
}

/** The mail of a ticket, ready to be sent: what does not change with another try. */
export interface Mail {
  /** Without angle brackets; the same for every try, so that a desk can tell a second copy. */
  readonly messageId: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
}

/** A ticket as it is stored, in the commit of the turn that asked for it. */
export interface NewTicket {
  readonly draft: TicketDraft;
  readonly mail: Mail;
  /** Mailbox of the desk; null where there is none, and the mail is kept. */
  readonly recipient: string | null;
}
