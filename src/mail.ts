import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './base/clock.ts';
import type { Config } from './config.ts';
import { createFolderTransport } from './escalation/folder-transport.ts';
import type { MailQueue } from './escalation/mail-queue.ts';
import type { MailTransport } from './escalation/mail-transport.ts';
import type { MailWatcher, MailWorker } from './escalation/mail-worker.ts';
import { createMailWorker } from './escalation/mail-worker.ts';
import type { SmtpSettings } from './escalation/smtp-transport.ts';
import { createSmtpTransport } from './escalation/smtp-transport.ts';
import type { Store } from './storage/store.ts';

/** Sender of mails that are only written into a folder; no mail server would take it. */
const unsent = 'cpms-helpdesk-bot@localhost.invalid';

type MailSettings = Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_REDIRECT_TO' | 'DATA_DIR'>;

/** Address of the bot in its mails. */
export function senderOf({ MAIL_FROM }: MailSettings): string {
  return MAIL_FROM ?? unsent;
}

/** The settings of the mail server; null when mails are written into a folder. */
export function smtpOf(config: MailSettings): SmtpSettings | null {
  if (config.SMTP_URL === undefined) return null;
  const redirectTo = config.MAIL_REDIRECT_TO ?? null;
  return { url: config.SMTP_URL, from: senderOf(config), redirectTo };
}

/** Where mails go: to the mail server, or to `DATA_DIR/mail` when none is configured. */
export function transportOf(config: MailSettings): MailTransport {
  return createDiskTransport(config, smtpOf(config));
}

/** Mails of the terminal are never sent: whoever tries the bot there must not write to a helpdesk. */
export function folderTransportOf(config: MailSettings): MailTransport {
  const folder = join(config.DATA_DIR, 'mail');
  const redirectTo = config.MAIL_REDIRECT_TO ?? null;
  return createFolderTransport({ folder, from: senderOf(config), redirectTo });
}

/** A mail server keeps nothing here, but files of the time before it was configured are swept too. */
function createDiskTransport(config: MailSettings, smtp: SmtpSettings | null): MailTransport {
  const folder = folderTransportOf(config);
  return smtp === null ? folder : { ...folder, send: createSmtpTransport(smtp).send };
}

/** A worker over the queue of a store. */
export function workerOf(parts: {
  readonly queue: MailQueue;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly watcher: MailWatcher;
}): MailWorker {
  return createMailWorker({ ...parts, random: Math.random, ticker: everyFewSeconds });
}

const pollMs = 5_000;

/** The process may end between two looks. */
export function everyFewSeconds(work: () => void): () => void {
  const timer = setInterval(work, pollMs).unref();
  return () => clearInterval(timer);
}

/** While somebody else reads, a backup as a rule, the write-ahead log is tried again. */
const compactTries = 20;
const compactPauseMs = 100;

/**
 * Files of mails that were erased, and what the write-ahead log still holds of the conversation. A
 * reader that outlasts the patience leaves that to the next purge.
 */
export async function forget(
  references: readonly string[],
  transport: MailTransport,
  { retention }: Pick<Store, 'retention'>,
): Promise<void> {
  for (const reference of references) await transport.withdraw(reference);
  for (let left = compactTries; left > 0 && !(await retention.compact()); left -= 1) {
    await setTimeout(compactPauseMs);
  }
}
