import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The other side of the outbox: a channel that is called with replies. */
export interface Connector {
  readonly url: string;
  /** Bodies of the replies that it took, in order. */
  readonly heard: readonly string[];
  /** Refuses what comes from now on, or takes it again. */
  readonly refuse: (refuses: boolean) => void;
  /** Calls so far, taken or not. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

/** Starts a channel that takes every reply until it is told to refuse. */
export async function startConnector(): Promise<Connector> {
  const heard: string[] = [];
  let refusing = false;
  let calls = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls += 1;
      if (!refusing) heard.push(body);
      response.writeHead(refusing ? 503 : 201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: String(calls) }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    refuse: (refuses) => {
      refusing = refuses;
    },
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
