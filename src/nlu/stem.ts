import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';

/** Gives the stem of a folded word. */
export type Stemmer = (word: string) => string;

/** The one place that knows languages by name. A tag that is missing here gets the prefix stemmer. */
const stemmers = new Map<string, Stemmer>(
  Object.entries({
    ar: arabic,
    bg: bulgarian,
    da: danish,
    de: german,
    el: greek,
    en: english,
    es: spanish,
    fi: finnish,
    fr: french,
    ga: irish,
    hu: hungarian,
    it: italian,
    lt: lithuanian,
    nb: norwegian,
    nl: dutch,
    no: norwegian,
    pt: portuguese,
    ro: romanian,
    ru: russian,
    sv: swedish,
    tr: turkish,
    uk: ukrainian,
  }),
);

/** Letters kept of a word in a language without a stemmer of its own. */
const prefixLength = 5;

/** Words remembered by one stemmer before it starts afresh: a bound on memory, not a tuning knob. */
const cacheSize = 20_000;

/**
 * The stemmer of a language, with a cache of its own: stemming a word costs twenty times a look-up.
 *
 * A regional tag ("pt-BR") stems as its language.
 */
export function stemmerFor(language: string): Stemmer {
  return cached(stemmers.get(baseOf(language)) ?? prefixStem);
}

/** Whether a language has a stemmer made for it rather than the prefix. */
export function hasStemmer(language: string): boolean {
  return stemmers.has(baseOf(language));
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

function prefixStem(word: string): string {
  return word.slice(0, prefixLength);
}

function cached(stem: Stemmer): Stemmer {
  const known = new Map<string, string>();
  return (word) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    if (known.size >= cacheSize) known.clear();
    const made = stem(word);
    known.set(word, made);
    return made;
  };
}
