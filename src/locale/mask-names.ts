import type { Locale } from './locale.ts';

/** What a person wrote, with the masks in it named in a language; a mask without a name says its kind. */
export function nameMasks(text: string, locale: Locale, language: string): string {
  return text.replace(/⟦([a-z-]+)⟧/gu, (_, kind: string) => nameOf(kind, locale, language));
}

function nameOf(kind: string, locale: Locale, language: string): string {
  try {
    return `[${locale.render({ key: `guard:mask.${kind}` }, language)}]`;
  } catch {
    return kind;
  }
}
