import type { Asked } from '../../../src/ask.ts';
import type { TestQuestion } from './questions.ts';

/**
 * What came of one question.
 *
 * In scope: `right`: answered with its entry at once, or handed to a person where the entry fetches one;
 * `assisted`: asked back, its entry among the choices; `missed`: asked back without it, or not understood;
 * `wrong`: answered with something else. Out of scope: `handled`: no article and no choice of articles;
 * `bothered`: a choice of articles; `wrong`: an article.
 */
export type Verdict = 'right' | 'assisted' | 'missed' | 'wrong' | 'handled' | 'bothered';

/** One question, what was made of it, and what that is worth. */
export interface Judged {
  readonly question: TestQuestion;
  readonly asked: Asked;
  readonly inScope: boolean;
  readonly verdict: Verdict;
  readonly languageRight: boolean;
}

/** What the catalogue says of its intents. */
export interface Catalogue {
  readonly isOutOfScope: (intent: string) => boolean;
  /** Whether an entry is answered by fetching a person. */
  readonly needsPerson: (intent: string) => boolean;
}

/** Judges one result against what the question means. */
export function judge(question: TestQuestion, asked: Asked, catalogue: Catalogue): Judged {
  const { intent } = question;
  const inScope = intent !== null && !catalogue.isOutOfScope(intent);
  const verdict = inScope
    ? verdictInScope(intent, asked, catalogue)
    : verdictOutOfScope(asked, catalogue);
  return { question, asked, inScope, verdict, languageRight: asked.language === question.language };
}

function verdictInScope(intent: string, asked: Asked, catalogue: Catalogue): Verdict {
  const { outcome, alternatives } = asked;
  if (outcome === 'handoff') {
    return asked.intent === intent || catalogue.needsPerson(intent) ? 'right' : 'wrong';
  }
  if (outcome === 'answer') return asked.intent === intent ? 'right' : 'wrong';
  const offered = outcome === 'clarify' && alternatives.some((it) => it.intent === intent);
  return offered ? 'assisted' : 'missed';
}

function verdictOutOfScope({ outcome, intent }: Asked, catalogue: Catalogue): Verdict {
  if (outcome === 'clarify') return 'bothered';
  if (outcome === 'fallback') return 'handled';
  return outcome === 'answer' && intent !== null && catalogue.isOutOfScope(intent)
    ? 'handled'
    : 'wrong';
}
