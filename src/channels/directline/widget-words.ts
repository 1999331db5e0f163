import type { Locale } from '../../locale/locale.ts';
import type { SpeechTexts } from '../../locale/speech.ts';
import type { Json } from '../../turn/ports.ts';

/** All that the widget says by itself, in the language of a tag or the closest to it. */
export type WidgetWords = (tag: string) => Json;

/** What the widget's words are made of. */
export interface WidgetWordsParts {
  readonly locale: Locale;
  /** Languages that are spoken, and the closest of them to a tag. */
  readonly languages: readonly string[];
  readonly closest: (tag: string) => string;
  /** Texts of the namespace `widget` by language, as they stand in `locales/`. */
  readonly texts: Readonly<Record<string, SpeechTexts>>;
  readonly links: { readonly privacy: string | null; readonly accessibility: string | null };
}

/** Words for each language, put together once. */
export function createWidgetWords(parts: WidgetWordsParts): WidgetWords {
  const languages = parts.languages.map((tag) => ({
    tag,
    name: parts.locale.render({ key: 'common:language-name' }, tag),
  }));
  const all = new Map<string, Json>(
    parts.languages.map((language) => {
      const words = Object.fromEntries(flat(parts.texts[language] ?? {}, ''));
      return [language, { language, languages, words, links: parts.links }];
    }),
  );
  return (tag) => all.get(parts.closest(tag)) ?? null;
}

function flat(texts: SpeechTexts, above: string): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${above}${key}`, text] as const] : flat(text, `${above}${key}.`),
  );
}
