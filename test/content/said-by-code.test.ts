import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeNamespaces, neededByCode, spokenByCode } from '../../src/content/said-by-code.ts';

const source = `${import.meta.dirname}/../../src`;

const namespaces = [...codeNamespaces, 'answers'].join('|');
const quoted = new RegExp(`'((?:${namespaces}):[^'\\s]*)'`, 'g');
const template = new RegExp(`\`((?:${namespaces}):(?:\\$\\{[^}]*\\}|[^\`\\s$])*)\``, 'g');

/** Every string of the code that looks like the key of a text of its own, as a pattern. */
function keysInCode(): Map<string, RegExp> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('content/'),
  );
  const keys = files.flatMap((file) => {
    const text = readFileSync(`${source}/${file}`, 'utf8');
    return [...text.matchAll(quoted), ...text.matchAll(template)].map(([, key = '']) => key);
  });
  return new Map(
    keys.map((key) => [key, new RegExp(`^${key.replace(/\$\{[^}]*\}/g, '[a-z0-9.-]+')}$`)]),
  );
}

const slots = { account: { reads: 'choice', values: ['member', 'guest'] } };
const needed = neededByCode(slots, ['account']);
const written = keysInCode();

describe('the texts that the code says', () => {
  it('are all on the list, so that a language without one is noticed', () => {
    const unknown = [...written].filter(([key, pattern]) => {
      const ofAnswer = /^answers:[^.]+\.label$/.test(key);
      return !ofAnswer && ![...needed.keys()].some((it) => pattern.test(it));
    });
    expect(unknown.map(([key]) => key)).toEqual([]);
  });

  it('are all said somewhere, so that nobody translates for nothing', () => {
    const patterns = [...written.values()];
    const silent = Object.keys(spokenByCode).filter((key) => !patterns.some((it) => it.test(key)));
    expect(silent).toEqual([]);
  });

  it('follow from the slots: a new value needs a name and a button', () => {
    const more = neededByCode({ account: { reads: 'choice', values: ['observer'] } }, ['account']);
    expect(more.has('common:fact.observer')).toBe(true);
    expect(more.has('answers:action.set-account-observer.label')).toBe(true);
    expect(neededByCode(slots, []).has('common:choose-slot.account')).toBe(false);
  });
});
