import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { SMTPServer } from 'smtp-server';
import type { OutgoingMail } from '../../src/escalation/mail-transport.ts';
import type { SmtpSettings } from '../../src/escalation/smtp-transport.ts';
import type { Mail } from '../../src/escalation/ticket.ts';
import { mailOf } from './fake-mails.ts';

/** A mail as a server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Every byte of it. */
  readonly source: string;
}

/** A mail server on this machine, and what it took. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Names and passwords that somebody tried to log in with. */
  readonly logins: readonly string[];
}

/** What a server says to a step; null takes it. `never` says nothing at all. */
export interface Answers {
  readonly greeting?: number;
  readonly sender?: number;
  readonly recipient?: number;
  readonly message?: number | 'never';
  readonly login?: 'accepted' | 'refused';
  /** Where it listens. */
  readonly host?: string;
}

const closers: (() => Promise<void>)[] = [];

/** Closes every server that a test began. */
export async function closeServers(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

const saying = (code: number | undefined): Error | null =>
  code === undefined ? null : Object.assign(new Error('No'), { responseCode: code });

/** Starts a real mail server without encryption; it takes every mail unless it is told otherwise. */
export async function startServer(
  answers: Answers = {},
  options: SMTPServerOptions = {},
): Promise<TestServer> {
  const taken: TakenMail[] = [];
  const logins: string[] = [];
  const server = new SMTPServer({
    disabledCommands: answers.login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    closeTimeout: 50,
    // The certificate that comes with it is known to everybody; it says so on every start.
    logger: false,
    onConnect: (_session, callback) => callback(saying(answers.greeting)),
    onMailFrom: (_address, _session, callback) => callback(saying(answers.sender)),
    onRcptTo: (_address, _session, callback) => callback(saying(answers.recipient)),
    onAuth: ({ username, password }, _session, callback) => {
      logins.push(`${username ?? ''} ${password ?? ''}`);
      if (answers.login === 'refused') callback(saying(535));
      else callback(null, { user: username });
    },
    onData: (stream, session, callback) => {
      void receive(stream, session).then((mail) => {
        if (answers.message === 'never') return;
        if (answers.message === undefined) taken.push(mail);
        callback(saying(answers.message));
      });
    },
    ...options,
  });
  // A client that hangs up is no failure of a test.
  server.on('error', () => undefined);
  const port = await listening((listen) => server.listen(0, answers.host ?? '127.0.0.1', listen));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `smtp://127.0.0.1:${port}`, port, taken, logins };
}

async function receive(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<TakenMail> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece);
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    source: Buffer.concat(pieces).toString('latin1'),
  };
}

async function listening(start: (listen: () => void) => Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const server = start(() => resolve(undefined));
  await promise;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server that does with its connections what a test wants. */
export interface OddServer {
  readonly url: string;
  /** Resolves when the other side has let go of a connection. */
  readonly left: Promise<undefined>;
}

/** Starts one; `serve` is given each connection. */
export async function startOddServer(serve: (socket: Socket) => void): Promise<OddServer> {
  const sockets = new Set<Socket>();
  const { promise: left, resolve } = Promise.withResolvers<undefined>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(undefined));
    serve(socket);
    socket.resume();
  });
  const port = await listening((listen) => server.listen(0, '127.0.0.1', listen));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((done) => void server.close(() => done()));
  });
  return { url: `smtp://127.0.0.1:${port}`, left };
}

/** Talks as a mail server does, up to the message; what comes after that is `atData`. */
export function converse(socket: Socket, atData: (piece: string) => void): void {
  let inData = false;
  socket.write('220 odd.example ESMTP\r\n');
  socket.on('data', (bytes) => {
    const piece = bytes.toString('latin1');
    if (inData) {
      atData(piece);
      return;
    }
    for (const line of piece.split('\r\n').filter((it) => it !== '')) {
      inData ||= line.toUpperCase() === 'DATA';
      socket.write(inData ? '354 Go on\r\n' : '250 Fine\r\n');
    }
  });
}

/** The address of a mail server that is not there. */
export async function nobodyThere(): Promise<string> {
  const server = createServer();
  const port = await listening((listen) => server.listen(0, '127.0.0.1', listen));
  await new Promise<void>((done) => void server.close(() => done()));
  return `smtp://127.0.0.1:${port}`;
}

/** How a test reaches a mail server: patient, so that a busy machine makes no difference. */
export function settingsFor(url: string, change: Partial<SmtpSettings> = {}): SmtpSettings {
  const patience = { connectMs: 5_000, silentMs: 5_000, wholeMs: 5_000 };
  return { url, from: 'bot@bot.example', redirectTo: null, patience, ...change };
}

/** A mail on its way to a desk. */
export function outgoing(
  change: Partial<Mail> = {},
  recipient = 'desk@network.example',
): OutgoingMail {
  const { mail, reference } = mailOf(1, { reference: 'K7-3QF' });
  return { mail: { ...mail, ...change }, recipient, reference };
}
