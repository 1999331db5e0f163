import type { Gesture, Phrase, Phrases } from '../../dialog/content.ts';
import type { UniversalAction } from '../../dialog/definition.ts';
import type { Article } from '../../knowledge/article.ts';
import { foldedWords, hasAccent } from '../../nlu/fold.ts';
import type { ContentFiles } from '../content-files.ts';
import type { FileValue } from '../file-kinds.ts';
import type { View } from '../view.ts';
import { universalAnswers } from './dialogs.ts';

/** What people type in one language, folded. */
export function compilePhrases(view: View, tag: string): Phrases {
  const commands = view.files.commands.find((file) => file.tag === tag)?.value;
  const answers = view.files.answers.find((file) => file.tag === tag);
  const words = view.files.words.filter((file) => file.tag === tag);
  return {
    actions: actionPhrases(commands, answers),
    gestures: gesturePhrases(commands),
    followUps: followUpPhrases(commands),
    answers: answerPhrases(view, answers),
    titles: titlePhrases(words),
    languageNames: languageNames(view, tag),
    polite: phrases(commands?.polite),
    correction: phrases(commands?.correction),
    contrast: new Set(phrases(commands?.contrast).flat()),
    accented: accentedPhrases([
      ...(commands?.answers.yes ?? []),
      ...(commands?.answers.unsure ?? []),
    ]),
    fillers: new Set(phrases(commands?.fillers).flat()),
    tones: tonePhrases(words),
  };
}

/** Phrases as folded words, each once; one without letters or digits is none. */
export function phrases(texts: readonly string[] | undefined): Phrase[] {
  const once = new Map((texts ?? []).map((text) => [foldedWords(text).join(' '), text]));
  return [...once.values()].map((text) => foldedWords(text)).filter((words) => words.length > 0);
}

/** The phrases that are written with accents only, folded: "sì" is a yes and "si" is another word. */
function accentedPhrases(texts: readonly string[]): Set<string> {
  const plain = texts.filter((text) => !hasAccent(text)).map((text) => foldedWords(text).join(' '));
  const accented = texts.filter(hasAccent).map((text) => foldedWords(text).join(' '));
  return new Set(accented.filter((phrase) => !plain.includes(phrase)));
}

function actionPhrases(
  commands: FileValue<'commands'> | undefined,
  answers: ContentFiles['answers'][number] | undefined,
): Readonly<Record<UniversalAction, readonly Phrase[]>> {
  const of = (action: UniversalAction): Phrase[] => {
    const label = answers?.value.action[action]?.label;
    return phrases([...(label === undefined ? [] : [label]), ...(commands?.actions[action] ?? [])]);
  };
  return {
    back: of('back'),
    where: of('where'),
    restart: of('restart'),
    language: of('language'),
    person: of('person'),
    more: of('more'),
    stuck: of('stuck'),
    different: of('different'),
    ticket: of('ticket'),
    erase: of('erase'),
  };
}

function gesturePhrases(
  commands: FileValue<'commands'> | undefined,
): Readonly<Record<Gesture, readonly Phrase[]>> {
  const { done, yes, no, unsure } = commands?.answers ?? {};
  return { done: phrases(done), yes: phrases(yes), no: phrases(no), unsure: phrases(unsure) };
}

function followUpPhrases(commands: FileValue<'commands'> | undefined): Phrases['followUps'] {
  const { why, then, show, shorter } = commands?.follow ?? {};
  return { why: phrases(why), then: phrases(then), show: phrases(show), shorter: phrases(shorter) };
}

/** The words of every button: those of states by their id, those of the engine by theirs with "@". */
function answerPhrases(
  view: View,
  file: ContentFiles['answers'][number] | undefined,
): Record<string, Phrase[]> {
  if (file === undefined) return {};
  const { action, ...answers } = file.value;
  const labelled = (name: string): Phrase[] =>
    phrases([action[name]?.label ?? '', ...(action[name]?.typed ?? [])]);
  const { 'write-for-me': write } = answers;
  const toPerson = phrases(write === undefined ? [] : [write.label, ...(write.typed ?? [])]);
  const own = Object.entries(answers).map(
    ([id, { label, typed }]) => [id, phrases([label, ...(typed ?? [])])] as const,
  );
  const universal = Object.entries(universalAnswers).map(
    ([id, name]) => [id, labelled(name)] as const,
  );
  const engine = Object.keys(action).map((name) => [`@${name}`, labelled(name)] as const);
  const ofArticles = Object.values(view.articles).flatMap((article) =>
    buttonsOf(view, article).map(([id, name]) => [id, labelled(name)] as const),
  );
  const persons = [['@go:person/entry', toPerson] as const];
  return Object.fromEntries([...own, ...universal, ...engine, ...ofArticles, ...persons]);
}

/** Buttons that the engine makes for an article, and the action whose label they carry. */
function buttonsOf(view: View, { id, asks, leads, more }: Article): [string, string][] {
  const slot = asks === null ? undefined : view.slots[asks];
  const values = slot?.reads === 'choice' ? (slot.values ?? []) : [];
  return [
    ...values.map((value): [string, string] => [
      `@set:${asks ?? ''}=${value}:${id}`,
      `set-${asks ?? ''}-${value}`,
    ]),
    ...(leads === null || leads.to.startsWith('person/')
      ? []
      : [[`@go:${leads.to}`, 'walk'] satisfies [string, string]]),
    ...(more ? [[`@show:${id}`, 'show-more'] satisfies [string, string]] : []),
  ];
}

function titlePhrases(words: ContentFiles['words']): Record<string, Phrase[]> {
  return Object.fromEntries(
    words.flatMap(({ value }) =>
      Object.entries(value.articles).map(([id, { title }]) => [id, phrases([title])] as const),
    ),
  );
}

/** What a language is called: by itself, and in every language spoken. */
function languageNames(view: View, tag: string): Phrase[] {
  const own = view.texts.get(tag)?.get('common:language-name')?.text ?? '';
  const others = view.tags.map(
    (other) => new Intl.DisplayNames([other], { type: 'language' }).of(tag) ?? '',
  );
  return phrases([own, ...others]);
}

function tonePhrases(words: ContentFiles['words']): Record<string, Phrase[]> {
  const tones = new Map<string, string[]>();
  for (const { value } of words) {
    for (const article of Object.values(value.articles)) {
      for (const [tone, texts] of Object.entries(article.tones ?? {})) {
        tones.set(tone, [...(tones.get(tone) ?? []), ...texts]);
      }
    }
  }
  return Object.fromEntries([...tones].map(([tone, texts]) => [tone, phrases(texts)]));
}
