import type { Value } from '../locale/line.ts';
import type { Article } from '../knowledge/article.ts';
import { stageNumber, stages } from '../knowledge/stage.ts';
import type { FollowUp } from './content.ts';
import type { Draft } from './draft.ts';
import { say } from './draft.ts';
import { call, currentState, resume, sayState } from './enter.ts';
import { stageOf, stageValues, withValues } from './facts.ts';
import { lineFor } from './lines.ts';
import { answerArticle, plainly, showMore } from './topics.ts';

/** Sources that are named; more would be a list that nobody reads. */
const mostSources = 2;

/** Answers a short question about what was said last: the answer to a question, or else the step. */
export function followUp(draft: Draft, asked: FollowUp): Draft {
  const { lastArticle } = draft.snapshot;
  const article = lastArticle === null ? undefined : draft.content.articles[lastArticle];
  return article === undefined ? aboutStep(draft, asked) : aboutArticle(draft, article, asked);
}

function aboutArticle(draft: Draft, article: Article, asked: FollowUp): Draft {
  const key = (text: string): string => `articles:${article.id}.${text}`;
  const tell = (text: string): Draft =>
    resume(say(draft, lineFor(draft.content, draft.snapshot, key(text), draft.now)));
  switch (asked) {
    case 'why':
      return article.why ? tell('why') : nameSources(draft, article);
    case 'shorter':
      return article.short ? tell('short') : resume(draft);
    case 'show':
      if (article.more) return showMore(draft, article.id);
      return article.leads === null ? nameSources(draft, article) : call(draft, article.leads.to);
    case 'then':
      if (article.leads !== null) return call(draft, article.leads.to);
      return article.next === null
        ? aboutStep(draft, 'then')
        : answerArticle(draft, article.next, plainly);
  }
}

function aboutStep(draft: Draft, asked: FollowUp): Draft {
  const { content, snapshot, now } = draft;
  const [dialog = ''] = snapshot.place.split('/');
  switch (asked) {
    case 'why':
      return resume(say(draft, lineFor(content, snapshot, `${dialog}:why`, now)));
    case 'show':
      return sayState(draft);
    case 'shorter':
      return resume(draft);
    case 'then':
      return tellNext(draft);
  }
}

/** Where no reason is written down, the honest answer is who says so, the person's own language first. */
function nameSources(draft: Draft, article: Article): Draft {
  const own = (id: string): boolean => id.endsWith(`-${draft.snapshot.language}`);
  const ids = article.sources.toSorted((one, other) => Number(own(other)) - Number(own(one)));
  const named = ids
    .flatMap((id) => draft.content.sources[id] ?? [])
    .filter(({ kind }) => kind === 'guide' || kind === 'page')
    .slice(0, mostSources)
    .map(({ title }): Value => ({ kind: 'text', text: title }));
  const line =
    named.length === 0
      ? { key: 'common:why.own' }
      : withValues('common:why.sources', 'sources', named);
  return resume(say(draft, line));
}

/** The step after this one; before the first step, the first. */
function tellNext(draft: Draft): Draft {
  const { content, snapshot } = draft;
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  if (currentState(draft).success || snapshot.place.startsWith('person/')) return resume(draft);
  const next = stage === null ? stages[0] : stages[stageNumber(stage)];
  const line =
    next === undefined
      ? { key: 'common:then.last' }
      : { key: 'common:then.stage', values: stageValues(next) };
  return resume(say(draft, line));
}
