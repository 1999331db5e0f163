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
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve('ETIMEDOUT'), patienceOf(settings).wholeMs);
  const greeted = transport.verify().then(
    () => null,
    (cause: unknown) => refusalOf(cause).why,
  );
  return Promise.race([greeted, late]).finally(() => clearTimeout(timer));
}

/** A try that takes too long is ended, and its connection with it: nothing leaves after that. */
async function sendOne(settings: SmtpSettings, outgoing: OutgoingMail): Promise<MailOutcome> {
  const signal = AbortSignal.timeout(patienceOf(settings).wholeMs);
  try {
    const transport = await openTransport(settings);
    await transport.sendMail({ ...messageOf(outgoing, settings), signal });
    return { kind: 'accepted' };
  } catch (cause) {
    return refusalOf(cause);
  }
}

function patienceOf({ patience = usualPatience }: SmtpSettings): SmtpPatience {
  return patience;
}

/** Loaded when the first mail is sent: most starts need none of it. */
async function openTransport(settings: SmtpSettings) {
  const { createTransport } = await import('nodemailer');
  const { connectMs, silentMs } = patienceOf(settings);
  return createTransport({
    url: withEncryption(settings.url),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * The address of a mail server as it is connected to: a password does not travel in the clear, except
 * on the same machine or where the operator says `requireTLS=false`.
 */
export function withEncryption(url: string): string {
  const server = new URL(url);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname);
  const bare = server.username === '' && server.password === '';
  if (bare || near || server.searchParams.get('requireTLS') === 'false') return url;
  server.searchParams.set('requireTLS', 'true');
  return server.href;
}

/**
 * What a refusal means, by its codes and never by its words.
 *
 * For good is what the server says with 5xx about this recipient or this message, and an address that
 * cannot be one. All else passes, as a login, the encryption or the sender's address do: they are the
 * operator's to mend, and the mail waits.
 */
function refusalOf(cause: unknown): Extract<MailOutcome, { kind: 'refused' }> {
  const { code, status, command } = codesOf(cause);
  const ours = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM';
  const final = ours && (status === 0 || (status >= 500 && !passing.has(status)));
  const why = status > 0 ? `${code} ${String(status)}` : code;
  return { kind: 'refused', lasts: final ? 'final' : 'passing', why };
}

/** 503: a step was missing, perhaps a login; 530: a login or encryption is wanted first. */
const passing: ReadonlySet<number> = new Set([503, 530]);

function codesOf(cause: unknown): { code: string; status: number; command: string } {
  if (!(cause instanceof Error)) return { code: 'UNKNOWN', status: 0, command: '' };
  const given = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const code = given === 'EABORT' ? 'ETIMEDOUT' : given.replace(/[^A-Z0-9_]/gi, '').slice(0, 40);
  const status =
    'responseCode' in cause && typeof cause.responseCode === 'number' ? cause.responseCode : 0;
  const command = 'command' in cause && typeof cause.command === 'string' ? cause.command : '';
  return { code, status, command };
}
