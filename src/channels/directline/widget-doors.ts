import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { ResumeHandles } from '../../turn/ports.ts';
import type { Access } from './access.ts';
import type { ChatRates } from './chat-rates.ts';
import type { Conversations } from './conversations.ts';
import { keyOf } from './conversations.ts';
import type { Tokens } from './tokens.ts';
import { tokenSeconds } from './tokens.ts';
import type { WebAnswer, WebDoor, WebRequest } from './web-door.ts';
import { doorsAt } from './web-door.ts';
import type { WidgetWords } from './widget-words.ts';

/** What the widget's own doors are made of. */
export interface WidgetParts {
  readonly access: Access;
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly handles: ResumeHandles;
  readonly rates: ChatRates;
  readonly words: WidgetWords;
  readonly clock: Clock;
}

/** Seconds after which a browser that was not here has forgotten its conversation. */
const handleSeconds = 30 * 24 * 3600;

/** Doors beside Direct Line that let the widget come back, forget, and speak. */
export function widgetDoors(parts: WidgetParts): readonly WebDoor[] {
  return [
    ...doorsAt('/widget/handles', {
      POST: (request) => keep(parts, request),
      DELETE: (request) => revoke(parts, request),
    }),
    ...doorsAt('/widget/resume', { POST: (request) => resume(parts, request) }),
    ...doorsAt('/widget/forget', { POST: (request) => forget(parts, request) }),
    ...doorsAt('/widget/words/:tag', { GET: (request) => speak(parts, request) }),
  ];
}

/** A handle for the conversation of a token that was made for a page. */
async function keep(parts: WidgetParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  parts.rates.take('posts', request.address, grant.conversation);
  const handle = randomBytes(32).toString('base64url');
  const { origin } = grant;
  const kept =
    origin !== null &&
    (await parts.handles.keep(keyOf(grant.conversation), {
      hash: hashOf(handle),
      user: grant.user,
      origin,
      expiresAt: expiryFrom(parts.clock),
    }));
  if (!kept) return no(409, 'NothingToKeep', 'There is no conversation of a page to come back to');
  return { status: 201, body: { handle, expires_in: handleSeconds } };
}

/** Leads back to a conversation with a new token, on the origin that the handle was made for. */
async function resume(parts: WidgetParts, request: WebRequest): Promise<WebAnswer> {
  parts.rates.take('resumes', request.address);
  const origin = parts.access.allowedOrigin(request);
  const handle = handleIn(request.body);
  const from = { origin, now: parts.clock.now(), expiresAt: expiryFrom(parts.clock) };
  const found = handle === null ? null : await parts.handles.use(hashOf(handle), from);
  if (found === null) return no(404, 'HandleUnknown', 'The handle leads nowhere (any more)');
  const { conversation, user } = found;
  const token = await parts.tokens.issue({ conversation, user, origin });
  return { status: 200, body: { conversationId: conversation, token, expires_in: tokenSeconds } };
}

/** Who has a handle may end it; whether it was one is not told. */
async function revoke(parts: WidgetParts, request: WebRequest): Promise<WebAnswer> {
  parts.rates.take('resumes', request.address);
  const handle = handleIn(request.body);
  if (handle !== null) await parts.handles.revoke(hashOf(handle));
  return { status: 204 };
}

async function forget(parts: WidgetParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  parts.rates.take('posts', request.address, grant.conversation);
  return { status: 200, body: { activities: await parts.conversations.forget(grant) } };
}

function speak({ words }: WidgetParts, request: WebRequest): Promise<WebAnswer> {
  const tag = (request.params['tag'] ?? '').replace(/\.json$/, '');
  const headers = { 'Cache-Control': 'public, max-age=300' };
  return Promise.resolve({ status: 200, headers, body: words(tag) });
}

const handleSchema = z.object({ handle: z.string().regex(/^[\w-]{43}$/) });

/** A handle by its shape; anything else leads nowhere without a look at the database. */
function handleIn(body: unknown): string | null {
  const read = handleSchema.safeParse(body);
  return read.success ? read.data.handle : null;
}

/** What is kept of a handle: who reads the database cannot come back with it. */
function hashOf(handle: string): string {
  return createHash('sha256').update(handle).digest('base64url');
}

function expiryFrom(clock: Clock): number {
  return clock.now() + handleSeconds * 1000;
}

function no(status: number, code: string, message: string): WebAnswer {
  return { status, body: { error: { code, message } } };
}
