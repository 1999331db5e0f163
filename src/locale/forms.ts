/** How one language writes dates, numbers, lists and names of countries. */
export interface Forms {
  /** A day with its weekday; the text itself where it is no day. */
  readonly day: (iso: string) => string;
  readonly number: (number: number) => string;
  /** Several things, one after the other: facts have no "and" before the last. */
  readonly list: (items: readonly string[]) => string;
  /** A country by its ISO code; the code itself where it has no name. */
  readonly country: (iso: string) => string;
}

/** The forms of a language, made when first needed: they are costly, and most starts need none. */
export function createForms(locale: string): Forms {
  const days = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      }),
  );
  const numbers = once(() => new Intl.NumberFormat(locale));
  const countries = once(() => new Intl.DisplayNames([locale], { type: 'region' }));
  return {
    day: (iso) => {
      const time = Date.parse(iso);
      return Number.isNaN(time) ? iso : days().format(time);
    },
    number: (number) => numbers().format(number),
    list: (items) => items.join(', '),
    country: (iso) => (/^[A-Z]{2}$/.test(iso) ? (countries().of(iso) ?? iso) : iso),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
