import { afterEach, describe, expect, it } from 'vitest';
import type { MailOutcome } from '../../src/escalation/mail-retry.ts';
import {
  createSmtpTransport,
  trySmtp,
  withEncryption,
} from '../../src/escalation/smtp-transport.ts';
import { accepted, refused } from './fake-mails.ts';
import {
  closeServers,
  nobodyThere,
  outgoing,
  settingsFor,
  startOddServer,
  startServer,
} from './smtp-ground.ts';

afterEach(closeServers);

const sendTo = (url: string): Promise<MailOutcome> =>
  createSmtpTransport(settingsFor(url)).send(outgoing());

const encrypting = { disabledCommands: [] };

describe('a login', () => {
  it('comes before the mail', async () => {
    const server = await startServer({ login: 'accepted' }, { allowInsecureAuth: true });
    expect(await sendTo(`smtp://bot:p%40ss%2Fword@127.0.0.1:${server.port}`)).toEqual(accepted);
    expect(server.logins).toEqual(['bot p@ss/word']);
    expect(server.taken).toHaveLength(1);
  });

  it('that is refused is for the operator to mend, and the mail waits', async () => {
    const server = await startServer({ login: 'refused' }, { allowInsecureAuth: true });
    const outcome = await sendTo(`smtp://bot:wrong@127.0.0.1:${server.port}`);
    expect(outcome).toEqual(refused('passing', 'EAUTH 535'));
    expect(server.taken).toEqual([]);
  });

  it('does not happen when encryption is wanted and there is none', async () => {
    const server = await startServer({ login: 'accepted' }, { allowInsecureAuth: true });
    const outcome = await sendTo(`smtp://bot:secret@127.0.0.1:${server.port}?requireTLS=true`);
    expect(outcome).toMatchObject({ kind: 'refused', lasts: 'passing' });
    expect(server.logins).toEqual([]);
  });

  it('does not happen in the clear at another address, without anybody asking', async () => {
    const ground = { login: 'accepted', host: '0.0.0.0' } as const;
    const server = await startServer(ground, { allowInsecureAuth: true });
    const outcome = await sendTo(`smtp://bot:secret@127.0.0.2:${server.port}`);
    expect(outcome).toMatchObject({ kind: 'refused', lasts: 'passing' });
    expect(server.logins).toEqual([]);
  });

  it('does not happen under a certificate that nobody vouches for', async () => {
    const server = await startServer({ login: 'accepted' }, encrypting);
    const outcome = await sendTo(`smtp://bot:secret@127.0.0.1:${server.port}?requireTLS=true`);
    expect(outcome).toMatchObject({ kind: 'refused', lasts: 'passing' });
    expect(server.logins).toEqual([]);
  });

  it('happens under encryption when the operator vouches for the certificate', async () => {
    const server = await startServer({ login: 'accepted' }, encrypting);
    const options = 'requireTLS=true&tls.rejectUnauthorized=false';
    expect(await sendTo(`smtp://bot:secret@127.0.0.1:${server.port}?${options}`)).toEqual(accepted);
    expect(server.logins).toEqual(['bot secret']);
  });
});

describe('a password', () => {
  it.each([
    ['to another host', 'smtp://bot:secret@mail.example:587'],
    ['to a host that only begins like this one', 'smtp://bot:secret@localhost.example'],
    ['without a name', 'smtp://:secret@mail.example'],
    ['with other wishes of the operator', 'smtp://bot:secret@mail.example?name=bot.example'],
    ['with a wish that says nothing', 'smtp://bot:secret@mail.example?requireTLS'],
    ['with something after it', 'smtp://bot:secret@mail.example#x'],
    ['that has a question mark', 'smtp://bot:se%3Fcret@mail.example'],
  ])('travels under encryption only: %s', (_what, url) => {
    const server = new URL(withEncryption(url));
    expect(server.searchParams.get('requireTLS')).toBe('true');
    expect(server.password).toBe(new URL(url).password);
    expect(server.host).toBe(new URL(url).host);
  });

  it('keeps the other wishes of the operator', () => {
    const url = withEncryption('smtp://bot:secret@mail.example?tls.rejectUnauthorized=false');
    expect(new URL(url).searchParams.get('tls.rejectUnauthorized')).toBe('false');
  });

  it.each([
    ['on this machine', 'smtp://bot:secret@localhost:25'],
    ['on this machine by number', 'smtp://bot:secret@127.0.0.1:25'],
    ['on this machine by its other number', 'smtp://bot:secret@[::1]:25'],
    ['where the operator says so', 'smtp://bot:secret@mail.example?requireTLS=false'],
  ])('may travel in the clear %s', (_where, url) => {
    expect(withEncryption(url)).toBe(url);
  });

  it('is not asked to be hidden where there is none', () => {
    expect(withEncryption('smtp://mail.example:25')).toBe('smtp://mail.example:25');
  });
});

describe('trying a mail server', () => {
  it('finds nothing wrong with a good one, and sends it nothing', async () => {
    const server = await startServer({ login: 'accepted' }, { allowInsecureAuth: true });
    expect(await trySmtp(settingsFor(`smtp://bot:secret@127.0.0.1:${server.port}`))).toBeNull();
    expect(server.logins).toEqual(['bot secret']);
    expect(server.taken).toEqual([]);
  });

  it('tells of a login that is refused', async () => {
    const server = await startServer({ login: 'refused' }, { allowInsecureAuth: true });
    const url = `smtp://bot:wrong@127.0.0.1:${server.port}`;
    expect(await trySmtp(settingsFor(url))).toBe('EAUTH 535');
  });

  it('tells of a greeting that sends away', async () => {
    const server = await startServer({ greeting: 421 });
    expect(await trySmtp(settingsFor(server.url))).toBe('EPROTOCOL 421');
  });

  it('tells when nobody listens', async () => {
    expect(await trySmtp(settingsFor(await nobodyThere()))).toBe('ESOCKET');
  });

  it('tells when nobody greets', async () => {
    const server = await startOddServer(() => undefined);
    const patience = { connectMs: 100, silentMs: 5_000, wholeMs: 5_000 };
    expect(await trySmtp(settingsFor(server.url, { patience }))).toBe('ETIMEDOUT');
  });

  it('ends when the server talks on and on', async () => {
    const server = await startOddServer((socket) => {
      socket.write('220 odd.example ESMTP\r\n');
      const timer = setInterval(() => socket.write('250-and\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const patience = { connectMs: 5_000, silentMs: 5_000, wholeMs: 200 };
    expect(await trySmtp(settingsFor(server.url, { patience }))).toBe('ETIMEDOUT');
  });
});
