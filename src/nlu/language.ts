import type { Ranking } from './ranking.ts';
/** Being written. */
export interface LanguageInput {
  readonly text: string;
  readonly ranking: Ranking;
  readonly conversation: string;
  readonly supported: readonly string[];
}
export interface ChosenLanguage {
  readonly tag: string;
  readonly iso: string | null;
  readonly supported: boolean;
}
export function detectLanguage(text: string): {
  readonly language: string | null;
  readonly reliable: boolean;
} {
  return { language: text === '' ? null : null, reliable: false };
}
export function chooseLanguage(input: LanguageInput): ChosenLanguage {
  return { tag: input.conversation, iso: null, supported: true };
}
