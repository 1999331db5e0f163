import { AppError } from '../../base/app-error.ts';

/** What is known of a caller who shows no token. */
export interface Caller {
  readonly peer: string | null;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Lets emulators in while the bot has no credentials, and nobody else.
 *
 * The caller must be on this machine (1), must not have come through a proxy (2), must have asked for
 * this machine by name, since a web page can point a name of its own here (3), and the bot must not
 * have been put on the web (4).
 * @throws AppError UNAUTHENTICATED otherwise, saying which of these it was.
 */
export function admitAnonymous(caller: Caller, publicUrl: string | undefined): void {
  const asked = headerOf(caller, 'host');
  const forwarded = Object.keys(caller.headers).some((name) =>
    /^(?:x-)?forwarded(?:-|$)/i.test(name),
  );
  if (!isLoopback(caller.peer ?? '')) refuse('only callers on this machine are let in');
  if (forwarded) refuse('requests that a proxy passed on are not let in');
  if (asked !== null && !isLoopback(hostOf(`http://${asked}`))) refuse('ask for localhost');
  if (publicUrl !== undefined && !isLoopback(hostOf(publicUrl))) refuse('PUBLIC_URL is set');
}

function refuse(why: string): never {
  throw new AppError('UNAUTHENTICATED', `The bot has no credentials (MicrosoftAppId): ${why}`);
}

function headerOf({ headers }: Caller, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

/** Whether an address or a host name is this machine's own: 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return bare === '::1' || bare === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
