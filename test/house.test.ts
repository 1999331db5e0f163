import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failures } from '../src/base/failures.ts';
import { settingNames } from '../src/config.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json'))).scripts;
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: read(`src/${file}`) }));

describe('the house', () => {
  it('has one row in the runbook for each failure, and no row for another', () => {
    const rows = [...read('deploy/README.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(
      ([, code]) => code,
    );
    expect(rows.sort()).toEqual(Object.keys(failures).sort());
  });

  it('explains every setting in the example file, and no other', () => {
    const explained = [...read('deploy/example.env').matchAll(/^#?([A-Za-z_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(explained.sort()).toEqual([...settingNames].sort());
  });

  it('names only npm scripts that exist', () => {
    const guides = [
      'README.md',
      'deploy/README.md',
      'dialogs/README.md',
      'knowledge/README.md',
      'locales/README.md',
      'test/README.md',
    ];
    const named = guides.flatMap((guide) =>
      [...read(guide).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = '']) => ({
        guide,
        name,
      })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it('names only folders in the map that exist, and all of them', () => {
    const [, map = ''] = /```\n([\s\S]*?)```/.exec(read('src/README.md')) ?? [];
    const mapped = [...map.matchAll(/^([a-z-]+(?:\.ts|\/))/gm)].map(([, name]) => name);
    const there = readdirSync('src', { withFileTypes: true })
      .filter(({ name }) => name !== 'README.md')
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    expect(mapped.sort()).toEqual(there.sort());
  });

  it('has only the folders at the top that are agreed', () => {
    const top = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
      .split('\n')
      .flatMap((file) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : []));
    expect([...new Set(top)].sort()).toEqual(
      ['.ci', 'deploy', 'dialogs', 'knowledge', 'locales', 'src', 'test'].filter((name) =>
        top.includes(name),
      ),
    );
  });

  it('reads the environment in one file', () => {
    const readers = sources
      .filter(({ text }) => text.includes('process.env'))
      .map(({ file }) => file);
    expect(readers).toEqual(['config.ts']);
  });

  it('keeps registry hosts out of the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/);
  });

  it('has no sentence for a user in its code', () => {
    const spoken = z
      .record(z.string(), z.unknown())
      .parse(
        JSON.parse(execFileSync(process.execPath, ['-e', spokenProgram], { encoding: 'utf8' })),
      );
    const sentences = Object.keys(spoken).filter(
      (text) => text.length > 25 && !text.includes('{{'),
    );
    expect(sentences.length).toBeGreaterThan(100);
    const found = sources.flatMap(({ file, text }) =>
      sentences.filter((it) => text.includes(it)).map((it) => `${file}: ${it}`),
    );
    expect(found).toEqual([]);
  });
});

/** Prints every line of the first language's words. */
const spokenProgram = `
  const { readdirSync, readFileSync } = require('node:fs');
  const { parse } = require('yaml');
  const found = {};
  const walk = (value) => {
    if (typeof value === 'string') for (const line of value.split('\\n')) found[line.trim()] = true;
    else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) walk(inner);
  };
  for (const file of readdirSync('locales/en')) {
    if (/commands|guard-words/.test(file)) continue;
    walk(parse(readFileSync('locales/en/' + file, 'utf8')));
  }
  console.log(JSON.stringify(found));
`;
