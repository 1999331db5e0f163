import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteReader, createByteWriter } from '../../src/nlu/bytes.ts';

function sample(): Uint8Array {
  const to = createByteWriter();
  to.number(Math.PI);
  to.text('Ünïcode 👍');
  to.texts(['one', 'two', '']);
  to.array(Int8Array.of(-1, 2));
  to.array(Int32Array.of(-7, 7_000_000));
  to.array(Float32Array.of(0.5));
  to.array(Float64Array.of(0.1, -0));
  return to.finish();
}

describe('bytes', () => {
  it('reads what was written, in its order', () => {
    const from = createByteReader(sample());

    expect(from?.number()).toBe(Math.PI);
    expect(from?.text()).toBe('Ünïcode 👍');
    expect(from?.texts()).toEqual(['one', 'two', '']);
    expect(from?.int8()).toEqual(Int8Array.of(-1, 2));
    expect(from?.int32()).toEqual(Int32Array.of(-7, 7_000_000));
    expect(from?.float32()).toEqual(Float32Array.of(0.5));
    expect(from?.float64()).toEqual(Float64Array.of(0.1, -0));
    expect(from?.ok()).toBe(true);
  });

  it('reads a file that lies in the middle of a larger buffer', () => {
    const file = sample();
    const larger = new Uint8Array(file.length + 11);
    larger.set(file, 3);

    expect(createByteReader(larger.subarray(3, 3 + file.length))?.number()).toBe(Math.PI);
  });

  it('refuses a file in which any byte has changed', () => {
    const file = sample();
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = file.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(createByteReader(damaged)).toBeUndefined();
      }),
    );
  });

  it('refuses a file cut short or with something behind it', () => {
    const file = sample();

    for (let length = 0; length < file.length; length++) {
      expect(createByteReader(file.slice(0, length))).toBeUndefined();
    }
    expect(createByteReader(Uint8Array.from([...file, 0]))).toBeUndefined();
  });

  it('says when more was read than is there, or less', () => {
    const beyond = createByteReader(sample());
    while (beyond?.ok() === false && beyond.float64().length > 0);
    expect(beyond?.ok()).toBe(false);

    const within = createByteReader(sample());
    within?.number();
    expect(within?.ok()).toBe(false);
  });

  it('gives empty values for what does not fit', () => {
    const to = createByteWriter();
    to.text('abc');
    const from = createByteReader(to.finish());

    expect(from?.int32()).toEqual(new Int32Array(0));
    expect(from?.ok()).toBe(false);
  });
});
