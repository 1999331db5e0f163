import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';
import { foldedWords } from '../../nlu/fold.ts';

/** Whether no name is given twice. */
export const idChecks: readonly Check[] = [
  { needs: [], run: repeatedIds },
  { needs: ['network'], run: sameAliases },
];

interface Named {
  readonly name: string;
  readonly at: () => Spot;
}

function* repeatedIds({ files }: View): Generator<Mistake> {
  const articles = files.articles.flatMap((file) =>
    file.value.articles.map(({ id }, index) => named(id, () => file.at('articles', index, 'id'))),
  );
  yield* repeated(articles, 'article');
  for (const file of files.articles) {
    for (const [index, { variants }] of file.value.articles.entries()) {
      const at = ['articles', index, 'variants'];
      yield* repeated(
        (variants ?? []).map(({ id }, nth) => named(id, () => file.at(...at, nth))),
        'variant',
      );
    }
  }
  for (const { value, at } of files.languages) {
    const tags = value.languages.map((tag, index) => named(tag, () => at('languages', index)));
    yield* repeated(tags, 'language');
  }
  for (const { value, at } of files.dialog) {
    for (const old of Object.keys(value.renamed ?? {})) {
      if (!(old in value.states)) continue;
      const message = `"${old}" is said to be renamed and is still a state.`;
      const remedy = 'Take it out of "renamed", or rename the state.';
      yield mistake('repeated-id', at('renamed', old), message, remedy);
    }
  }
}

function named(name: string, at: () => Spot): Named {
  return { name, at };
}

function* repeated(all: readonly Named[], what: string): Generator<Mistake> {
  const seen = new Map<string, Spot>();
  for (const { name, at } of all) {
    const before = seen.get(name);
    if (before === undefined) {
      seen.set(name, at());
      continue;
    }
    const message = `The ${what} "${name}" is there already, in ${before.file}:${before.line}.`;
    yield mistake('repeated-id', at(), message, 'Rename or delete one of them.');
  }
}

function* sameAliases({ files }: View): Generator<Mistake> {
  const owners = new Map<string, string>();
  for (const { value, at } of files.network) {
    const { id, aliases } = value.network;
    for (const [index, alias] of aliases.entries()) {
      const spoken = foldedWords(alias).join(' ');
      const owner = owners.get(spoken);
      owners.set(spoken, owner ?? id);
      if (owner === undefined || owner === id) continue;
      const message = `"${alias}" is a name of "${owner}" already.`;
      const remedy = 'Keep it for one of them, or for none.';
      yield mistake('same-alias', at('network', 'aliases', index), message, remedy);
    }
  }
}
