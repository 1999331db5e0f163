import type { Request, Response } from 'restify';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { describeFailure } from '../observe/describe-failure.ts';
import type { Logger } from '../observe/logger.ts';
import { answerFailure } from './answer-failure.ts';
import type { AddressFinder } from './client-address.ts';
import type { Door, DoorAnswer, DoorRequest } from './door.ts';
import type { Limits } from './limits.ts';
import { readJson } from './read-json.ts';
import { sendAnswer } from './send-answer.ts';

/** What serving a door takes. */
export interface ServingParts {
  readonly log: Logger;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly addressOf: AddressFinder;
}

/**
 * A door as restify calls it: reads the request, asks the door, writes the answer.
 *
 * This is the HTTP edge, the one place where what a door throws is caught.
 */
export function serveDoor(
  door: Door,
  { log, clock, limits, addressOf }: ServingParts,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const id = String(response.getHeader('X-Request-Id'));
    const ofRequest = log.child({ request: id, door: `${door.method} ${door.path}` });
    const begun = clock.now();
    const address = addressOf(peerOf(request), request.headers['x-forwarded-for']);
    const answer = await ask(door, request, limits, { id, log: ofRequest, address });
    sendAnswer(response, withHeaders(door, answer));
    ofRequest.debug('request.answered', { status: answer.status, ms: clock.now() - begun });
  };
}

/** Methods whose requests have no body that anybody reads. */
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What is known of a request before it is read. */
type Known = Pick<DoorRequest, 'id' | 'log' | 'address'>;

function peerOf({ socket }: Request): string | null {
  return socket.remoteAddress ?? null;
}

function withHeaders({ cors }: Door, answer: DoorAnswer): DoorAnswer {
  return cors === undefined ? answer : { ...answer, headers: { ...cors(), ...answer.headers } };
}

async function ask(
  door: Door,
  request: Request,
  limits: Limits,
  known: Known,
): Promise<DoorAnswer> {
  try {
    const unread = door.ignoresBody === true;
    const bodiless = unread || withoutBody.has(request.method ?? '');
    const body = bodiless ? undefined : await readJson(request, limits);
    const answer = await door.handle(asDoorRequest(request, body, known));
    return unread ? closing(answer) : answer;
  } catch (cause) {
    const answer = answerFailure(cause, known.id);
    const { at, ...facts } = describeFailure(cause);
    const { status } = answer;
    if (request.readableAborted) known.log.info('request.abandoned');
    else if (status < 500) known.log.info('request.refused', { status, ...facts });
    else known.log.error('request.failed', { status, ...facts, at });
    return unreadRest(cause) ? closing(answer) : answer;
  }
}

function asDoorRequest(request: Request, body: unknown, known: Known): DoorRequest {
  return {
    ...known,
    headers: request.headers,
    params: pathParams(request),
    query: new URLSearchParams((request.url ?? '').split('?').slice(1).join('?')),
    peer: peerOf(request),
    body,
  };
}

/** The router's finds; its type leaves open what they are. */
function pathParams(request: Request): Record<string, string> {
  const params: unknown = request.params;
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(
    Object.entries(params).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** A body that was not read to its end leaves the connection unusable for another request. */
function unreadRest(cause: unknown): boolean {
  return cause instanceof AppError && cause.facts['rest'] === true;
}

function closing(answer: DoorAnswer): DoorAnswer {
  return { ...answer, headers: { ...answer.headers, Connection: 'close' } };
}
