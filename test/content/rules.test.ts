import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/content/rules.ts';
import { baseDay, brokenCases, readPatched } from '../support/content-fixture.ts';

const fixtures = `${import.meta.dirname}/../fixtures/content`;
const names = Object.keys(rules);

describe('the rules for content', () => {
  it('have a broken fixture each, and no fixture is left without its rule', () => {
    const folders = readdirSync(fixtures).filter((name) => name !== 'base');
    expect(folders.sort()).toEqual([...names].sort());
    expect(names.filter((name) => !existsSync(`${fixtures}/${name}/cases.yaml`))).toEqual([]);
  });

  it('are more than the thirty defects that a validator has to catch', () => {
    expect(names.length).toBeGreaterThan(30);
  });
});

describe.each(names)('%s', (rule) => {
  it.each(brokenCases(rule))('bites on $case, and no other rule does', (broken) => {
    const now = broken.now === undefined ? baseDay : Date.parse(broken.now);
    const reading = readPatched(broken.change, now);
    const found = reading.ok ? reading.warnings : reading.mistakes;

    expect(new Set(found.map((it) => it.rule))).toEqual(new Set([rule]));
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(broken.bites);
    const told = found.map(({ message, remedy }) => `${message} ${remedy}`).join('\n');
    expect(told).toContain(broken.remedy ?? '');
  });
});
