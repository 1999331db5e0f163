import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import type { Ids } from '../../base/ids.ts';
import type { OriginPolicy } from './origins.ts';
import type { Grant, TokenReading, Tokens } from './tokens.ts';
import type { WebRequest } from './web-door.ts';
import { headerOf } from './web-door.ts';

/** What deciding about callers takes. */
export interface AccessParts {
  readonly secret: string;
  readonly tokens: Tokens;
  readonly allows: OriginPolicy;
  readonly ids: Ids;
}

/** Who may do what at the doors of the web chat. */
export interface Access {
  /**
   * A grant for a new conversation: for a page of an allowed origin, or for who shows the secret.
   * @throws AppError UNAUTHENTICATED with neither, FORBIDDEN for another origin or a wrong secret.
   */
  readonly grantNew: (request: WebRequest, user: string | null) => Grant;
  /**
   * The grant of a caller who shows a token, or the secret for the conversation that is asked for.
   * @throws AppError UNAUTHENTICATED without, FORBIDDEN when it does not open this door.
   */
  readonly admit: (request: WebRequest) => Promise<Grant>;
  /** The grant behind a stream's pass. @throws AppError FORBIDDEN as `admit` does. */
  readonly admitStream: (
    pass: string,
    conversation: string,
    origin: string | null,
  ) => Promise<Grant>;
  /** The origin of a page that may have the chat. @throws AppError FORBIDDEN for any other. */
  readonly allowedOrigin: (request: WebRequest) => string;
}

/** Ids of people begin like this, which is how clients of the public service know that they are bound. */
const userPrefix = 'dl_';

/** Decides from headers alone; bodies have no say in who somebody is. */
export function createAccess(parts: AccessParts): Access {
  const { tokens, ids } = parts;

  const allowedOrigin = (request: WebRequest): string => {
    const origin = headerOf(request, 'origin');
    if (origin === null || !parts.allows(origin))
      throw refused('This origin may not have the chat');
    return origin;
  };

  const grantNew = (request: WebRequest, user: string | null): Grant => {
    const fresh = { conversation: ids.next(), user: `${userPrefix}${ids.next()}` };
    const shown = bearerOf(request);
    if (shown === null && headerOf(request, 'origin') === null) throw missing();
    if (shown === null) return { ...fresh, origin: allowedOrigin(request) };
    if (!isSecret(shown, parts.secret)) throw refused(wrong);
    const bound = user !== null && user.startsWith(userPrefix) ? { user } : {};
    return { ...fresh, ...bound, origin: null };
  };

  const admit = async (request: WebRequest): Promise<Grant> => {
    const shown = bearerOf(request);
    if (shown === null) throw missing();
    const asked = request.params['id'] ?? null;
    if (isSecret(shown, parts.secret)) {
      return { conversation: asked ?? ids.next(), user: `${userPrefix}server`, origin: null };
    }
    return checked(await tokens.read(shown), asked, headerOf(request, 'origin'));
  };

  const admitStream: Access['admitStream'] = async (pass, conversation, origin) =>
    checked(await tokens.takePass(pass), conversation, origin);

  return { grantNew, admit, admitStream, allowedOrigin };
}

const wrong = 'Invalid token or secret';

/** A token opens its own conversation, from its own origin; programs send no origin at all. */
function checked(reading: TokenReading, asked: string | null, origin: string | null): Grant {
  if (!reading.ok) {
    if (reading.reason === 'invalid') throw refused(wrong);
    throw new AppError('FORBIDDEN', 'Token has expired', { publicCode: 'TokenExpired' });
  }
  const { grant } = reading;
  if (asked !== null && asked !== grant.conversation)
    throw refused('Token for another conversation');
  const foreign = origin !== null && grant.origin !== null && origin !== grant.origin;
  if (foreign) throw refused('Token for another origin');
  return grant;
}

function bearerOf(request: WebRequest): string | null {
  const header = headerOf(request, 'authorization');
  return header === null ? null : (/^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '');
}

/** Takes the same time wherever the two begin to differ. */
function isSecret(shown: string, secret: string): boolean {
  return timingSafeEqual(digest(shown), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function missing(): AppError {
  return new AppError('UNAUTHENTICATED', 'Missing token or secret', { publicCode: 'BadArgument' });
}

function refused(why: string): AppError {
  return new AppError('FORBIDDEN', why, { publicCode: 'BadArgument' });
}
