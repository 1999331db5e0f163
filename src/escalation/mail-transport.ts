import type { MailOutcome } from './mail-retry.ts';
import type { Mail } from './ticket.ts';

/** A mail with its way: what a transport is given. */
export interface OutgoingMail {
  readonly mail: Mail;
  readonly recipient: string;
  readonly reference: string;
}

/** Gives the references of all tickets that are stored. */
export type KnownTickets = () => Promise<ReadonlySet<string>>;

/** Hands mails over: to a mail server, or to a folder. */
export interface MailTransport {
  /** Never rejects: what goes wrong is an outcome. */
  readonly send: (outgoing: OutgoingMail) => Promise<MailOutcome>;
  /** Takes back what was handed over, where that is possible: a file in a folder. */
  readonly withdraw: (reference: string) => Promise<void>;
  /**
   * Deletes what is older than `keepMs`, or belongs to no ticket any more. The tickets are asked for
   * after looking at what there is, so that nothing written meanwhile is taken for a leftover.
   */
  readonly sweep: (now: number, keepMs: number, tickets: KnownTickets) => Promise<void>;
}

/** Who writes, and whether everything goes to one address for trials. */
export interface MailIdentity {
  /** Address of the bot: the envelope's sender and `From`. */
  readonly from: string;
  /** Every mail goes there instead; null when mails go where they should. */
  readonly redirectTo: string | null;
}

/** A message as nodemailer takes it. */
export interface Message {
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The message with its headers.
 *
 * `Auto-Submitted` keeps vacation notes and other robots from answering it (RFC 3834). A redirected
 * mail names its true recipient in a header of its own, so that a trial can be read.
 */
export function messageOf({ mail, recipient }: OutgoingMail, identity: MailIdentity): Message {
  const { redirectTo } = identity;
  return {
    from: identity.from,
    to: redirectTo ?? recipient,
    replyTo: oneLine(mail.replyTo),
    subject: oneLine(mail.subject),
    text: mail.text,
    messageId: `<${oneLine(mail.messageId)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(redirectTo === null ? {} : { 'X-Redirected-From': oneLine(recipient) }),
    },
  };
}

/** A header ends where its line ends, so nothing in it may end a line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
