import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import type { Check, View } from '../view.ts';

/** Whether every name of an article, a network, an answer or a country is one. */
export const referenceChecks: readonly Check[] = [
  { needs: ['dialog', 'articles'], run: unknownIntents },
  { needs: ['articles'], run: leadingNowhere },
  { needs: ['articles'], run: unknownArticles },
  { needs: ['network'], run: unknownNetworks },
  { needs: ['dialog', 'likes'], run: unknownAnswers },
  { needs: ['countries', 'languages'], run: unknownCountries },
];

function* unknownIntents({
  states,
  files,
  articles,
  stateAt,
  articleAt,
}: View): Generator<Mistake> {
  const named: { readonly id: string; readonly at: () => Spot }[] = [];
  for (const { value, at } of files.dialog) {
    value.expects?.forEach((id, index) => named.push({ id, at: () => at('expects', index) }));
    for (const [state, { expects }] of Object.entries(value.states)) {
      expects?.forEach((id, index) =>
        named.push({ id, at: () => at('states', state, 'expects', index) }),
      );
    }
  }
  named.push(...likelyIntents(files));
  for (const [place, state] of states) {
    if (state.kind === 'route') continue;
    for (const { id, to } of state.answers) {
      const at = (): Spot => stateAt(place, 'answers', id);
      if (to.kind === 'article') named.push({ id: to.article, at });
    }
  }
  for (const { id, next } of Object.values(articles)) {
    if (next !== null) named.push({ id: next, at: () => articleAt(id, 'next') });
  }
  for (const { id, at } of named) {
    if (id in articles) continue;
    const remedy = `Add it to knowledge/articles/ or correct it.${didYouMean(id, Object.keys(articles))}`;
    yield mistake('unknown-intent', at(), `There is no article "${id}".`, remedy);
  }
}

/** Articles that a short message may mean, or that fit what is known of a person. */
function likelyIntents(files: View['files']): { id: string; at: () => Spot }[] {
  const unclear = files.likes.flatMap(({ value, at }) =>
    Object.entries(value.unclear ?? {}).flatMap(([name, ids]) =>
      ids.map((id, index) => ({ id, at: () => at('unclear', name, index) })),
    ),
  );
  const fitting = files.slots.flatMap(({ value, at }) =>
    Object.entries(value.slots).flatMap(([slot, { expects }]) =>
      Object.entries(expects ?? {}).flatMap(([held, ids]) =>
        ids.map((id, index) => ({ id, at: () => at('slots', slot, 'expects', held, index) })),
      ),
    ),
  );
  return [...unclear, ...fitting];
}

/** An answer that offers nothing leaves the person where they were. */
function* leadingNowhere({ articles, articleAt }: View): Generator<Mistake> {
  for (const { id, scope, leads, next, person } of Object.values(articles)) {
    if (scope !== 'in' || leads !== null || person || (next !== null && next !== id)) continue;
    const message = `Nothing is offered after "${id}".`;
    const remedy = 'Add "leads:" with a dialog, or "next:" with another article.';
    yield mistake('leads-nowhere', articleAt(id), message, remedy);
  }
}

function* unknownArticles({ files, articles }: View): Generator<Mistake> {
  const topics = new Map(
    files.articles.flatMap(({ name, value }) =>
      value.articles.map(({ id }) => [id, name] as const),
    ),
  );
  for (const { value, name, at } of files.words) {
    for (const id of Object.keys(value.articles)) {
      const topic = topics.get(id);
      if (topic === undefined) {
        const remedy = `Add its structure to knowledge/articles/${name}.yaml, or correct the name.${didYouMean(id, Object.keys(articles))}`;
        yield mistake(
          'unknown-article',
          at('articles', id),
          `There is no article "${id}".`,
          remedy,
        );
      } else if (topic !== name) {
        const message = `"${id}" is an article of the topic "${topic}".`;
        const remedy = `Move its words to ${topic}.yaml.`;
        yield mistake('misplaced-article', at('articles', id), message, remedy);
      }
    }
  }
}

function* unknownNetworks({ files, networks }: View): Generator<Mistake> {
  for (const { value, at } of files.networkWords) {
    for (const id of Object.keys(value.networks)) {
      if (networks.has(id)) continue;
      const remedy = `Add knowledge/networks/${id}.yaml or correct it.${didYouMean(id, networks.keys())}`;
      yield mistake('unknown-network', at('networks', id), `There is no network "${id}".`, remedy);
    }
  }
}

function* unknownAnswers({ files, states }: View): Generator<Mistake> {
  const known = new Set(
    [...states.values()].flatMap((state) =>
      state.kind === 'say' ? state.answers.map(({ id }) => id) : [],
    ),
  );
  for (const { value, at } of files.likes) {
    for (const [gesture, ids] of Object.entries(value.like)) {
      for (const [index, id] of ids.entries()) {
        if (known.has(id)) continue;
        const message = `No state has the answer "${id}".`;
        const remedy = `Correct it or take it out.${didYouMean(id, known)}`;
        yield mistake('unknown-answer', at('like', gesture, index), message, remedy);
      }
    }
  }
}

function* unknownCountries({ files, first }: View): Generator<Mistake> {
  const names = new Intl.DisplayNames([first], { type: 'region', fallback: 'none' });
  for (const { value, at } of files.countries) {
    for (const iso of Object.keys(value.countries)) {
      if (names.of(iso) !== undefined) continue;
      const message = `"${iso}" is no ISO 3166 code of a country.`;
      yield mistake('unknown-country', at('countries', iso), message, 'Correct it.');
    }
  }
}
