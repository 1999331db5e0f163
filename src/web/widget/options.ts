/** What a page says about the chat in the attributes of its script tag. */
export interface PageOptions {
  /** Where the script came from: everything is asked for there. */
  readonly origin: string;
  readonly network: string | null;
  /** Language of the page, as far as it says. */
  readonly language: string;
  readonly accent: string | null;
  readonly side: 'left' | 'right';
  readonly greeting: boolean;
}

/** Reads the attributes of the script tag; `fallback` is what page and browser say about the language. */
export function readOptions(
  source: string,
  attributes: Readonly<Record<string, string | undefined>>,
  fallback: readonly string[],
): PageOptions {
  const { network, language, accent, position, greeting } = attributes;
  const tags = [language ?? '', ...fallback].map((tag) => tag.trim());
  return {
    origin: new URL(source).origin,
    network: network !== undefined && /^[\w-]{1,40}$/.test(network) ? network : null,
    language: tags.find((tag) => /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) ?? 'en',
    accent: accent ?? null,
    side: position === 'left' ? 'left' : 'right',
    greeting: greeting !== 'false',
  };
}

/** The key of a language or the closest to it; the first key where none is close. */
export function closestTag(tags: readonly string[], wanted: string): string {
  const want = wanted.toLowerCase();
  const [primary] = want.split('-');
  return tags.find((tag) => tag === want) ?? tags.find((tag) => tag === primary) ?? tags[0] ?? '';
}
