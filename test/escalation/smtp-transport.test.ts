import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpTransport } from '../../src/escalation/smtp-transport.ts';
import { accepted } from './fake-mails.ts';
import { headerOf, readMessage } from './raw-message.ts';
import { closeServers, outgoing, settingsFor, startServer } from './smtp-ground.ts';

afterEach(closeServers);

describe('a mail that a mail server takes', () => {
  it('is accepted and arrives once, from the bot and at the desk', async () => {
    const server = await startServer();
    const transport = createSmtpTransport(settingsFor(server.url));
    expect(await transport.send(outgoing())).toEqual(accepted);
    expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: 'bot@bot.example', to: ['desk@network.example'] },
    ]);
  });

  it('has its headers, each once', async () => {
    const server = await startServer();
    await createSmtpTransport(settingsFor(server.url)).send(outgoing());
    const message = readMessage(server.taken[0]?.source ?? '');
    const expected: Record<string, string> = {
      from: 'bot@bot.example',
      to: 'desk@network.example',
      'reply-to': 'person@hospital.example',
      subject: '[K7-3QF] CPMS access',
      'message-id': '<K7-3QF.unique@bot.example>',
      'auto-submitted': 'auto-generated',
    };
    for (const [name, value] of Object.entries(expected)) {
      expect(headerOf(message, name), name).toEqual([value]);
    }
  });

  it('can be read', async () => {
    const server = await startServer();
    await createSmtpTransport(settingsFor(server.url)).send(outgoing());
    expect(readMessage(server.taken[0]?.source ?? '').text).toBe('Text of K7-3QF\r\n');
  });

  it('is plain text and nothing else', async () => {
    const server = await startServer();
    const text = '<script>alert(1)</script>\n';
    await createSmtpTransport(settingsFor(server.url)).send(outgoing({ text }));
    const message = readMessage(server.taken[0]?.source ?? '');
    expect(headerOf(message, 'content-type')).toEqual(['text/plain; charset=utf-8']);
    expect(message.text).toBe('<script>alert(1)</script>\r\n');
  });

  it('has the same Message-ID at every try', async () => {
    const server = await startServer();
    const transport = createSmtpTransport(settingsFor(server.url));
    await transport.send(outgoing());
    await transport.send(outgoing());
    const ids = server.taken.flatMap(({ source }) => headerOf(readMessage(source), 'message-id'));
    expect(ids).toEqual(['<K7-3QF.unique@bot.example>', '<K7-3QF.unique@bot.example>']);
  });

  it('goes to the address for trials alone, when there is one', async () => {
    const server = await startServer();
    const settings = settingsFor(server.url, { redirectTo: 'trial@operator.example' });
    await createSmtpTransport(settings).send(outgoing());
    expect(server.taken.map(({ to }) => to)).toEqual([['trial@operator.example']]);
  });
});

describe('words arrive whole', () => {
  it.each([
    ['accents', '[K7-3QF] Zugang für Zoë – “fällt aus”', 'Müller’s Gerät: ça coûte 5 €\r\n'],
    ['other writing', '[K7-3QF] доступ 漢字', 'Ελλάδα 漢字 \u{1F600} عربي\r\n'],
    ['a subject that needs several lines', `[K7-3QF] ${'äußerst '.repeat(25)}lang`, 'x\r\n'],
    ['a line that is longer than mail allows', 'long', `${'word '.repeat(600)}end\r\n`],
    ['a line with no space in it', 'long', `${'ü'.repeat(3_000)}\r\n`],
    ['a dot at the beginning of a line', 'dots', 'a\r\n.\r\n..b\r\n.QUIT\r\nc\r\n'],
    ['signs of encodings', '=?utf-8 =C3=A9 ?=', '=C3=A9 =\r\n=20 a\r\n'],
    ['a line that begins with From', 'from', 'From me to you\r\n>From\r\n'],
  ])('with %s', async (_what, subject, text) => {
    const server = await startServer();
    await createSmtpTransport(settingsFor(server.url)).send(outgoing({ subject, text }));
    const message = readMessage(server.taken[0]?.source ?? '');
    expect(headerOf(message, 'subject')).toEqual([subject]);
    expect(message.text).toBe(text);
  });
});

describe('a header of somebody else', () => {
  const names = async (change: Parameters<typeof outgoing>[0]): Promise<string[]> => {
    const server = await startServer();
    await createSmtpTransport(settingsFor(server.url)).send(outgoing(change));
    return readMessage(server.taken[0]?.source ?? '').headers.map(([name]) => name);
  };

  it.each([
    ['the subject', { subject: 'x\r\nBcc: all@network.example\r\n\r\nbody' }],
    ['the address to answer to', { replyTo: 'a@hospital.example\r\nBcc: all@network.example' }],
    ['the Message-ID', { messageId: 'a@bot.example>\r\nBcc: all@network.example' }],
    ['the text', { text: 'Bcc: all@network.example\r\n\r\nBcc: all@network.example' }],
  ])('cannot come in with %s', async (_where, change) => {
    expect((await names(change)).sort()).toEqual((await names({})).sort());
  });
});

describe('a mail that a mail server has', () => {
  it('is out of reach: nothing is taken back or swept', async () => {
    const transport = createSmtpTransport(settingsFor('smtp://127.0.0.1:1'));
    await expect(transport.withdraw('K7-3QF')).resolves.toBeUndefined();
    await expect(transport.sweep(0, 0, () => Promise.resolve(new Set()))).resolves.toBeUndefined();
  });
});
