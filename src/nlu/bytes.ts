/** Writes values one after another; `createByteReader` reads them in the same order. */
export interface ByteWriter {
  readonly number: (value: number) => void;
  readonly text: (value: string) => void;
  readonly texts: (values: readonly string[]) => void;
  readonly array: (values: NumberArray) => void;
  /** All that was written, with a mark of what it is in front and a checksum to know it whole. */
  readonly finish: () => Uint8Array;
}

/** Reads what a `ByteWriter` wrote. Past the end or in a wrong order it gives empty values and `ok` turns false. */
export interface ByteReader {
  readonly number: () => number;
  readonly text: () => string;
  readonly texts: () => string[];
  readonly int8: () => Int8Array;
  readonly int32: () => Int32Array;
  readonly float32: () => Float32Array;
  readonly float64: () => Float64Array;
  readonly ok: () => boolean;
}

/** The arrays that can be written. */
export type NumberArray = Int8Array | Int32Array | Float32Array | Float64Array;

/** Seen as a number, also tells a machine with another byte order apart. */
const mark = 0x4e4c5531;
const headerLength = 8;
const lineEnd = '\n';

/** Starts a file. */
export function createByteWriter(): ByteWriter {
  const parts: Uint8Array[] = [];
  const raw = (bytes: Uint8Array): void => {
    parts.push(new Uint8Array(Float64Array.of(bytes.length).buffer), bytes);
  };
  const text = (value: string): void => raw(new TextEncoder().encode(value));
  return {
    number: (value) => parts.push(new Uint8Array(Float64Array.of(value).buffer)),
    text,
    texts: (values) => text(values.join(lineEnd)),
    array: (values) => raw(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
    finish: () => {
      const length = parts.reduce((sum, part) => sum + part.length, headerLength);
      const file = new Uint8Array(length);
      let at = headerLength;
      for (const part of parts) {
        file.set(part, at);
        at += part.length;
      }
      file.set(new Uint8Array(Int32Array.of(mark, checksum(file)).buffer));
      return file;
    },
  };
}

/** Opens a file; nothing if it is no such file, damaged, cut short, or made on another kind of machine. */
export function createByteReader(file: Uint8Array): ByteReader | undefined {
  if (file.length < headerLength) return undefined;
  const header = new Int32Array(file.slice(0, headerLength).buffer);
  if (header[0] !== mark || header[1] !== checksum(file)) return undefined;
  let at = headerLength;
  let whole = true;
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    const fits = length >= 0 && at + length <= file.length;
    if (!fits) whole = false;
    const start = at;
    if (fits) at += length;
    return fits ? file.slice(start, at) : new Uint8Array(0);
  };
  const number = (): number => new Float64Array(take(8).buffer)[0] ?? 0;
  const block = (width: number): ArrayBuffer => {
    const length = number();
    if (length % width === 0) return take(length).buffer;
    whole = false;
    return new ArrayBuffer(0);
  };
  const text = (): string => new TextDecoder().decode(block(1));
  return {
    number,
    text,
    texts: () => {
      const joined = text();
      return joined === '' ? [] : joined.split(lineEnd);
    },
    int8: () => new Int8Array(block(1)),
    int32: () => new Int32Array(block(4)),
    float32: () => new Float32Array(block(4)),
    float64: () => new Float64Array(block(8)),
    ok: () => whole && at === file.length,
  };
}

/** A number that changes when any byte after the header does. Four bytes at a time: files are megabytes. */
function checksum(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const whole = file.length - (file.length % 4);
  let sum = file.length;
  for (let at = headerLength; at < whole; at += 4) {
    sum = Math.imul(sum ^ view.getInt32(at, true), 0x01000193) ^ (sum >>> 15);
  }
  for (let at = whole; at < file.length; at++) sum = Math.imul(sum ^ (file[at] ?? 0), 0x01000193);
  return sum | 0;
}
