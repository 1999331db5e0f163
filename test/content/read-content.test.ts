import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent, readContent } from '../../src/content/read-content.ts';
import type { ContentReading } from '../../src/content/read-content.ts';
import { fingerprintOf } from '../../src/content/folder.ts';
import { baseContent, baseDay, patched, readPatched } from '../support/content-fixture.ts';

const start = 'dialogs/start.yaml';
const english = 'locales/en/start.yaml';

function rulesOf(reading: ContentReading): string[] {
  return reading.ok ? [] : reading.mistakes.map(({ rule }) => rule);
}

describe('checkContent', () => {
  it('finds nothing wrong with the base of the fixtures', () => {
    const reading = readPatched([]);
    expect(reading.ok ? reading.warnings : reading.mistakes).toEqual([]);
    expect(reading.ok).toBe(true);
  });

  it('tells every mistake at once, by file and line', () => {
    const reading = readPatched([
      { file: english, find: '"Is it sent?"', put: '"Is it sent!"' },
      { file: english, find: '"Hello. Where are you?"', put: '"Hello! Where are you?"' },
      { file: start, find: 'question: ask-away', put: 'question: ask-awy' },
      { file: 'knowledge/links.yaml', find: 'guide-one', put: 'guide-on' },
      { file: 'knowledge/en/synonyms.yaml', find: 'groups', put: 'group' },
    ]);
    expect(
      reading.ok ? [] : reading.mistakes.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
    ).toMatchInlineSnapshot(`
      [
        "dialogs/start.yaml:8 unknown-state",
        "knowledge/en/synonyms.yaml:1 missing-key",
        "knowledge/en/synonyms.yaml:1 unknown-key",
        "knowledge/links.yaml:2 unknown-source",
        "locales/en/start.yaml:2 exclamation-mark",
        "locales/en/start.yaml:19 exclamation-mark",
      ]
    `);
  });

  it('does not blame other files for one that cannot be read', () => {
    const files = [
      'knowledge/sources.yaml',
      'knowledge/links.yaml',
      'knowledge/glossary.yaml',
      'knowledge/articles/help.yaml',
      'knowledge/en/help.yaml',
      'knowledge/networks/alpha.yaml',
      'dialogs/slots.yaml',
      'dialogs/person.yaml',
      'dialogs/answers.yaml',
      'locales/languages.yaml',
      'locales/en/answers.yaml',
      'locales/en/commands.yaml',
      'locales/de/start.yaml',
      'locales/de/common.yaml',
    ];
    for (const file of files) {
      const reading = readPatched([{ file, text: 'a: [b' }]);
      expect(rulesOf(reading), file).toEqual(['syntax']);
    }
  });

  it('reads a file with a misspelt key without it, so that its other mistakes are told too', () => {
    const reading = readPatched([
      { file: start, find: '    expects: [what-is-it]\n    done', put: '    expect: []\n    done' },
      { file: start, find: 'question: ask-away', put: 'question: ask-awy' },
    ]);
    expect(rulesOf(reading)).toEqual(['unknown-state', 'unknown-key']);
  });

  it('says what is missing from an empty folder instead of throwing', () => {
    const reading = checkContent(new Map(), { now: baseDay });
    expect(new Set(rulesOf(reading))).toEqual(new Set(['missing-file']));
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# later\n'],
    ['a scalar', 'later'],
    ['a list', '- later'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['a control character', 'a: "\u0001'],
    ['a key that is a map', '? { a: 1 }\n: 2\n'],
    ['an unknown tag', 'a: !secret 1\n'],
    ['a bomb of aliases', 'a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n'],
  ])('never throws for a file that holds %s', (_, text) => {
    for (const file of [...baseContent().keys()].filter((it) => !it.includes('/de/'))) {
      expect(readPatched([{ file, text }]).ok, file).toBe(false);
    }
  });

  it('counts an overdue review without refusing the content', () => {
    const reading = readPatched([], Date.parse('2026-07-11'));
    expect(reading.ok && reading.warnings.map(({ severity }) => severity)).toEqual(
      Array.from({ length: 5 }, () => 'warning'),
    );
  });

  it('is not late on the last day of a review', () => {
    const reading = readPatched([], Date.parse('2026-07-10T23:59:00Z'));
    expect(reading.ok && reading.warnings).toEqual([]);
  });

  it('accepts a text that is meant to be the same, with its reason', () => {
    const reading = readPatched([
      {
        file: 'locales/de/start.yaml',
        find: '"Fragen Sie in Ihren Worten."',
        put: '"Ask in your own words."',
      },
      { file: 'locales/de/same.yaml', text: 'same:\n  "start:ask-away.say": "A motto."\n' },
    ]);
    expect(rulesOf(reading)).toEqual([]);
  });

  it('leaves the notice and the READMEs to those who read them', () => {
    const reading = readPatched([
      { file: 'knowledge/notice.yaml', text: 'anything: [' },
      { file: 'dialogs/README.md', text: '# Writing dialogs' },
      { file: 'dialogs/.schemas/dialog.json', text: '{}' },
    ]);
    expect(rulesOf(reading)).toEqual([]);
  });

  it('freezes what it gives, to the bottom', () => {
    const reading = readPatched([]);
    const welcome = reading.ok
      ? reading.content.compiled.dialogs['start']?.states['welcome']
      : null;
    expect(Object.isFrozen(welcome)).toBe(true);
    expect(() => Object.assign(welcome ?? {}, { id: 'changed' })).toThrow(TypeError);
  });

  it('gives the same fingerprint for the same files in any order, and another for any change', () => {
    const texts = baseContent();
    const turned = new Map([...texts].reverse());
    expect(fingerprintOf(turned)).toBe(fingerprintOf(texts));
    const changed = patched([{ file: english, find: 'Hello.', put: 'Hallo.' }]);
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(texts));
    const moved = new Map([...texts].map(([file, text]) => [`${file}.old`, text]));
    expect(fingerprintOf(moved)).not.toBe(fingerprintOf(texts));
  });
});

describe('readContent', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'content-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('reads the three folders of a directory and nothing beside them', () => {
    for (const [file, text] of [
      ...baseContent(),
      ['src/other.yaml', 'a: ['],
      ['dialogs/README.md', '# Writing dialogs'],
    ] as const) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    }
    const reading = readContent(directory, { now: baseDay });
    expect(rulesOf(reading)).toEqual([]);
    expect(reading.ok && reading.content.fingerprint).toBe(fingerprintOf(baseContent()));
  });

  it('says which files are missing where there are no folders', () => {
    const reading = readContent(directory, { now: baseDay });
    expect(new Set(rulesOf(reading))).toEqual(new Set(['missing-file']));
  });
});
