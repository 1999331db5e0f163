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
    {
      slip: 'a language without words',
      find: ', de: "Gestört."',
      put: '',
      rule: 'missing-translation',
      line: 7,
    },
    {
      slip: 'a language that is not spoken',
      find: 'de:',
      put: 'fr:',
      rule: 'unknown-language',
      line: 7,
    },
    {
      slip: 'a network that is none',
      find: 'alpha',
      put: 'alfa',
      rule: 'unknown-network',
      line: 6,
    },
    {
      slip: 'an end before the beginning',
      find: 'until: 2026-11-28T18',
      put: 'until: 2026-11-27T18',
      rule: 'wrong-shape',
      line: 2,
    },
    {
      slip: 'a day in the place of a moment',
      find: 'T18:00:00+01:00',
      put: '',
      rule: 'wrong-shape',
      line: 4,
    },
    { slip: 'a key nobody knows', find: 'stages:', put: 'stage:', rule: 'unknown-key', line: 5 },
    { slip: 'no YAML', find: '"Down."', put: '"Down.', rule: 'syntax', line: 7 },
  ])('are refused for $slip, with the line', ({ find, put, rule, line }) => {
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
