import { AppError } from '../../base/app-error.ts';
import type { Json } from '../../turn/ports.ts';
import type { Access } from './access.ts';
import type { ChatRates } from './chat-rates.ts';
import type { Conversations } from './conversations.ts';
import type { Greeter } from './greeter.ts';
import type { Grant, Tokens } from './tokens.ts';
import { tokenSeconds } from './tokens.ts';
import type { WebAnswer, WebDoor, WebRequest } from './web-door.ts';
import { doorsAt, headerOf } from './web-door.ts';

/** What the doors are made of. */
export interface DirectLineParts {
  readonly access: Access;
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly greeter: Greeter;
  readonly rates: ChatRates;
  /** The address of the server as its clients reach it, without a slash at the end. */
  readonly baseOf: (request: WebRequest) => string;
}

const root = '/v3/directline';

/**
 * Direct Line 3.0: the paths, fields and status codes of the public documentation, so that its
 * unmodified clients work.
 */
export function directLineDoors(parts: DirectLineParts): readonly WebDoor[] {
  return [
    ...doorsAt(`${root}/tokens/generate`, { POST: (request) => generate(parts, request) }),
    ...doorsAt(`${root}/tokens/refresh`, { POST: (request) => refresh(parts, request) }),
    ...doorsAt(`${root}/conversations`, { POST: (request) => begin(parts, request) }),
    ...doorsAt(`${root}/conversations/:id`, { GET: (request) => reconnect(parts, request) }),
    ...doorsAt(`${root}/conversations/:id/activities`, {
      GET: (request) => poll(parts, request),
      POST: (request) => post(parts, request),
    }),
    ...doorsAt(`${root}/conversations/:id/upload`, {
      POST: (request) => upload(parts, request),
    }).map((door) => ({ ...door, ignoresBody: true })),
  ];
}

async function generate(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  parts.rates.take('tokens', request.address);
  const grant = parts.access.grantNew(request, userIn(request.body));
  return { status: 200, body: await opened(parts, grant) };
}

async function refresh(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  return { status: 200, body: await opened(parts, grant) };
}

/** A conversation begins with its first activity; until then it is only a name in a token. */
async function begin(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  const there = await parts.conversations.exists(grant.conversation);
  return { status: there ? 200 : 201, body: await streamed(parts, request, grant) };
}

async function reconnect(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  return { status: 200, body: await streamed(parts, request, grant) };
}

async function poll(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  parts.rates.take('polls', request.address, grant.conversation);
  const place = placeOf(request.query.get('watermark'));
  parts.greeter.expect(grant.conversation, languageOf(headerOf(request, 'accept-language')));
  const { activities, place: end } = await parts.conversations.read(grant, place);
  return { status: 200, body: { activities, watermark: String(end) } };
}

async function post(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  parts.rates.take('posts', request.address, grant.conversation);
  return { status: 200, body: { id: await parts.conversations.post(grant, request.body) } };
}

/** Files may show patients. The bot says so in words; the bytes are not even read. */
async function upload(parts: DirectLineParts, request: WebRequest): Promise<WebAnswer> {
  const grant = await parts.access.admit(request);
  parts.rates.take('posts', request.address, grant.conversation);
  const attached: Json = { type: 'message', attachments: [{}] };
  return { status: 200, body: { id: await parts.conversations.post(grant, attached) } };
}

async function opened({ tokens }: DirectLineParts, grant: Grant): Promise<Opened> {
  return {
    conversationId: grant.conversation,
    token: await tokens.issue(grant),
    expires_in: tokenSeconds,
  };
}

type Opened = Readonly<Record<'conversationId' | 'token', string> & Record<'expires_in', number>>;

async function streamed(
  parts: DirectLineParts,
  request: WebRequest,
  grant: Grant,
): Promise<Readonly<Record<string, Json>>> {
  const watermark = request.query.get('watermark') ?? '-';
  placeOf(watermark);
  const pass = await parts.tokens.issuePass(grant);
  const query = new URLSearchParams({ watermark, t: pass });
  const base = parts.baseOf(request).replace(/^http/, 'ws');
  const path = `${root}/conversations/${grant.conversation}/stream`;
  return {
    ...(await opened(parts, grant)),
    streamUrl: `${base}${path}?${query.toString()}`,
    referenceGrammarId: '',
  };
}

/**
 * The place that a watermark names; the beginning where there is none.
 * @throws AppError REQUEST_REFUSED for what was never a watermark.
 */
export function placeOf(watermark: string | null): number {
  if (watermark === null || watermark === '' || watermark === '-') return 0;
  if (/^\d{1,15}$/.test(watermark)) return Number(watermark);
  throw new AppError('REQUEST_REFUSED', 'That is no watermark', { publicCode: 'BadArgument' });
}

/** The language that a browser asks for first. */
export function languageOf(accepted: string | null): string | null {
  return /^\s*([a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3})/i.exec(accepted ?? '')?.[1] ?? null;
}

/** The person's id as a server that shows the secret names it. */
function userIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('user' in body)) return null;
  const { user } = body;
  if (typeof user !== 'object' || user === null || !('id' in user)) return null;
  return typeof user.id === 'string' && /^[\w.@:-]{1,100}$/.test(user.id) ? user.id : null;
}
