import type { Logger } from '../observe/logger.ts';
import type { Json } from '../turn/ports.ts';

/** A request as a door sees it: read, bounded, and without the machinery of the server. */
export interface DoorRequest {
  /** Stands in the log, in the answer's `X-Request-Id` and in the answer to a fault. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parts of the path that the door's pattern names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Address at the other end of the connection; that of a proxy when there is one. */
  readonly peer: string | null;
  /** Address that rates count by: the caller's own, as far as proxies are trusted to tell it. */
  readonly address: string | null;
  /** The parsed JSON of the body; undefined when there is none. */
  readonly body: unknown;
  readonly log: Logger;
}

/** What a door answers. Bytes need a `Content-Type` among the headers; anything else is JSON. */
export interface DoorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json | Uint8Array;
}

/**
 * One method at one path.
 *
 * Doors are values so that the composition root can list them, print them and leave them out. A door
 * that fails throws; the server turns that into an answer.
 */
export interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** A pattern of the router: `/v3/directline/conversations/:id`. */
  readonly path: string;
  readonly handle: (request: DoorRequest) => Promise<DoorAnswer>;
  /** Whether what is sent along stays unread: for files, which the bot does not take. */
  readonly ignoresBody?: boolean;
  /** Headers of every answer of this door, refusals included: without them pages cannot read a refusal. */
  readonly cors?: () => Readonly<Record<string, string>>;
}
