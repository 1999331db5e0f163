import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/guard/finding.ts';
import { hideFindings, maskText, settleFindings } from '../../src/guard/masks.ts';

const text = 'one two three four';

describe('settleFindings', () => {
  it.each<[string, readonly Finding[], readonly Finding[]]>([
    [
      'puts findings in order',
      [
        { kind: 'code', start: 8, end: 13 },
        { kind: 'phone', start: 0, end: 3 },
      ],
      [
        { kind: 'phone', start: 0, end: 3 },
        { kind: 'code', start: 8, end: 13 },
      ],
    ],
    [
      'lets a password cut a case in two, and keeps the space between',
      [
        { kind: 'case-narrative', start: 0, end: 18 },
        { kind: 'password', start: 4, end: 7 },
      ],
      [
        { kind: 'case-narrative', start: 0, end: 3 },
        { kind: 'password', start: 4, end: 7 },
        { kind: 'case-narrative', start: 8, end: 18 },
      ],
    ],
    [
      'lets a case swallow a name',
      [
        { kind: 'patient-name', start: 4, end: 7 },
        { kind: 'case-narrative', start: 0, end: 18 },
      ],
      [{ kind: 'case-narrative', start: 0, end: 18 }],
    ],
    [
      'makes one of two of a kind that overlap',
      [
        { kind: 'code', start: 0, end: 5 },
        { kind: 'code', start: 4, end: 7 },
      ],
      [{ kind: 'code', start: 0, end: 7 }],
    ],
  ])('%s', (_, found, settled) => {
    expect(settleFindings(text, found)).toEqual(settled);
  });
});

describe('maskText and hideFindings', () => {
  const masks: readonly Finding[] = [
    { kind: 'code', start: 4, end: 7 },
    { kind: 'phone', start: 14, end: 18 },
  ];

  it('put masks in place of findings', () => {
    expect(maskText(text, masks)).toBe('one ⟦code⟧ three ⟦phone⟧');
    expect(hideFindings(text, masks).text).toBe('one [code] three [phone]');
  });

  it('lead back from the masked text, taking in whole masks', () => {
    const { back } = hideFindings(text, masks);
    expect(back({ kind: 'password', start: 11, end: 16 })).toEqual({
      kind: 'password',
      start: 8,
      end: 13,
    });
    expect(back({ kind: 'password', start: 6, end: 16 })).toEqual({
      kind: 'password',
      start: 4,
      end: 13,
    });
  });
});
