import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { admitAnonymous, isLoopback } from '../../../src/channels/botframework/anonymous-caller.ts';

/** What happens to a caller without a token while the bot has no credentials. */
function outcome(
  peer: string | null,
  headers: Record<string, string> = {},
  publicUrl?: string,
): string {
  try {
    admitAnonymous({ peer, headers }, publicUrl);
    return 'let in';
  } catch (cause) {
    return cause instanceof AppError ? cause.code : String(cause);
  }
}

describe('without credentials', () => {
  it.each([
    ['from this machine', '127.0.0.1', {}, undefined],
    ['from this machine by IPv6', '::1', {}, undefined],
    ['from this machine in the longer form', '::ffff:127.0.0.1', {}, undefined],
    ['asking for localhost', '127.0.0.1', { host: 'localhost:3978' }, undefined],
    ['asking for 127.0.0.1', '127.0.0.1', { host: '127.0.0.1:3978' }, undefined],
    ['asking for [::1]', '::1', { host: '[::1]:3978' }, undefined],
    ['when the public address is this machine', '127.0.0.1', {}, 'http://localhost:3978'],
  ])('a caller is let in %s', (_how, peer, headers, publicUrl) => {
    expect(outcome(peer, headers, publicUrl)).toBe('let in');
  });

  it.each([
    ['from the network', '192.168.1.7', {}, undefined],
    ['from the web', '203.0.113.9', {}, undefined],
    ['from the network by IPv6', '2001:db8::7', {}, undefined],
    ['from nowhere', null, {}, undefined],
    ['through a proxy', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, undefined],
    ['through a proxy that tells the host', '127.0.0.1', { 'x-forwarded-host': 'a' }, undefined],
    [
      'through a proxy that tells the protocol',
      '127.0.0.1',
      { 'x-forwarded-proto': '' },
      undefined,
    ],
    ['through a proxy of the newer kind', '127.0.0.1', { forwarded: 'for=127.0.0.1' }, undefined],
    ['asking for a name of their own', '127.0.0.1', { host: 'evil.test:3978' }, undefined],
    [
      'asking for a name that begins right',
      '127.0.0.1',
      { host: 'localhost.evil.test' },
      undefined,
    ],
    ['asking for what is no host', '127.0.0.1', { host: 'a b' }, undefined],
    ['when the bot is on the web', '127.0.0.1', {}, 'https://bot.example.eu'],
  ])('a caller is turned away %s', (_how, peer, headers, publicUrl) => {
    expect(outcome(peer, headers, publicUrl)).toBe('UNAUTHENTICATED');
  });
});

it.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

it.each([
  '',
  '0.0.0.0',
  '127.0.0.1.evil.test',
  '1127.0.0.1',
  '::',
  'localhost.evil.test',
  '10.0.0.1',
])('"%s" is not this machine', (host) => {
  expect(isLoopback(host)).toBe(false);
});
