import { hkdfSync } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { Ids } from '../../base/ids.ts';

/** What a token opens: one conversation, for one person, on pages of one origin. */
export interface Grant {
  /** The channel's id of the conversation. */
  readonly conversation: string;
  /** The person's id, made here: what a client says about itself has no effect. */
  readonly user: string;
  /** Origin of the page that asked; null for a token that was made with the secret. */
  readonly origin: string | null;
}

/** What reading a token gives. */
export type TokenReading =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly reason: 'expired' | 'invalid' };

/** Makes and reads tokens. */
export interface Tokens {
  /** A token for a grant, good for half an hour. */
  readonly issue: (grant: Grant) => Promise<string>;
  readonly read: (token: string) => Promise<TokenReading>;
  /** A pass that opens one stream once, within a minute: it stands in an address, and addresses are logged. */
  readonly issuePass: (grant: Grant) => Promise<string>;
  /** Reads a pass; a second time it is invalid. */
  readonly takePass: (pass: string) => Promise<TokenReading>;
}

/** Seconds that a token is good for, as the public documentation has it. */
export const tokenSeconds = 1800;

const passSeconds = 60;

const issuer = 'cpms-helpdesk-bot';
const algorithm = 'HS256';

/** The two kinds of token are for different doors; neither opens the other's. */
const audiences = { token: 'directline', pass: 'directline-stream' } as const;

const claims = z.object({
  sub: z.string().min(1),
  conversation: z.string().min(1),
  origin: z.string().nullable(),
  jti: z.string().min(1),
});

/**
 * Tokens signed with a key that is derived from the secret, so that the secret itself signs nothing.
 *
 * @param parts the secret, a clock, and ids by which passes are told apart.
 */
export function createTokens(parts: {
  readonly secret: string;
  readonly clock: Clock;
  readonly ids: Ids;
}): Tokens {
  const { clock, ids } = parts;
  const key = new Uint8Array(hkdfSync('sha256', parts.secret, '', `${issuer} tokens`, 32));
  const useOnce = createUseOnce(clock);

  const sign = (grant: Grant, audience: string, seconds: number): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    const { conversation, origin, user } = grant;
    // Clients of the public service read in `user` who they are.
    const said = { conversation, origin, user, sub: user, iss: issuer, aud: audience };
    return new SignJWT({ ...said, jti: ids.next(), iat: now, exp: now + seconds })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .sign(key);
  };

  const verify = async (token: string, audience: string): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['exp', 'sub', 'jti'],
      currentDate: new Date(clock.now()),
    });
    return payload;
  };

  return {
    issue: (grant) => sign(grant, audiences.token, tokenSeconds),
    read: (token) => readWith(() => verify(token, audiences.token)),
    issuePass: (grant) => sign(grant, audiences.pass, passSeconds),
    takePass: async (pass) => {
      const reading = await readWith(() => verify(pass, audiences.pass));
      return reading.ok && !useOnce(reading.id) ? { ok: false, reason: 'invalid' } : reading;
    },
  };
}

type Read =
  | { readonly ok: true; readonly grant: Grant; readonly id: string }
  | { readonly ok: false; readonly reason: 'expired' | 'invalid' };

/** What does not verify is an everyday outcome: tokens end, and strangers try. */
async function readWith(verify: () => Promise<JWTPayload>): Promise<Read> {
  try {
    const read = claims.safeParse(await verify());
    if (!read.success) return { ok: false, reason: 'invalid' };
    const { sub, conversation, origin, jti } = read.data;
    return { ok: true, grant: { conversation, user: sub, origin }, id: jti };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) return { ok: false, reason: 'expired' };
    if (cause instanceof errors.JOSEError) return { ok: false, reason: 'invalid' };
    throw cause;
  }
}

/** Remembers passes for as long as they live; whether one was used for the first time. */
function createUseOnce(clock: Clock): (id: string) => boolean {
  const used = new Map<string, number>();
  return (id) => {
    const now = clock.now();
    for (const [old, until] of used) {
      if (until > now) break;
      used.delete(old);
    }
    if (used.has(id)) return false;
    used.set(id, now + passSeconds * 1000);
    return true;
  };
}
