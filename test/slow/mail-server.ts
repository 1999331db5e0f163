import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** A mail as it reached the server. */
export interface OfferedMail {
  readonly to: readonly string[];
  readonly messageId: string;
  /** Headers and text, decoded, each on one line. */
  readonly source: string;
}

/** A real mail server on this machine. */
export interface MailServer {
  readonly url: string;
  /** What it has answered with "taken". */
  readonly taken: readonly OfferedMail[];
  /** Every message that reached it whole, those that it refused included. */
  readonly offered: readonly OfferedMail[];
  /** Messages that were begun, taken or not. */
  readonly begun: () => number;
  readonly close: () => Promise<void>;
}

/** What the server says to a whole message: null takes it, a code refuses it. */
export type Verdict = () => number | null | Promise<number | null>;

/** Starts a mail server that takes every mail, or asks about each. */
export async function startMailServer(verdict: Verdict = () => null): Promise<MailServer> {
  const taken: OfferedMail[] = [];
  const offered: OfferedMail[] = [];
  let begun = 0;
  const receive = async (
    stream: SMTPServerDataStream,
    { envelope }: SMTPServerSession,
  ): Promise<number | null> => {
    begun += 1;
    const source = decoded(await text(stream));
    const to = envelope.rcptTo.map(({ address }) => address);
    const [, messageId = ''] = /^message-id: <([^>]+)>/im.exec(source) ?? [];
    const mail = { to, messageId, source };
    offered.push(mail);
    const code = await verdict();
    if (code === null) taken.push(mail);
    return code;
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, callback) => {
      // A client that left in the middle of its message waits for no answer.
      void receive(stream, session).then(
        (code) => callback(code === null ? null : refusal(code)),
        () => undefined,
      );
    },
  });
  // A client that was killed is no failure of the server.
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    taken,
    offered,
    begun: () => begun,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(code: number): Error {
  return Object.assign(new Error('Not now'), { responseCode: code });
}

/** A message with its headers and lines unfolded and its letters decoded, to look for words in it. */
export function decoded(source: string): string {
  return source
    .replace(/=\r\n/g, '')
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll('=', ''), 'hex').toString(),
    );
}

/** The address of a mail server that is not there. */
export async function nobodyListens(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return `smtp://127.0.0.1:${String(port)}`;
}
