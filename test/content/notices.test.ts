import { describe, expect, it } from 'vitest';
import { readNotices } from '../../src/content/notices.ts';
import { readContent } from '../../src/content/read-content.ts';
import { concerns, holdsAt } from '../../src/knowledge/notice.ts';

const ground = { tags: ['en', 'de'], networks: ['alpha'] };

const whole = `notices:
  - id: login-down
    from: 2026-11-28T09:10:00+01:00
    until: 2026-11-28T18:00:00+01:00
    stages: [account]
    networks: [alpha]
    text: { en: "Down.", de: "Gestört." }
`;

const [notice] = readNotices(whole, ground).notices;

describe('the notices of the operator', () => {
  it('are read with their times, and hold from the first to the last moment', () => {
    expect(readNotices(whole, ground).mistakes).toEqual([]);
    expect(notice).toMatchObject({ id: 'login-down', stages: ['account'], networks: ['alpha'] });
    const at = (time: string): boolean =>
      notice !== undefined && holdsAt(notice, Date.parse(`2026-11-28T${time}Z`));
    expect([at('08:09:59'), at('08:10:00'), at('16:59:59'), at('17:00:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['account', 'alpha', true],
    ['approval', 'alpha', false],
    ['account', 'beta', false],
    [null, null, true],
  ] as const)('concern someone at %s in %s: %s', (stage, network, concerned) => {
    expect(notice !== undefined && concerns(notice, stage, network)).toBe(concerned);
  });

  it.each([
    ['a language without words', ', de: "Gestört."', '', 'missing-translation', 7],
    ['a language that is not spoken', 'de:', 'fr:', 'unknown-language', 7],
    ['a network that is none', 'alpha', 'alfa', 'unknown-network', 6],
    [
      'an end before the beginning',
      'until: 2026-11-28T18',
      'until: 2026-11-27T18',
      'wrong-shape',
      2,
    ],
    ['a day in the place of a moment', 'T18:00:00+01:00', '', 'wrong-shape', 4],
    ['a key nobody knows', 'stages:', 'stage:', 'unknown-key', 5],
    ['no YAML', '"Down."', '"Down.', 'syntax', 7],
  ] as const)('are refused for %s, with the line', (_, ...broken) => {
    const [find, put, rule, line] = broken;
    const { notices, mistakes } = readNotices(whole.replace(find, put), ground);
    expect(notices).toEqual([]);
    expect(mistakes.map((it) => [it.rule, it.file, it.line])).toContainEqual([
      rule,
      'knowledge/notice.yaml',
      line,
    ]);
  });

  it('are refused when two have one id', () => {
    const twice = whole + whole.slice('notices:\n'.length);
    expect(readNotices(twice, ground).mistakes.map(({ rule }) => rule)).toEqual(['repeated-id']);
  });

  it('of the project itself are checked with the rest of its content', () => {
    const now = Date.parse('2026-11-28T00:00:00Z');
    expect(readContent(process.cwd(), { now }).ok).toBe(true);
    const broken = readContent(process.cwd(), { now, notices: 'notices: [{ id: x }]' });
    expect(broken.ok).toBe(false);
  });
});
