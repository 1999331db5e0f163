import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { DialogContent } from '../../../src/dialog/content.ts';
import { createTestBrain } from '../../support/test-brain.ts';
import type { Bot } from '../../support/test-bot.ts';
import { createTestBot } from '../../support/test-bot.ts';

const phrases = z.array(z.string()).min(2);
const table = z
  .record(
    z.string(),
    z.strictObject({
      typed: phrases,
      en: phrases,
      fr: phrases,
      de: phrases,
      pt: phrases,
    }),
  )
  .parse(parse(readFileSync('test/nlu/entities/network-names.yaml', 'utf8')));

const fieldsOf = (language: string) =>
  z
    .object({ networks: z.record(z.string(), z.object({ field: z.string() })) })
    .parse(parse(readFileSync(`knowledge/${language}/networks.yaml`, 'utf8')));

const sentences = {
  en: (name: string) => `Hello, I work in a centre of ${name} and have no access yet`,
  fr: (name: string) => `Bonjour, notre centre fait partie de ${name}, comment demander un accès ?`,
  de: (name: string) => `Guten Tag, unser Zentrum gehört zu ${name} und ich brauche Zugang`,
  pt: (name: string) => `Bom dia, o nosso centro pertence a ${name}, como peço acesso?`,
} as const;

const languages = ['en', 'fr', 'de', 'pt'] as const;
type Language = (typeof languages)[number];

const rows = Object.entries(table).flatMap(([id, said]) =>
  languages.map((language) => ({ id, language, typed: said.typed, fields: said[language] })),
);

/** Sentences in which nobody names a network, though a word of them may look like one. */
const innocent: readonly (readonly [Language, string])[] = [
  ['en', 'I need to reconnect to the wifi of the hospital first'],
  ['en', 'there is a strong bond between our two hospitals'],
  ['en', 'I keep an eye on the screen and nothing happens'],
  ['en', 'the skin of the app looks different on my phone'],
  ['en', 'Rita from our secretariat told me to write to you'],
  ['en', 'Erica asked me to look into this for her'],
  ['en', 'can my team lead can my request if I am away'],
  ['en', 'my ERN and my hospital do not agree on this'],
  ['en', 'I use gestures on the phone and they do not work'],
  ['en', 'once it is paid can we begin at the heart of the matter'],
  ['en', 'it costs five euro and nobody told me so'],
  ['fr', 'il faut que je me reconnecte au wifi de la clinique'],
  ['fr', 'voilà le cœur du problème avec ce site'],
  ['fr', "Rita du secrétariat m'a dit de vous écrire"],
  ['fr', 'mon os est Windows et la page reste blanche'],
  ['fr', 'mon ERN et mon hôpital ne sont pas du même avis'],
  ['fr', "le mot de passe a fait un bond d'une ligne à l'autre"],
  ['de', 'ich möchte lieber nicht heute, sondern morgen weitermachen'],
  ['de', 'wie kann ich die Sprache der Seite ändern'],
  ['de', 'das System erkennt mich einfach nicht wieder'],
  ['de', 'man rechnet hier mit den anderen Tagen'],
  ['de', 'das liegt mir wirklich sehr am Herzen'],
  ['de', 'mein ERN und mein Krankenhaus sind sich nicht einig'],
  ['de', 'Erika aus dem Sekretariat hat mich geschickt'],
  ['de', 'ich behalte den Bildschirm im Auge und warte ungern'],
  ['pt', 'preciso de reconectar o computador à rede do hospital'],
  ['pt', 'a Rita do secretariado disse-me para escrever'],
  ['pt', 'esse é o coração do problema com a página'],
  ['pt', 'a minha ERN e o meu hospital não estão de acordo'],
  ['pt', 'tenho os olhos cansados de tanto olhar para o ecrã'],
  ['pt', 'bati com o crânio na porta de tanta pressa'],
];

let content: DialogContent;
let bot: Bot;
beforeAll(async () => {
  content = (await createTestBrain()).dialogContent;
  bot = await createTestBot();
});
afterAll(() => bot.close());

function heard(text: string, language: Language): string {
  const now = Date.parse('2026-11-21T00:00:00Z');
  const found = content.ears
    .mentions(text, { language, now })
    .filter(({ slot }) => slot === 'network');
  return found.map(({ value, by }) => `${value} by ${by}`).join(', ');
}

const heardIn = (texts: readonly string[], language: Language): [string, string][] =>
  texts.map((text) => [text, heard(text, language)]);

const allAs = (texts: readonly string[], what: string): [string, string][] =>
  texts.map((text) => [text, what]);

describe('the networks of the real content', () => {
  it('are all in the table', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(content.networks).sort());
    expect(Object.keys(table)).toHaveLength(24);
  });

  it.each(rows)('are known by name: $id in $language', ({ id, language, typed }) => {
    const network = content.networks[id];
    const names = [network?.name ?? '', network?.short ?? '', network?.label ?? '', ...typed];
    const texts = names.filter((name) => name !== '').map(sentences[language]);
    expect(heardIn(texts, language)).toEqual(allAs(texts, `${id} by name`));
  });

  it.each(rows)('are known by field: $id in $language', ({ id, language, fields }) => {
    expect(heardIn(fields, language)).toEqual(allAs(fields, `${id} by field`));
  });

  it.each(languages)('are known by the field that is said of them in %s', (language) => {
    const { networks } = fieldsOf(language);
    const fields = Object.values(networks).map(({ field }) => field);
    const expected = Object.entries(networks).map(([id, { field }]) => [field, `${id} by field`]);
    expect(heardIn(fields, language)).toEqual(expected);
  });

  it.each(innocent)('are not named in %s: %s', (language, text) => {
    expect(heard(text, language)).not.toContain('by name');
  });

  it.each(innocent)('stay what they are after, in %s: %s', async (language, text) => {
    for (const slots of [{}, { network: 'erknet' }]) {
      const talk = bot.talk({ locale: language, slots });
      await talk.act({ kind: 'begins' });
      await talk.act({ kind: 'says', text });
      const { network } = await talk.slots();
      expect(network).toBe(slots.network);
    }
  });
});
