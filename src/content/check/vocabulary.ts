import { foldedWords } from '../../nlu/fold.ts';
import type { ContentFiles } from '../content-files.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import type { Check, View } from '../view.ts';

/** Whether what people may type can be understood at all. */
export const vocabularyChecks: readonly Check[] = [
  { needs: [], run: emptyPhrases },
  { needs: [], run: contrasts },
  { needs: ['slots', 'languages'], run: slotWords },
  { needs: ['likes', 'languages'], run: unclearWords },
];

function* emptyPhrases({ files }: View): Generator<Mistake> {
  const lists = [
    ...files.answers.flatMap(typedLists),
    ...files.commands.flatMap(commandLists),
    ...files.words.flatMap(questionLists),
    ...files.networkWords.flatMap(({ value, at }) =>
      Object.entries(value.networks).map(([id, { words }]) =>
        list(words, (index) => at('networks', id, 'words', index)),
      ),
    ),
    ...files.network.map(({ value, at }) =>
      list(value.network.aliases, (index) => at('network', 'aliases', index)),
    ),
    ...files.synonyms.flatMap(({ value, at }) =>
      value.groups.map((group, nth) => list(group, (index) => at('groups', nth, index))),
    ),
  ];
  for (const { phrases, at } of lists) {
    for (const [index, phrase] of phrases.entries()) {
      if (/[\p{L}\p{N}]/u.test(phrase)) continue;
      const message = `"${phrase}" has neither letters nor digits.`;
      yield mistake('empty-phrase', at(index), message, 'Take it out.');
    }
  }
}

interface List {
  readonly phrases: readonly string[];
  readonly at: (index: number) => Spot;
}

function list(phrases: readonly string[], at: (index: number) => Spot): List {
  return { phrases, at };
}

function typedLists({ value, at }: ContentFiles['answers'][number]): List[] {
  const { action, ...answers } = value;
  return [
    ...Object.entries(answers).map(([id, { typed }]) =>
      list(typed ?? [], (index) => at(id, 'typed', index)),
    ),
    ...Object.entries(answers).map(([id, { label }]) => list([label], () => at(id, 'label'))),
    ...Object.entries(action).map(([id, { label }]) =>
      list([label], () => at('action', id, 'label')),
    ),
  ];
}

function commandLists({ value, at }: ContentFiles['commands'][number]): List[] {
  const { actions, answers, slots, follow, unclear, ...plain } = value;
  return [
    ...Object.entries({ ...actions }).map(([name, phrases]) =>
      list(phrases, (index) => at('actions', name, index)),
    ),
    ...Object.entries(answers).map(([name, phrases]) =>
      list(phrases, (index) => at('answers', name, index)),
    ),
    ...Object.entries({ ...follow }).map(([name, phrases]) =>
      list(phrases, (index) => at('follow', name, index)),
    ),
    ...Object.entries({ ...unclear }).map(([name, phrases]) =>
      list(phrases, (index) => at('unclear', name, index)),
    ),
    ...Object.entries(plain).map(([name, phrases]) =>
      list(phrases ?? [], (index) => at(name, index)),
    ),
    ...Object.entries(slots).flatMap(([slot, values]) =>
      Object.entries(values).map(([name, phrases]) =>
        list(phrases, (index) => at('slots', slot, name, index)),
      ),
    ),
  ];
}

function questionLists({ value, at }: ContentFiles['words'][number]): List[] {
  return Object.entries(value.articles).flatMap(([id, { questions, tones }]) => [
    list(questions, (index) => at('articles', id, 'questions', index)),
    ...Object.entries(tones ?? {}).map(([tone, phrases]) =>
      list(phrases, (index) => at('articles', id, 'tones', tone, index)),
    ),
  ]);
}

function* contrasts({ files }: View): Generator<Mistake> {
  for (const { value, at } of files.commands) {
    for (const [index, word] of value.contrast.entries()) {
      const { length } = foldedWords(word);
      if (length <= 1) continue;
      const message = `"${word}" is ${length} words.`;
      yield mistake('contrast-phrase', at('contrast', index), message, 'Give its first word only.');
    }
  }
}

function* unclearWords({ files, tags }: View): Generator<Mistake> {
  const known = Object.keys(files.likes[0]?.value.unclear ?? {});
  for (const { value, tag, at } of files.commands.filter((file) => tags.includes(file.tag))) {
    for (const name of known.filter((it) => value.unclear?.[it] === undefined)) {
      const message = `"${tag}" has no words for "${name}".`;
      yield mistake('missing-words', at('unclear'), message, `Add "${name}:" with words.`);
    }
    for (const name of Object.keys(value.unclear ?? {}).filter((it) => !known.includes(it))) {
      const message = `"${name}" is not listed in dialogs/answers.yaml.`;
      const remedy = `Correct it or take it out.${didYouMean(name, known)}`;
      yield mistake('unknown-answer', at('unclear', name), message, remedy);
    }
  }
}

function* slotWords({ files, slots, tags }: View): Generator<Mistake> {
  const choices = Object.entries(slots).filter(([, { reads }]) => reads === 'choice');
  const known = choices.map(([slot]) => slot);
  for (const { value, tag, at } of files.commands.filter((file) => tags.includes(file.tag))) {
    for (const [slot, { values }] of choices) {
      for (const name of values ?? []) {
        if (value.slots[slot]?.[name] !== undefined) continue;
        const message = `"${tag}" has no words for "${name}" of the slot "${slot}".`;
        yield mistake('missing-words', at('slots', slot), message, `Add "${name}:" with words.`);
      }
    }
    for (const [slot, words] of Object.entries(value.slots)) {
      if (!known.includes(slot)) {
        const message = `"${slot}" is no slot with a choice of values.`;
        const remedy = `Correct it or take it out.${didYouMean(slot, known)}`;
        yield mistake('unknown-slot', at('slots', slot), message, remedy);
        continue;
      }
      const names = slots[slot]?.values ?? [];
      for (const name of Object.keys(words).filter((it) => !names.includes(it))) {
        const message = `"${name}" is no value of the slot "${slot}".`;
        const remedy = `Correct it or take it out.${didYouMean(name, names)}`;
        yield mistake('unknown-value', at('slots', slot, name), message, remedy);
      }
    }
  }
}
