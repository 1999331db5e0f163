import type { Answer, Place, UniversalAction } from '../../dialog/definition.ts';
import { foldedWords } from '../../nlu/fold.ts';
import { universalAnswers } from '../compile/dialogs.ts';
import type { ContentFiles } from '../content-files.ts';
import type { FileValue } from '../file-kinds.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';

/** Whether what people type means one thing in one place. */
export const typedChecks: readonly Check[] = [
  { needs: ['dialog', 'answers', 'commands'], run: answersOfStates },
  { needs: ['commands'], run: commandsAlike },
  { needs: ['likes', 'dialog', 'answers', 'commands'], run: gesturesMeantOtherwise },
  { needs: ['words', 'articles'], run: titlesAlike },
];

type Answers = ContentFiles['answers'][number];
type Commands = FileValue<'commands'>;

/** Something typed, folded, and where its author wrote it. */
interface Typed {
  readonly text: string;
  readonly spoken: string;
  readonly at: () => Spot;
}

/** The words of an answer in one language: its label, then what is typed instead. */
function typedOf(file: Answers, id: string): Typed[] {
  const universal = universalAnswers[id];
  if (universal !== undefined) {
    const label = file.value.action[universal]?.label;
    const at = (): Spot => file.at('action', universal, 'label');
    return label === undefined ? [] : [asTyped(label, at)];
  }
  const entry = file.value[id];
  if (entry === undefined) return [];
  const typed = (entry.typed ?? []).map((text, index) =>
    asTyped(text, () => file.at(id, 'typed', index)),
  );
  return [asTyped(entry.label, () => file.at(id, 'label')), ...typed];
}

function asTyped(text: string, at: () => Spot): Typed {
  return { text, spoken: spokenForm(text), at };
}

function spokenForm(text: string): string {
  return foldedWords(text).join(' ');
}

function* answersOfStates(view: View): Generator<Mistake> {
  for (const file of view.files.answers) {
    const words = wordsOnce(file);
    const commands = view.files.commands.find(({ tag }) => tag === file.tag);
    const actions = commands === undefined ? new Map<string, never>() : actionWords(commands.value);
    for (const [place, state] of view.states) {
      if (state.kind === 'route') continue;
      yield* alike(place, state.answers, words);
      for (const answer of state.answers) yield* likeAction(answer, words, actions);
    }
  }
}

type WordsOf = (id: string) => readonly Typed[];

/** The words of each answer, folded once however many states have it. */
function wordsOnce(file: Answers): WordsOf {
  const known = new Map<string, Typed[]>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const words = typedOf(file, id);
    known.set(id, words);
    return words;
  };
}

function* alike(place: Place, answers: readonly Answer[], words: WordsOf): Generator<Mistake> {
  const seen = new Map<string, string>();
  for (const { id } of answers) {
    for (const { text, spoken, at } of words(id)) {
      const other = seen.get(spoken);
      seen.set(spoken, other ?? id);
      if (other === undefined || other === id) continue;
      const message = `"${text}" means both "${other}" and "${id}" in "${place}".`;
      const remedy = 'Keep it for one of them, or word them apart.';
      yield mistake('same-typed-answer', at(), message, remedy);
    }
  }
}

function* likeAction(
  { id, to }: Answer,
  words: WordsOf,
  actions: ReadonlyMap<string, UniversalAction>,
): Generator<Mistake> {
  for (const { text, spoken, at } of words(id)) {
    const action = actions.get(spoken);
    if (action === undefined || does(id, to, action)) continue;
    const message = `"${text}" of the answer "${id}" is also typed for "${action}", which works everywhere.`;
    const remedy = 'Take it out of one of the two.';
    yield mistake('same-typed-answer', at(), message, remedy);
  }
}

/** Whether an answer does what an action does, so that the same words do no harm. */
function does(id: string, to: Answer['to'], action: UniversalAction): boolean {
  if (universalAnswers[id] === action) return true;
  if (to.kind === 'action') return to.action === action;
  if (to.kind === 'return') return action === 'back';
  const toPerson = to.kind !== 'article' && to.place.startsWith('person/');
  return toPerson && action === 'person';
}

function actionWords(commands: Commands): Map<string, UniversalAction> {
  return new Map(
    typedActions(commands).flatMap(([action, phrases]) =>
      phrases.map((phrase) => [spokenForm(phrase), action] as const),
    ),
  );
}

function typedActions({ actions }: Commands): [UniversalAction, readonly string[]][] {
  const { back, where, restart, language, person, more, stuck, different, ticket, erase } = actions;
  return [
    ['back', back],
    ['where', where],
    ['restart', restart],
    ['language', language],
    ['person', person],
    ['more', more],
    ['stuck', stuck],
    ['different', different],
    ['ticket', ticket],
    ['erase', erase],
  ];
}

function* commandsAlike({ files }: View): Generator<Mistake> {
  for (const { value, at } of files.commands) {
    const seen = new Map<string, string>();
    for (const group of ['actions', 'answers'] as const) {
      for (const [name, phrases] of Object.entries(value[group])) {
        for (const [index, phrase] of phrases.entries()) {
          const spoken = spokenForm(phrase);
          const other = seen.get(spoken);
          seen.set(spoken, other ?? name);
          if (other === undefined || other === name) continue;
          const message = `"${phrase}" stands for both "${other}" and "${name}".`;
          const remedy = 'Keep it for one of them.';
          yield mistake('same-typed-answer', at(group, name, index), message, remedy);
        }
      }
    }
  }
}

/** A general word that is typed for one answer of a state and understood as another of it. */
function* gesturesMeantOtherwise(view: View): Generator<Mistake> {
  const [likes] = view.files.likes;
  for (const file of view.files.answers) {
    const commands = view.files.commands.find(({ tag }) => tag === file.tag);
    if (commands === undefined || likes === undefined) continue;
    const words = wordsOnce(file);
    for (const [gesture, phrases] of Object.entries(commands.value.answers)) {
      const general = new Set(phrases.map(spokenForm));
      const meant = new Set(Object.entries(likes.value.like).find(([it]) => it === gesture)?.[1]);
      for (const [place, state] of view.states) {
        if (state.kind === 'route') continue;
        const expected = state.answers.find(({ id }) => meant.has(id));
        if (expected === undefined) continue;
        for (const { id } of state.answers) {
          if (meant.has(id)) continue;
          const clash = words(id).find(({ spoken }) => general.has(spoken));
          if (clash !== undefined) yield otherwise(place, clash, [id, expected.id, gesture]);
        }
      }
    }
  }
}

function otherwise(
  place: Place,
  { text, at }: Typed,
  [id, expected, gesture]: readonly [string, string, string],
): Mistake {
  const message = `"${text}" of the answer "${id}" is a general "${gesture}", which in "${place}" stands for "${expected}".`;
  const remedy = 'Take it out, or list the answer in dialogs/answers.yaml.';
  return mistake('same-typed-answer', at(), message, remedy);
}

function* titlesAlike({ files, articles }: View): Generator<Mistake> {
  for (const tag of new Set(files.words.map((file) => file.tag))) {
    const seen = new Map<string, string>();
    for (const { value, at } of files.words.filter((file) => file.tag === tag)) {
      for (const [id, { title }] of Object.entries(value.articles)) {
        const spoken = spokenForm(title);
        const other = seen.get(spoken);
        seen.set(spoken, other ?? id);
        if (other === undefined || other === id || !(id in articles)) continue;
        const message = `"${title}" is the title of "${other}" already.`;
        yield mistake('same-title', at('articles', id, 'title'), message, 'Word them apart.');
      }
    }
  }
}
