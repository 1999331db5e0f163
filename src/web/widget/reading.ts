/** The value under a key of something unknown; undefined where there is none. */
export function valueAt(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

/** The text under a key; null for anything else. */
export function textAt(holder: unknown, key: string): string | null {
  const value = valueAt(holder, key);
  return typeof value === 'string' ? value : null;
}

/** The number under a key; null for anything else. */
export function numberAt(holder: unknown, key: string): number | null {
  const value = valueAt(holder, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The list under a key; empty for anything else. */
export function listAt(holder: unknown, key: string): readonly unknown[] {
  const value: unknown = valueAt(holder, key);
  return Array.isArray(value) ? value : [];
}

/** Reads JSON; undefined for what is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
