import type { Response } from 'restify';
import type { DoorAnswer } from './door.ts';

/**
 * Headers of every answer; a door that serves pages or scripts sets its own in their place.
 *
 * Answers are data for programs: nothing in them may be run, framed, guessed at or kept.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Writes an answer, unless the caller has gone. */
export function sendAnswer(response: Response, answer: DoorAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, headers = {}, body } = answer;
  const bytes = bytesOf(body);
  const json = body !== undefined && !(body instanceof Uint8Array);
  response.sendRaw(status, bytes, {
    ...(json ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
    'Content-Length': String(bytes.length),
    ...headers,
  });
}

function bytesOf(body: DoorAnswer['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
}
