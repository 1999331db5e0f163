import { describe, expect, it } from 'vitest';
import { findLeaks } from '../../src/guard/leaks.ts';

function leaksIn(text: string): readonly string[] {
  return findLeaks(text).map(({ start, end }) => text.slice(start, end));
}

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAbc=\n-----END RSA PRIVATE KEY-----';

describe('findLeaks', () => {
  it.each([
    ['a JSON web token', `got {"t":"${jwt}"}`, jwt],
    ['a bearer token', 'Authorization: Bearer abc.DEF-123_456789', 'abc.DEF-123_456789'],
    ['basic credentials', 'authorization: basic amRvZTpBYmMxMjM=', 'amRvZTpBYmMxMjM='],
    ['a private key', `see\n${key}\nthanks`, key],
    [
      'a private key without its end',
      '-----BEGIN PRIVATE KEY-----\nMIIB',
      '-----BEGIN PRIVATE KEY-----\nMIIB',
    ],
    ['a login in an address', 'https://jane:geheim@a.example/x', 'jane:geheim'],
    ['a ticket', 'https://a.example/cas?service=x&ticket=ST-1-abc.', 'service=x&ticket=ST-1-abc'],
    ['a token after a hash', 'https://a.example/#access_token=abc', 'access_token=abc'],
    ['a link without its scheme', 'a.example/cas/reset?token=abc123', 'token=abc123'],
    ['a ticket alone', 'ticket is ST-1200-abcDEF', 'ST-1200-abcDEF'],
    ['a token in a path', 'https://a.example/activate/AbcDef1234567890', 'AbcDef1234567890'],
    ['an issued key', 'use ghp_abcdefghijklmnopqrst0123', 'ghp_abcdefghijklmnopqrst0123'],
  ])('finds %s', (_, text, secret) => {
    expect(leaksIn(text)).toEqual([secret]);
  });

  it.each([
    'https://cpms2.ern-net.eu/?lang=en&a=5#top',
    'https://webgate.ec.europa.eu/cas/eim/external/register.cgi',
    'https://a.example/activate/how-to-activate',
    'bearer of bad news: certificates expired',
    'what is a token?',
    'jane.roe@hospital.example',
    'is it a or b? c=d',
  ])('leaves %s', (text) => {
    expect(leaksIn(text)).toEqual([]);
  });
});
