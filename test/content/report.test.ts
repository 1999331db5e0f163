import { describe, expect, it } from 'vitest';
import { inOrder, mistake } from '../../src/content/mistake.ts';
import { reportMistakes } from '../../src/content/report.ts';

const spot = { file: 'dialogs/start.yaml', line: 7 };
const wrong = mistake('unknown-state', spot, 'There is no state "a".', 'Add it.');
const late = mistake('stale-review', spot, '"a" is late.', 'Read it.');

describe('reportMistakes', () => {
  it('says where, which rule, what is wrong, why, and what to do', () => {
    expect(reportMistakes([wrong, late])).toMatchInlineSnapshot(`
      "dialogs/start.yaml:7  unknown-state
        There is no state "a".
        A press would lead nowhere.
        Add it.

      dialogs/start.yaml:7  stale-review (warning)
        "a" is late.
        The answer may no longer be true.
        Read it.

      1 mistake, 1 warning."
    `);
  });

  it('says so when there is nothing to say', () => {
    expect(reportMistakes([])).toBe('No mistakes, no warnings.');
  });
});

describe('inOrder', () => {
  it('goes by file, line and rule, and tells nothing twice', () => {
    const first = { ...wrong, line: 2 };
    const other = { ...wrong, file: 'a.yaml', line: 9 };
    expect(inOrder([late, wrong, wrong, first, other])).toEqual([other, first, late, wrong]);
  });
});
