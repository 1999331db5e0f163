import { AppError } from '../base/app-error.ts';
import { failures } from '../base/failures.ts';
import type { Json } from '../turn/ports.ts';
import type { DoorAnswer } from './door.ts';

/** Seconds after which a caller may try again when the failure may pass by itself. */
const usualWaitSeconds = 2;

/**
 * The answer to a request whose door threw: a code and a sentence for whoever wrote the caller.
 *
 * A refusal says what is wrong with the request. A fault of ours says nothing of its inside: the log
 * has it under the request's id. Two facts are for the caller: `publicCode`, under which a protocol
 * of others knows the refusal, and `retryAfterSeconds`.
 */
export function answerFailure(thrown: unknown, requestId: string): DoorAnswer {
  if (!(thrown instanceof AppError)) return refuse(500, 'BUG', seeLog(requestId));
  const { httpStatus, retryable } = failures[thrown.code];
  const message = httpStatus < 500 ? thrown.message : seeLog(requestId);
  const { publicCode = thrown.code, retryAfterSeconds = usualWaitSeconds } = thrown.facts;
  const answer = refuse(httpStatus, String(publicCode), message);
  const later = retryable && (httpStatus === 503 || httpStatus === 429);
  return later ? { ...answer, headers: { 'Retry-After': String(retryAfterSeconds) } } : answer;
}

/** An answer that says no, in the one shape that all of them have. */
export function refuse(status: number, code: string, message: string): DoorAnswer {
  const body: Json = { error: { code, message } };
  return { status, body };
}

function seeLog(requestId: string): string {
  return `The request failed. The log says why under request ${requestId}.`;
}
