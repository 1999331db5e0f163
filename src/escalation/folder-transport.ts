import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownTickets, MailIdentity, MailTransport, OutgoingMail } from './mail-transport.ts';
import { messageOf } from './mail-transport.ts';
import type { MailOutcome } from './mail-retry.ts';

/** Where mails are written when there is no mail server. */
export interface FolderSettings extends MailIdentity {
  readonly folder: string;
}

/**
 * Writes each mail into a folder, as `<reference>.eml`: whole or not at all, for the owner's eyes.
 *
 * A second try writes the same file again, so there is never a second copy. What picks the files up
 * and sends them is the operator's business.
 */
export function createFolderTransport(settings: FolderSettings): MailTransport {
  const { folder } = settings;
  return {
    send: (outgoing) => writeMail(settings, outgoing),
    withdraw: (reference) => rm(fileOf(folder, reference), { force: true }),
    sweep: (now, keepMs, tickets) => sweepFolder(folder, now, keepMs, tickets),
  };
}

function fileOf(folder: string, reference: string): string {
  return join(folder, `${reference}.eml`);
}

async function writeMail(settings: FolderSettings, outgoing: OutgoingMail): Promise<MailOutcome> {
  const file = fileOf(settings.folder, outgoing.reference);
  const part = `${file}.${process.pid}.part`;
  try {
    await mkdir(settings.folder, { recursive: true, mode: 0o700 });
    const source = await sourceOf(settings, outgoing);
    await writeWhole(part, source);
    await rename(part, file);
    return { kind: 'accepted' };
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    return { kind: 'refused', lasts: 'passing', why: code };
  }
}

async function writeWhole(file: string, source: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(source);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The message as it would travel (RFC 5322). */
async function sourceOf(settings: FolderSettings, outgoing: OutgoingMail): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail(messageOf(outgoing, settings));
  return Buffer.isBuffer(message) ? message : Buffer.from([]);
}

/** A file that is still being written is never this old. */
const longestWriteMs = 3_600_000;

/** Files of ours only: other files in the folder are left alone. */
async function sweepFolder(
  folder: string,
  now: number,
  keepMs: number,
  tickets: KnownTickets,
): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const known = await tickets();
  for (const name of names) {
    const [, reference, part] = /^([0-9A-Z]{2}-[0-9A-Z]{3})\.eml(\.\d+\.part)?$/.exec(name) ?? [];
    if (reference === undefined) continue;
    const file = join(folder, name);
    const age = await stat(file).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    const kept = part === undefined ? known.has(reference) && age <= keepMs : age < longestWriteMs;
    if (!kept) await rm(file, { force: true });
  }
}
