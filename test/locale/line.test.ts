import { describe, expect, it } from 'vitest';
import type { Reply, Value } from '../../src/locale/line.ts';
import { storable } from '../../src/locale/line.ts';

const phone: Value = { kind: 'transient', text: '+32 123 45', mask: 'phone' };
const inner = { key: 'walk:said', values: { it: phone } };

function reply(values: Readonly<Record<string, Value>>): Reply {
  return { language: 'en', place: 'walk/here', lines: [{ key: 'walk:said', values }], buttons: [] };
}

describe('storable', () => {
  it.each<[string, Value]>([
    ['by itself', phone],
    ['in a list', { kind: 'values', values: [phone] }],
    ['in a line', { kind: 'line', line: inner }],
    ['in lines', { kind: 'lines', lines: [inner], join: 'comma' }],
    ['deep inside', { kind: 'values', values: [{ kind: 'line', line: inner }] }],
  ])('masks what was to be seen once: %s', (_, it) => {
    const stored = JSON.stringify(storable(reply({ it })));
    expect(stored).not.toContain('123');
    expect(stored).toContain('⟦phone⟧');
  });

  it('leaves everything else as it was', () => {
    const plain = reply({
      it: { kind: 'text', text: 'x' },
      day: { kind: 'day', iso: '2026-11-10' },
    });
    expect(storable(plain)).toEqual(plain);
    const bare = { ...plain, lines: [{ key: 'walk:here' }] };
    expect(storable(bare)).toEqual(bare);
  });
});
