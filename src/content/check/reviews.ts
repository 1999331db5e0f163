import { dayOf } from '../../base/days.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';

/** Whether what is told has been read again in time. */
export const reviewChecks: readonly Check[] = [{ needs: [], run: reviews }];

function* reviews({ files, now }: View): Generator<Mistake> {
  const today = dayOf(now);
  for (const { value, at } of files.articles) {
    for (const [index, entry] of value.articles.entries()) {
      yield* review(entry, today, (key) => at('articles', index, key));
    }
  }
  for (const { value, at } of files.network) {
    yield* review(value.network, today, (key) => at('network', key));
  }
}

function* review(
  { id, reviewed, 'review-by': due }: { id: string; reviewed: string; 'review-by': string },
  today: string,
  at: (key: string) => Spot,
): Generator<Mistake> {
  if (due <= reviewed) {
    const message = `"${id}" is due on ${due}, and was read on ${reviewed}.`;
    yield mistake('review-order', at('review-by'), message, 'Put "review-by" after "reviewed".');
  } else if (due < today) {
    const message = `"${id}" was to be read again by ${due}.`;
    const remedy = 'Read it against its sources and set both dates.';
    yield mistake('stale-review', at('review-by'), message, remedy);
  }
}
