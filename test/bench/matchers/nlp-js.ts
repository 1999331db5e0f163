import { containerBootstrap } from '@nlpjs/core';
import { NluNeural } from '@nlpjs/nlu';
import type { Guesser, Lesson, Peer } from './peer.ts';
import { lessonsByLanguage } from './peer.ts';

/** The languages that nlp.js is given its own stemmer for. */
const plugins: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  en: async () => (await import('@nlpjs/lang-en')).default,
  fr: async () => (await import('@nlpjs/lang-fr')).default,
  de: async () => (await import('@nlpjs/lang-de')).default,
  pt: async () => (await import('@nlpjs/lang-pt')).default,
  it: async () => (await import('@nlpjs/lang-it')).default,
  es: async () => (await import('@nlpjs/lang-es')).default,
  nl: async () => (await import('@nlpjs/lang-nl')).default,
  pl: async () => (await import('@nlpjs/lang-pl')).default,
};

/** The label that nlp.js gives to what it does not know. */
const unknownLabel = 'None';

/** nlp.js with its neural network, its own language packages, and its feature for unknown texts. */
export const nlpJs: Peer = {
  name: 'nlp.js',
  asksOneIn: 1,
  train: async (examples) => {
    const guessers = new Map<string, Guesser>();
    for (const [language, lessons] of lessonsByLanguage(examples)) {
      guessers.set(language, await trainOne(language, lessons));
    }
    return (text, language) => guessers.get(language)?.(text, language) ?? nothing;
  },
};

const nothing = { intent: null, score: 0 };

async function trainOne(language: string, lessons: readonly Lesson[]): Promise<Guesser> {
  const container = await containerBootstrap();
  const plugin = Object.entries((await plugins[language]?.()) ?? {}).find(([name]) =>
    /^Lang[A-Z][a-z]$/.test(name),
  )?.[1];
  if (plugin !== undefined) container.use(plugin);
  // It fails on a tag that it has no pipeline for; without its stemmer the words are compared as they are.
  const locale = language in plugins ? language : 'en';
  const nlu = new NluNeural({ locale, container, log: false, useNoneFeature: true });
  await nlu.train(lessons.map(({ text, intent }) => ({ utterance: text, intent })));
  return async (text) => {
    const { classifications } = await nlu.process(text);
    const [best] = classifications;
    const known = classifications.find(({ intent }) => intent !== unknownLabel);
    const score = best?.intent === unknownLabel ? 0 : (best?.score ?? 0);
    return { intent: known?.intent ?? null, score };
  };
}
