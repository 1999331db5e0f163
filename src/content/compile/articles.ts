import type { z } from 'zod';
import type { Article } from '../../knowledge/article.ts';
import type { articlesFile } from '../schema/knowledge-files.ts';
import { asCondition } from './conditions.ts';

/** An article's structure as an author writes it. */
export type ArticleEntry = z.output<typeof articlesFile>['articles'][number];

/** Which texts an article may have besides its answers. */
export type Extras = Pick<Article, 'more' | 'short' | 'why'>;

/** An article as the engine takes it; the extras say which other texts its words have. */
export function compileArticle(entry: ArticleEntry, extras: Extras): Article {
  return {
    id: entry.id,
    definition: entry.definition,
    scope: scopeOf(entry),
    stage: entry.stage,
    owner: entry.owner,
    sources: entry.sources,
    asks: entry.asks ?? null,
    leads:
      entry.leads === undefined ? null : { ...entry.leads, given: asCondition(entry.leads.given) },
    next: entry.next ?? null,
    trouble: entry.trouble ?? false,
    alone: entry.alone ?? false,
    person: entry.person ?? false,
    ...extras,
    reviewBy: entry['review-by'],
    variants: (entry.variants ?? []).map(({ id, when }) => ({ id, when: asCondition(when) })),
  };
}

/** Replies to what the bot does not deal with are known by their names. */
function scopeOf({ id, action }: ArticleEntry): Article['scope'] {
  if (action !== undefined) return 'action';
  return id.startsWith('oos-') || id === 'smalltalk' ? 'out' : 'in';
}
