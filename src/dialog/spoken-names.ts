import { readWords } from '../nlu/fold.ts';
import type { DialogContent } from './content.ts';
import { same } from './phrases.ts';

/** The tone of a short polite phrase: greeting, thanks, goodbye, or asking what this is. */
export function readTone(content: DialogContent, text: string): string | null {
  const folded = readWords(text).map((word) => word.folded);
  for (const tag of content.languages) {
    const tones = Object.entries(content.phrases[tag]?.tones ?? {});
    const found = tones.find(([, phrases]) => phrases.some((phrase) => same(phrase, folded)));
    if (found !== undefined) return found[0];
  }
  return null;
}

/** The language in which a text is a greeting, when it is none in the present one: "bonjour". */
export function readGreetingLanguage(
  content: DialogContent,
  text: string,
  present: string,
): string | null {
  const folded = readWords(text).map((word) => word.folded);
  const greets = (tag: string): boolean =>
    (content.phrases[tag]?.tones['greeting'] ?? []).some((phrase) => same(phrase, folded));
  return greets(present) ? null : (content.languages.find(greets) ?? null);
}

/** Whether a text is the title of one of the given articles, in any language. */
export function readTitle(
  content: DialogContent,
  text: string,
  articles: readonly string[],
): string | null {
  const folded = readWords(text).map((word) => word.folded);
  for (const tag of content.languages) {
    const titles = content.phrases[tag]?.titles ?? {};
    const found = articles.find((id) => (titles[id] ?? []).some((phrase) => same(phrase, folded)));
    if (found !== undefined) return found;
  }
  return null;
}

/** The language that a text asks for ("deutsch", "auf Deutsch bitte"), or null. */
export function readLanguageName(
  content: DialogContent,
  text: string,
  languages: readonly string[],
): string | null {
  const words = readWords(text);
  const named = content.languages.find((tag) =>
    words.some(({ folded }) =>
      content.phrases[tag]?.languageNames.some(([name]) => name === folded),
    ),
  );
  if (named === undefined) return null;
  const names = content.phrases[named]?.languageNames ?? [];
  const used = [...new Set([...languages, named])].flatMap((tag) => {
    const phrases = content.phrases[tag];
    return phrases === undefined ? [] : [phrases];
  });
  const harmless = (word: string): boolean =>
    names.some(([name]) => name === word) ||
    used.some(
      ({ fillers, actions }) =>
        fillers.has(word) || actions.language.some((phrase) => phrase.includes(word)),
    );
  return words.every(({ folded }) => harmless(folded)) ? named : null;
}
