import { describe, expect, it } from 'vitest';
import { originPolicy } from '../../../src/channels/directline/origins.ts';

describe('origins on a list', () => {
  const allows = originPolicy(['https://allowed.example', 'https://second.example:8443'], null);

  it.each(['https://allowed.example', 'https://second.example:8443'])('let %s in', (origin) => {
    expect(allows(origin)).toBe(true);
  });

  it.each([
    ['a suffix', 'https://allowed.example.attacker.test'],
    ['a prefix', 'https://notallowed.example'],
    ['a sub-domain', 'https://sub.allowed.example'],
    ['the domain above', 'https://example'],
    ['another port', 'https://allowed.example:444'],
    ['the usual port written out', 'https://allowed.example:443'],
    ['a missing port', 'https://second.example'],
    ['another scheme', 'http://allowed.example'],
    ['null', 'null'],
    ['nothing', ''],
    ['a name before the host', 'https://allowed.example@attacker.test'],
    ['a password before the host', 'https://x:y@allowed.example'],
    ['a repeated header', 'https://allowed.example, https://allowed.example'],
    ['upper case', 'https://ALLOWED.example'],
    ['a trailing dot', 'https://allowed.example.'],
    ['a path', 'https://allowed.example/'],
    ['a space', ' https://allowed.example'],
    ['this machine, which is not on the list', 'http://localhost:3000'],
  ])('refuse %s', (_, origin) => {
    expect(allows(origin)).toBe(false);
  });
});

describe('origins without a list', () => {
  const allows = originPolicy(undefined, 'https://bot.example');

  it.each([
    'https://bot.example',
    'http://localhost',
    'http://localhost:3978',
    'http://127.0.0.1:8080',
    'http://[::1]:5000',
  ])('let %s in', (origin) => {
    expect(allows(origin)).toBe(true);
  });

  it.each([
    'https://ern.example',
    'http://localhost.attacker.test',
    'http://localhost:3978.attacker.test',
    'http://127.0.0.1.attacker.test',
    'http://attacker.test#localhost',
    'http://notlocalhost',
    'http://localhost:',
    'http://localhost:123456',
    'http://localhost:80\n',
    'null',
  ])('refuse %s', (origin) => {
    expect(allows(origin)).toBe(false);
  });
});
