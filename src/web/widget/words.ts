import { listAt, textAt, valueAt } from './reading.ts';

/** All that the widget says by itself, in one language. */
export interface Words {
  readonly language: string;
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  readonly links: { readonly privacy: string | null; readonly accessibility: string | null };
  /** The text of a key; placeholders take the values. A key without a text gives nothing. */
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
}

/** Reads the words as the server gives them; null for what is none. */
export function readWords(body: unknown): Words | null {
  const language = textAt(body, 'language');
  const words = valueAt(body, 'words');
  if (language === null || typeof words !== 'object' || words === null) return null;
  const links = valueAt(body, 'links');
  return {
    language,
    languages: listAt(body, 'languages').flatMap((it) => {
      const tag = textAt(it, 'tag');
      return tag === null ? [] : [{ tag, name: textAt(it, 'name') ?? tag }];
    }),
    links: { privacy: webLink(links, 'privacy'), accessibility: webLink(links, 'accessibility') },
    say: (key, values = {}) =>
      (textAt(words, key) ?? '').replace(/\{\{(\w+)\}\}/g, (all, name: string) =>
        typeof values[name] === 'string' ? values[name] : all,
      ),
  };
}

function webLink(links: unknown, key: string): string | null {
  const link = textAt(links, key);
  return link !== null && /^https?:\/\//i.test(link) ? link : null;
}
