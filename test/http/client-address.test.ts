import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFinder, isRange } from '../../src/http/client-address.ts';
import type { ProxyTrust } from '../../src/http/client-address.ts';

describe('the address that rates count by', () => {
  it('is the peer where no proxy is believed, whatever a header says', () => {
    const find = addressFinder({ kind: 'nobody' });
    expect(find('192.0.2.1', '198.51.100.9')).toBe('192.0.2.1');
    expect(find('::ffff:192.0.2.1', undefined)).toBe('192.0.2.1');
    expect(find(null, '198.51.100.9')).toBeNull();
  });

  it('is told by as many proxies as are believed, from the right', () => {
    const one = addressFinder({ kind: 'count', proxies: 1 });
    const two = addressFinder({ kind: 'count', proxies: 2 });
    const header = '203.0.113.66, 198.51.100.9, 192.0.2.8';
    expect(one('127.0.0.1', header)).toBe('192.0.2.8');
    expect(two('127.0.0.1', header)).toBe('198.51.100.9');
    expect(two('127.0.0.1', '192.0.2.8')).toBe('192.0.2.8');
    expect(two('127.0.0.1', undefined)).toBe('127.0.0.1');
  });

  it('is the first that is no proxy of ours, from the right', () => {
    const find = addressFinder({ kind: 'ranges', ranges: ['10.0.0.0/8', '2001:db8::/32'] });
    expect(find('10.1.1.1', '1.1.1.1, 198.51.100.9, 10.2.2.2')).toBe('198.51.100.9');
    expect(find('2001:db8::1', '198.51.100.9')).toBe('198.51.100.9');
    expect(find('198.51.100.1', '1.1.1.1')).toBe('198.51.100.1');
  });

  it('is not what a caller makes up', () => {
    const find = addressFinder({ kind: 'count', proxies: 3 });
    for (const junk of [
      '',
      ',',
      'unknown',
      '<script>',
      '999.1.1.1',
      ' '.repeat(9_000),
      '1.1.1.1;x',
    ]) {
      expect(find('192.0.2.1', junk)).toBe('192.0.2.1');
    }
    expect(find('192.0.2.1', 'junk, 198.51.100.9')).toBe('198.51.100.9');
    expect(find('192.0.2.1', ['1.1.1.1', '198.51.100.9:4711'])).toBe('1.1.1.1');
    expect(find('192.0.2.1', '[2001:db8::7]:443')).toBe('2001:db8::7');
  });

  it('has one spelling', () => {
    const find = addressFinder({ kind: 'count', proxies: 1 });
    expect(find('127.0.0.1', '2001:0DB8:0::1')).toBe('2001:db8::1');
    expect(find('127.0.0.1', '::FFFF:c000:0201')).toBe('192.0.2.1');
    expect(find('127.0.0.1', '[::ffff:192.0.2.1]:443')).toBe('192.0.2.1');
    expect(find('127.0.0.1', '::ffff:192.0.2.1:443')).toBe('192.0.2.1');
    expect(find('fe80::1%eth0', undefined)).toBe('fe80::1');
  });

  it('is one even when a proxy with a mapped address is the one believed', () => {
    const find = addressFinder({ kind: 'ranges', ranges: ['10.0.0.0/8', '::1'] });
    expect(find('::ffff:10.0.0.1', '198.51.100.9, ::1')).toBe('198.51.100.9');
  });

  it('never fails, and is an address whatever a header holds', () => {
    const trusts: readonly ProxyTrust[] = [
      { kind: 'nobody' },
      { kind: 'count', proxies: 3 },
      { kind: 'ranges', ranges: ['10.0.0.0/8', 'fe80::/10'] },
    ];
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom(',', ', ', '%', '[', ']:1', '::ffff:', 'fe80::1%eth0'),
    );
    const headers = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(headers, fc.constantFrom(...trusts), (header, trust) => {
        expect(isIP(addressFinder(trust)('10.0.0.1', header) ?? '')).not.toBe(0);
      }),
    );
  });

  it.each(['10.0.0.0/8', '192.0.2.1', '::1', '2001:db8::/32'])('is read against %s', (range) => {
    expect(isRange(range)).toBe(true);
  });

  it.each([
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    'host',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '::/129',
    '0.0.0.0/0',
    '::/0',
  ])('is not read against %j', (range) => {
    expect(isRange(range)).toBe(false);
  });
});
