import type { Decision } from './decide.ts';
import { foldedWords } from './fold.ts';
import type { MatchContext, Ranking } from './ranking.ts';

/** Short messages that several intents may mean, folded, words joined by spaces: "no code". */
export type UnclearPhrases = ReadonlyMap<string, readonly string[]>;

/**
 * What to do about a message that is such a phrase as a whole; null for any other message.
 *
 * What is going on decides: the one intent that the present state expects, else the one that fits what is known
 * of the person. Without that nobody can know, however sure the matcher is, and the intents are offered.
 */
export function decideUnclear(
  text: string,
  unclear: UnclearPhrases,
  { ranking, context }: { readonly ranking: Ranking; readonly context: MatchContext },
): Decision | null {
  const means = unclear.get(foldedWords(text).join(' '));
  if (means === undefined) return null;
  const expected = onlyOne(means, context.preferred) ?? onlyOne(means, context.likely);
  const alternatives = means
    .filter((intent) => intent !== expected)
    .map((intent) => ({
      intent,
      language: ranking.language ?? '',
      score: ranking.candidates.find((it) => it.intent === intent)?.score ?? 0,
    }));
  return expected === null
    ? { outcome: 'clarify', intent: null, alternatives, unclear: true }
    : { outcome: 'answer', intent: expected, alternatives };
}

function onlyOne(means: readonly string[], likely: readonly string[] = []): string | null {
  const fitting = means.filter((intent) => likely.includes(intent));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
