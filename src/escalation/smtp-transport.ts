import type { MailIdentity, MailTransport, OutgoingMail } from './mail-transport.ts';
import { messageOf } from './mail-transport.ts';
import type { MailOutcome } from './mail-retry.ts';

/** How long a mail server may be silent at each step of the conversation with it. */
export interface SmtpPatience {
  readonly connectMs: number;
  readonly silentMs: number;
  /** Longest time of a whole try; it ends before the lease of the mail does. */
  readonly wholeMs: number;
}

const usualPatience: SmtpPatience = { connectMs: 10_000, silentMs: 30_000, wholeMs: 60_000 };

/** What a mail server is reached by. */
export interface SmtpSettings extends MailIdentity {
  /** `smtp://user:password@host:port` or `smtps://…`; a secret. */
  readonly url: string;
  readonly patience?: SmtpPatience;
}

/** Hands mails to a mail server, each over a connection of its own. */
export function createSmtpTransport(settings: SmtpSettings): MailTransport {
  return {
    send: (outgoing) => sendOne(settings, outgoing),
    // What a mail server has taken is out of reach.
    withdraw: () => Promise.resolve(),
    sweep: () => Promise.resolve(),
  };
}

/** Greets the mail server and logs in; sends nothing. Null when it would take mails. */
export async function trySmtp(settings: SmtpSettings): Promise<string | null> {
  const transport = await openTransport(settings);
  const greeted = transport.verify().then(
    () => null,
    (cause: unknown) => refusalOf(cause).why,
  );
  return withinTime(greeted, settings, 'ETIMEDOUT', () => transport.close());
}

async function sendOne(settings: SmtpSettings, outgoing: OutgoingMail): Promise<MailOutcome> {
  const transport = await openTransport(settings);
  const sent = transport
    .sendMail(messageOf(outgoing, settings))
    .then((): MailOutcome => ({ kind: 'accepted' }), refusalOf);
  const late: MailOutcome = { kind: 'refused', lasts: 'passing', why: 'ETIMEDOUT' };
  return withinTime(sent, settings, late, () => transport.close());
}

/** Loaded when the first mail is sent: most starts need none of it. */
async function openTransport({ url, patience = usualPatience }: SmtpSettings) {
  const { createTransport } = await import('nodemailer');
  const { connectMs, silentMs } = patience;
  return createTransport(withEncryption(url), {
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object);
}

/** A password does not travel in the clear, except on the same machine or where the operator says so. */
function withEncryption(url: string): string {
  const { username, hostname, searchParams } = new URL(url);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (username === '' || near || searchParams.has('requireTLS')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}requireTLS=true`;
}

function withinTime<Result>(
  work: Promise<Result>,
  { patience = usualPatience }: SmtpSettings,
  late: Result,
  close: () => void,
): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<Result>();
  const timer = setTimeout(() => resolve(late), patience.wholeMs);
  return Promise.race([work, promise]).finally(() => {
    clearTimeout(timer);
    close();
  });
}

/**
 * What a refusal means, by its codes and never by its words.
 *
 * 5xx is for good, but for a login that fails: that is the operator's to mend, and the mail waits.
 * An address that cannot be one is for good too.
 */
function refusalOf(cause: unknown): Extract<MailOutcome, { kind: 'refused' }> {
  const { code, status } = codesOf(cause);
  const final = (status >= 500 && code !== 'EAUTH') || code === 'EENVELOPE_FORMAT';
  const why = status > 0 ? `${code} ${status}` : code;
  return { kind: 'refused', lasts: final ? 'final' : 'passing', why };
}

function codesOf(cause: unknown): { code: string; status: number } {
  if (!(cause instanceof Error)) return { code: 'UNKNOWN', status: 0 };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const status =
    'responseCode' in cause && typeof cause.responseCode === 'number' ? cause.responseCode : 0;
  return { code: code.replace(/[^A-Z0-9_]/gi, '').slice(0, 40), status };
}
