import type { Memory } from './environment.ts';

/** The part of the browser's storage that is used. */
export interface Shelf {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
}

const handleKey = 'cpms-help';
const sharedKey = 'cpms-help-shared';

/**
 * Keeps the handle: for a month, or on a shared computer as long as the window is open. That it is
 * shared stays known, so that the next person is protected too.
 *
 * @param lasting storage that stays; null where the browser forbids it.
 * @param passing storage that goes with the window; null where the browser forbids it.
 */
export function createMemory(lasting: Shelf | null, passing: Shelf | null): Memory {
  // Where nothing may be stored, the conversation lives as long as the page.
  let held: string | null = null;
  const shared = (): boolean => read(lasting, sharedKey) === '1';
  const forget = (): void => {
    held = null;
    for (const shelf of [lasting, passing]) write(shelf, handleKey, null);
  };
  const keep = (handle: string): void => {
    forget();
    held = handle;
    write(shared() ? passing : lasting, handleKey, handle);
  };
  const handle = (): string | null =>
    read(passing, handleKey) ?? (shared() ? null : read(lasting, handleKey)) ?? held;
  return {
    handle,
    keep,
    forget,
    shared,
    setShared: (value) => {
      const kept = handle();
      write(lasting, sharedKey, value ? '1' : null);
      if (kept !== null) keep(kept);
    },
  };
}

/** Storage may be full or forbidden at any time; the chat works without. */
function read(shelf: Shelf | null, key: string): string | null {
  try {
    return shelf?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(shelf: Shelf | null, key: string, value: string | null): void {
  try {
    if (value === null) shelf?.removeItem(key);
    else shelf?.setItem(key, value);
  } catch {
    // Nothing is lost but the way back.
  }
}
