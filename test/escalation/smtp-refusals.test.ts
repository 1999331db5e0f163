import { afterEach, describe, expect, it } from 'vitest';
import type { MailOutcome } from '../../src/escalation/mail-retry.ts';
import type { SmtpSettings } from '../../src/escalation/smtp-transport.ts';
import { createSmtpTransport } from '../../src/escalation/smtp-transport.ts';
import { refused } from './fake-mails.ts';
import type { Answers } from './smtp-ground.ts';
import {
  closeServers,
  converse,
  nobodyThere,
  outgoing,
  settingsFor,
  startOddServer,
  startServer,
} from './smtp-ground.ts';

afterEach(closeServers);

const sendTo = (url: string, change: Partial<SmtpSettings> = {}): Promise<MailOutcome> =>
  createSmtpTransport(settingsFor(url, change)).send(outgoing());

/** Longer than a test may take, but for what it is about. */
const patience = (change: Partial<NonNullable<SmtpSettings['patience']>>) => ({
  patience: { connectMs: 60_000, silentMs: 60_000, wholeMs: 60_000, ...change },
});

describe('a refusal by its code', () => {
  it.each<[string, Answers, MailOutcome]>([
    ['a recipient that is not there', { recipient: 550 }, refused('final', 'EENVELOPE 550')],
    ['a recipient who moved', { recipient: 551 }, refused('final', 'EENVELOPE 551')],
    ['a recipient who is not ready', { recipient: 451 }, refused('passing', 'EENVELOPE 451')],
    ['a full mailbox', { recipient: 452 }, refused('passing', 'EENVELOPE 452')],
    ['a message that is not wanted', { message: 554 }, refused('final', 'EMESSAGE 554')],
    ['a message that has to wait', { message: 451 }, refused('passing', 'EMESSAGE 451')],
    ['a step that was missed', { recipient: 503 }, refused('passing', 'EENVELOPE 503')],
    ['a login that is wanted', { recipient: 530 }, refused('passing', 'EENVELOPE 530')],
    ['a sender that is not allowed', { sender: 553 }, refused('passing', 'EENVELOPE 553')],
    ['a server that is busy', { greeting: 421 }, refused('passing', 'EPROTOCOL 421')],
    ['a server that serves nobody', { greeting: 554 }, refused('passing', 'EPROTOCOL 554')],
  ])('is told for %s', async (_what, answers, outcome) => {
    const server = await startServer(answers);
    expect(await sendTo(server.url)).toEqual(outcome);
    expect(server.taken).toEqual([]);
  });

  it.each(['', 'nobody', ' ', '@'])('is for good with a recipient like %j', async (recipient) => {
    const server = await startServer();
    const transport = createSmtpTransport(settingsFor(server.url));
    expect(await transport.send(outgoing({}, recipient))).toMatchObject({
      kind: 'refused',
      lasts: 'final',
    });
  });

  it('tells codes and never the words of the server, which may name people', async () => {
    const server = await startOddServer((socket) => {
      socket.write('554 desk@network.example is not wanted\r\n');
    });
    expect(await sendTo(server.url)).toEqual(refused('passing', 'EPROTOCOL 554'));
  });
});

describe('a mail server that cannot be talked to', () => {
  it('is waited for when nobody listens', async () => {
    expect(await sendTo(await nobodyThere())).toEqual(refused('passing', 'ESOCKET'));
  });

  it('is an outcome, not an exception, even when its address is none', async () => {
    const outcome = await sendTo('smtp://127.0.0.1:0x/');
    expect(outcome).toMatchObject({ kind: 'refused', lasts: 'passing' });
  });

  it('is left when it takes the connection and never greets', async () => {
    const server = await startOddServer(() => undefined);
    const outcome = await sendTo(server.url, patience({ connectMs: 100 }));
    expect(outcome).toEqual(refused('passing', 'ETIMEDOUT'));
    await server.left;
  });

  it('is left when it says nothing to the whole message', async () => {
    const server = await startServer({ message: 'never' });
    const outcome = await sendTo(server.url, patience({ silentMs: 100 }));
    expect(outcome).toEqual(refused('passing', 'ETIMEDOUT'));
  });

  it('is left when it hangs up in the middle of the message', async () => {
    const server = await startOddServer((socket) => converse(socket, () => socket.destroy()));
    expect(await sendTo(server.url)).toMatchObject(refused('passing', 'ECONNECTION'));
  });

  it('is left when it hangs up before it greets', async () => {
    const server = await startOddServer((socket) => socket.destroy());
    expect(await sendTo(server.url)).toMatchObject({ kind: 'refused', lasts: 'passing' });
  });

  it('is left when it speaks something else', async () => {
    const server = await startOddServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n'));
    expect(await sendTo(server.url)).toEqual(refused('passing', 'EPROTOCOL'));
  });

  it('is left with its connection when it talks on and on', async () => {
    const server = await startOddServer((socket) => {
      socket.write('220 odd.example ESMTP\r\n');
      const timer = setInterval(() => socket.write('250-and\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const outcome = await sendTo(server.url, patience({ wholeMs: 200 }));
    expect(outcome).toEqual(refused('passing', 'ETIMEDOUT'));
    await server.left;
  });
});
