import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/escalation/mail-transport.ts';
import { messageOf, oneLine } from '../../src/escalation/mail-transport.ts';
import type { Mail } from '../../src/escalation/ticket.ts';

const mail: Mail = {
  messageId: 'k7-3qf.unique@bot.example',
  replyTo: 'person@hospital.example',
  subject: '[K7-3QF] CPMS access',
  text: 'First line\nsecond line\n',
};

function messageWith(
  change: Partial<Mail> = {},
  given: { readonly recipient?: string; readonly redirectTo?: string } = {},
): Message {
  const recipient = given.recipient ?? 'desk@network.example';
  return messageOf(
    { mail: { ...mail, ...change }, recipient, reference: 'K7-3QF' },
    { from: 'bot@bot.example', redirectTo: given.redirectTo ?? null },
  );
}

describe('a message', () => {
  it('is from the bot, for the desk, and answered to the person', () => {
    expect(messageWith()).toMatchObject({
      from: 'bot@bot.example',
      to: 'desk@network.example',
      replyTo: 'person@hospital.example',
    });
  });

  it('has the subject and the text of the mail', () => {
    expect(messageWith()).toMatchObject({ subject: mail.subject, text: mail.text });
  });

  it('has the Message-ID of the mail, in angle brackets', () => {
    expect(messageWith().messageId).toBe('<k7-3qf.unique@bot.example>');
  });

  it('says that it was written by a machine, so that no machine answers', () => {
    expect(messageWith().headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    });
  });
});

describe('a trial', () => {
  it('goes to the one address and nowhere else', () => {
    const message = messageWith({}, { redirectTo: 'trial@operator.example' });
    expect(message.to).toBe('trial@operator.example');
    expect(message).not.toHaveProperty('cc');
    expect(message).not.toHaveProperty('bcc');
  });

  it('names the desk that it was for', () => {
    const { headers } = messageWith({}, { redirectTo: 'trial@operator.example' });
    expect(headers['X-Redirected-From']).toBe('desk@network.example');
  });
});

describe('a line break ends no header', () => {
  const breaks = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\0'];

  it.each(breaks)('in the subject: %j', (end) => {
    const subject = `Help${end}Bcc: all@network.example`;
    expect(messageWith({ subject }).subject).toBe('Help Bcc: all@network.example');
  });

  it.each(breaks)('in the address to answer to: %j', (end) => {
    const replyTo = `person@hospital.example${end}Bcc: all@network.example`;
    expect(messageWith({ replyTo }).replyTo).toBe(
      'person@hospital.example Bcc: all@network.example',
    );
  });

  it.each(breaks)('in the Message-ID: %j', (end) => {
    const messageId = `a@bot.example>${end}X: <b`;
    expect(messageWith({ messageId }).messageId).toBe('<a@bot.example> X: <b>');
  });

  it.each(breaks)('in the desk that a trial names: %j', (end) => {
    const { headers } = messageWith(
      {},
      { recipient: `desk@network.example${end}X: y`, redirectTo: 'trial@operator.example' },
    );
    expect(headers['X-Redirected-From']).toBe('desk@network.example X: y');
  });
});

describe('one line', () => {
  it.each([
    ['plain words', 'plain words'],
    ['  spaces around  ', 'spaces around'],
    ['tab\tand\r\n\r\nbreaks', 'tab and breaks'],
    ['\n', ''],
    ['Zoë – Çà 漢字', 'Zoë – Çà 漢字'],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});
