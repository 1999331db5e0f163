import type { IncomingMessage } from 'node:http';
import { AppError } from '../base/app-error.ts';
import type { Limits } from './limits.ts';

/**
 * The JSON of a request's body; undefined when the body is empty.
 *
 * A body that is not declared as JSON is refused whatever it holds: a web page can make a browser send
 * one to a bot on its visitor's machine, without asking the bot first.
 * @throws AppError REQUEST_TOO_LARGE above the limit, REQUEST_REFUSED for what is not JSON.
 */
export async function readJson(request: IncomingMessage, limits: Limits): Promise<unknown> {
  const bytes = await readBytes(request, limits);
  if (bytes.length === 0) return undefined;
  if (!declaresJson(request)) {
    throw new AppError('REQUEST_REFUSED', 'Send JSON with Content-Type: application/json');
  }
  return parseJson(bytes);
}

/** Reads on after the limit, up to a second one: who is still sending does not hear an answer. */
async function readBytes(request: IncomingMessage, limits: Limits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > limits.drained) break;
    if (length <= limits.body) chunks.push(bytes);
  }
  if (length > limits.body) {
    throw new AppError('REQUEST_TOO_LARGE', `A body has at most ${limits.body} bytes`, {
      limit: limits.body,
      rest: length > limits.drained,
    });
  }
  return Buffer.concat(chunks);
}

function declaresJson(request: IncomingMessage): boolean {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  return /^application\/(?:[\w.-]+\+)?json$/i.test(type.trim()) && encoding === 'identity';
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('REQUEST_REFUSED', 'The body is not JSON', {}, cause);
  }
}
