import { z } from 'zod';
import { followUps } from '../../dialog/content.ts';
import { universalActions } from '../../dialog/definition.ts';
import type { GuardWords } from '../../guard/words.ts';
import { wordLists } from '../../guard/words.ts';
import { answerWords } from './dialog-files.ts';
import { id, tag, words } from './names.ts';

const phrases = z.array(words);

/** `locales/languages.yaml`: the languages spoken; the first is the one for strangers. */
export const languagesFile = z.strictObject({
  languages: z.array(tag).min(1),
  unsupported: z
    .record(tag, words)
    .optional()
    .describe(
      'In languages that are not spoken: that they are not, and please one of the following.',
    ),
  forms: z
    .record(tag, z.string().regex(/^[A-Za-z0-9-]+$/))
    .optional()
    .describe('Region whose dates, numbers and country names are used, by language.'),
});

/** A text, or texts below it. */
export type Texts = { readonly [key: string]: string | Texts };

const texts: z.ZodType<Texts> = z.lazy(() => z.record(id, z.union([words, texts])));

/** `locales/<tag>/<namespace>.yaml`: sentences by state or by key. */
export const namespaceFile = texts;

/** `locales/<tag>/answers.yaml`: buttons, and what people type instead of pressing them. */
export const answersFile = z
  .object({ action: z.record(id, z.strictObject({ label: words, typed: phrases.optional() })) })
  .catchall(answerWords);

/** `locales/<tag>/commands.yaml`: what people type for things that can be done everywhere. */
export const commandsFile = z.strictObject({
  actions: z.record(z.enum(universalActions), phrases.min(1)),
  answers: z.strictObject({
    done: phrases.min(1),
    yes: phrases.min(1),
    no: phrases.min(1),
    unsure: phrases.min(1),
  }),
  follow: z
    .record(z.enum(followUps), phrases.min(1))
    .describe('Short questions about what was said last: why, and then, show me, shorter.'),
  polite: phrases.optional().describe('"Please" and its like at the end of a message.'),
  correction: phrases.describe('Words that announce a correction of something said before.'),
  contrast: phrases.describe('Words after which a leading "done" or "yes" no longer counts.'),
  fillers: phrases.describe('Words that carry nothing beside a fact.'),
  negations: phrases.describe('Words that turn a fact round.'),
  unclear: z
    .record(id, phrases.min(1))
    .optional()
    .describe('Short messages that may mean several things, by the names in dialogs/answers.yaml.'),
  slots: z.record(id, z.record(id, phrases.min(1))),
});

/** `locales/<tag>/same.yaml`: texts that are meant to be as in the first language, and why. */
export const sameFile = z.strictObject({
  same: z.record(
    z.string().regex(/^[a-z-]+:[a-z0-9.-]+$/, 'must be the key of a text, "namespace:key"'),
    words.describe('Why it is the same.'),
  ),
});

const lists = Object.fromEntries(
  Object.entries(wordLists).map(([list, about]) => [
    list,
    z.array(z.string().min(1)).describe(about),
  ]),
);

/** `locales/<tag>/guard-words.yaml`: words by which patient data and secrets are found. */
export const guardWordsFile = z.strictObject({ guard: z.strictObject(lists) });

/** Whether no list is missing, which the schema has made sure of. */
export function isGuardWords(
  value: Readonly<Record<string, readonly string[]>>,
): value is GuardWords {
  return Object.keys(wordLists).every((list) => list in value);
}
