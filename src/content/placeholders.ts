/** The placeholders of a text, by what fills them. */
export interface Placeholders {
  /** Ids of the glossary. */
  readonly labels: readonly string[];
  /** Ids of the register of addresses. */
  readonly links: readonly string[];
  /** Names of values that the engine fills. */
  readonly values: readonly string[];
  /** What looks like a placeholder and is none. */
  readonly broken: readonly string[];
}

const placeholderPattern = /\{\{([^{}]*)\}\}/g;
const namePattern = /^(?:(label|link)\.([a-z0-9-]+)|([a-z][A-Za-z]*))$/;

/** Reads the placeholders of a text, each name once. */
export function readPlaceholders(text: string): Placeholders {
  if (!/[{}]|\$t\(/.test(text)) return noPlaceholders;
  const labels = new Set<string>();
  const links = new Set<string>();
  const values = new Set<string>();
  const broken = new Set<string>();
  for (const [whole, inner = ''] of text.matchAll(placeholderPattern)) {
    const [, register, id = '', value = ''] = namePattern.exec(inner) ?? [];
    if (register === 'label') labels.add(id);
    else if (register === 'link') links.add(id);
    else if (value !== '') values.add(value);
    else broken.add(whole);
  }
  const rest = /[{}]+|\$t\(/.exec(text.replace(placeholderPattern, ''))?.[0];
  if (rest !== undefined) broken.add(rest);
  return { labels: [...labels], links: [...links], values: [...values], broken: [...broken] };
}

const noPlaceholders: Placeholders = { labels: [], links: [], values: [], broken: [] };

/** The text with each placeholder as one word: what is counted and compared. */
export function withoutPlaceholders(text: string, substitute: string): string {
  return text.replace(placeholderPattern, substitute);
}

/** Slot that must be known for the engine to fill a value; null where it always can. */
export const valueSlots: Readonly<Record<string, string | null>> = {
  network: 'network',
  networkLabel: 'label',
  desk: 'desk',
  website: 'website',
  general: 'general',
  country: 'country',
  countryLabel: 'country',
  sent: 'sent',
  contact: 'contact',
  reference: 'ticket',
  ticketDay: 'ticket',
  summary: null,
  pack: null,
  transcriptDays: null,
  ticketDays: null,
};

/** Values that are addresses and stand on a line of their own, as links do. */
export const addressValues: readonly string[] = ['desk', 'website', 'general'];

/** What follows from a slot being known: someone's mailbox is known only with the someone. */
export function withConsequences(known: ReadonlySet<string>): Set<string> {
  const ofNetwork = ['label', 'desk', 'website', 'general'].some((slot) => known.has(slot));
  const all = new Set(ofNetwork ? [...known, 'network'] : known);
  return known.has('desk-page') ? all.add('network').add('website') : all;
}
