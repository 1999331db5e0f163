/** What the server takes from strangers. */
export interface Limits {
  /** Body of a request, in bytes. */
  readonly body: number;
  /** How much of a body that is too large is read and dropped, so that the answer is still heard. */
  readonly drained: number;
  /** Time for the headers of a request, and for all of it, in milliseconds. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** Silence on a connection during a request, and between two. */
  readonly silenceMs: number;
  readonly keepAliveMs: number;
  readonly connections: number;
  /** Connections that stay open, of these. */
  readonly sockets: number;
  readonly headers: number;
  /** How long requests under way may take to end when the server stops. */
  readonly stopMs: number;
}

/**
 * Limits of an ordinary installation.
 *
 * An activity is a few kilobytes; 256 kB is what Bot Framework channels send at most. A connection is
 * kept a little longer than the minute after which usual proxies drop theirs, so that none of them
 * sends a request into a connection that is being closed.
 */
export const usualLimits: Limits = {
  body: 256 * 1024,
  drained: 4 * 1024 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 120_000,
  keepAliveMs: 65_000,
  connections: 2_000,
  sockets: 1_500,
  headers: 100,
  stopMs: 10_000,
};
