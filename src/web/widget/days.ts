import type { Message } from './message.ts';

/** What the words for two days are looked up by. */
export type NearDay = 'today' | 'yesterday';

/** A local day as a number that grows by one from each day to the next. */
export function dayOf(moment: number): number {
  const date = new Date(moment);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** How a day is called beside its date; null for a day that is not near. */
export function nearDay(moment: number, now: number): NearDay | null {
  const ago = dayOf(now) - dayOf(moment);
  if (ago === 0) return 'today';
  return ago === 1 ? 'yesterday' : null;
}

/** Messages before which a new day begins, by id. */
export function firstOfDays(messages: readonly Message[]): ReadonlySet<string> {
  const firsts = new Set<string>();
  let before: number | null = null;
  for (const { id, at } of messages) {
    const day: number | null = at === null ? before : dayOf(at);
    if (day !== before) firsts.add(id);
    before = day;
  }
  return firsts;
}

/** A day in a language's own form; in the browser's where the language is none it knows. */
export function dayName(moment: number, language: string): string {
  return format(moment, language, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A time of day in a language's own form. */
export function timeName(moment: number, language: string): string {
  return format(moment, language, { hour: '2-digit', minute: '2-digit' });
}

/** Day and time in full, as files have it. */
export function fullName(moment: number, language: string): string {
  return format(moment, language, { dateStyle: 'long', timeStyle: 'short' });
}

function format(moment: number, language: string, form: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(language, form).format(moment);
  } catch {
    return new Intl.DateTimeFormat(undefined, form).format(moment);
  }
}
