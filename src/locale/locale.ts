import type { i18n } from 'i18next';
import { createInstance } from 'i18next';
import { AppError } from '../base/app-error.ts';
import { never } from '../base/never.ts';
import type { Forms } from './forms.ts';
import { createForms } from './forms.ts';
import type { Line, Reply, Value } from './line.ts';
import { plainWords } from './plain-words.ts';
import type { Speech } from './speech.ts';

/** A reply in words. */
export interface RenderedReply {
  /** One text for each line of the reply; a text may itself have several lines. */
  readonly lines: readonly string[];
  readonly buttons: readonly { readonly answer: string; readonly label: string }[];
}

/** Turns keys and values into sentences: bold is `**`, an address has a line of its own. */
export interface Locale {
  /**
   * The words of a line; a language that is not spoken (any more) gives way to the first.
   * @throws AppError CONTENT_INVALID for a key that has no words, or a placeholder without value.
   */
  readonly render: (line: Line, language: string) => string;
  /** Whose dates and numbers a language takes: `en-GB`. */
  readonly regionOf: (language: string) => string;
  /** The words of a reply in its own language. */
  readonly renderReply: (reply: Reply) => RenderedReply;
}

/** Stands around an address until the whole text is known, and then for the ends of its line. */
const lineEnd = '\uE000';
const ownLine = new RegExp(`\\s*${lineEnd}([^${lineEnd}]*)${lineEnd}\\s*`, 'gu');

/** One language: how it says a key, and how it writes values. */
interface Voice {
  readonly tag: string;
  readonly forms: Forms;
  readonly say: (key: string, values: Readonly<Record<string, string>>) => string;
  readonly has: (key: string) => boolean;
}

/** The words of all languages, ready to be said. */
export function createLocale(speech: Speech): Locale {
  const words = createWords(speech);
  const voices = new Map(speech.languages.map((tag) => [tag, createVoice(speech, words, tag)]));
  const [first] = voices.values();
  const voiceOf = (tag: string): Voice => {
    const voice = voices.get(tag) ?? first;
    if (voice !== undefined) return voice;
    throw new AppError('CONTENT_INVALID', 'No language is spoken', { language: tag });
  };
  const teller: Teller = { speech, voiceOf };
  const render = (line: Line, language: string): string => tell(teller, voiceOf(language), line);
  return {
    render,
    regionOf: (language) => speech.forms[language] ?? language,
    renderReply: ({ language, lines, buttons }) => ({
      lines: lines.map((line) => render(line, language)),
      buttons: buttons.map(({ answer, label }) => ({ answer, label: render(label, language) })),
    }),
  };
}

function createWords(speech: Speech): i18n {
  const words = createInstance();
  void words.init({
    resources: structuredClone(speech.texts),
    lng: speech.languages[0] ?? 'und',
    fallbackLng: false,
    load: 'currentOnly',
    lowerCaseLng: true,
    initAsync: false,
    nsSeparator: false,
    keySeparator: '.',
    interpolation: { escapeValue: false },
    returnNull: false,
    missingInterpolationHandler: (text, [placeholder = '']: readonly string[]) => {
      throw new AppError('CONTENT_INVALID', 'There is no value for a placeholder', {
        text,
        placeholder,
      });
    },
  });
  return words;
}

function createVoice(speech: Speech, words: i18n, tag: string): Voice {
  const say = (
    key: string,
    values: Readonly<Record<string, string>>,
    registers: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): string => {
    const [ns, below] = partsOf(key);
    if (!hasWords(words, tag, key)) {
      throw new AppError('CONTENT_INVALID', 'There are no words for a key', { key, language: tag });
    }
    return words.t(below, {
      lng: tag,
      ns,
      replace: { ...values, ...registers },
      nest: false,
    });
  };
  const link = Object.fromEntries(
    Object.entries(speech.links).map(([id, address]) => [id, onOwnLine(address)]),
  );
  const label = Object.fromEntries(
    Object.entries(speech.labels).map(([id, texts]) => {
      const original = texts[speech.languages[0] ?? ''] ?? '';
      const local = texts[tag];
      const both = local !== undefined && local !== original;
      return [id, both ? say('common:label-both', { local, original }, {}) : bold(original)];
    }),
  );
  return {
    tag,
    forms: createForms(speech.forms[tag] ?? tag),
    say: (key, values) => say(key, values, { label, link }),
    has: (key) => hasWords(words, tag, key),
  };
}

/** Whether a key has a text of its own, and is not a group of texts. */
function hasWords(words: i18n, tag: string, key: string): boolean {
  const found: unknown = words.getResource(tag, ...partsOf(key));
  return typeof found === 'string';
}

/** Namespace and path below it. */
function partsOf(key: string): [string, string] {
  const cut = key.indexOf(':');
  return [key.slice(0, cut), key.slice(cut + 1)];
}

/** What rendering a line needs besides the language it is said in. */
interface Teller {
  readonly speech: Speech;
  readonly voiceOf: (tag: string) => Voice;
}

function tell(teller: Teller, voice: Voice, { key, values }: Line): string {
  const rendered = Object.entries(values ?? {}).map(
    ([name, value]) => [name, show(teller, voice, value)] as const,
  );
  const text = voice.say(key, Object.fromEntries(rendered));
  return text.includes(lineEnd) ? text.replace(ownLine, '\n$1\n').trim() : text;
}

function show(teller: Teller, voice: Voice, value: Value): string {
  const { forms } = voice;
  switch (value.kind) {
    case 'text':
      return showText(voice, value.text);
    case 'number':
      return forms.number(value.number);
    case 'network':
      return teller.speech.networks[value.id] ?? value.id;
    case 'country':
      return forms.country(value.iso);
    case 'screen':
      return bold(value.text);
    case 'exact':
      return bold(value.text);
    case 'worded':
      return value.texts[voice.tag] ?? Object.values(value.texts)[0] ?? '';
    case 'address':
      return onOwnLine(value.text);
    case 'day':
      return forms.day(value.iso);
    case 'language':
      return teller.voiceOf(value.tag).say('common:language-name', {});
    case 'line':
      return tell(teller, voice, value.line);
    case 'lines': {
      const lines = value.lines.map((line) => tell(teller, voice, line));
      return value.join === 'newline' ? lines.join('\n') : forms.list(lines);
    }
    case 'values':
      return forms.list(value.values.map((inner) => show(teller, voice, inner)));
    case 'transient':
      return plainWords(value.text);
    default:
      return never(value);
  }
}

/** What a person wrote: plain words, with what was masked in it named in this language. */
function showText(voice: Voice, text: string): string {
  return plainWords(text)
    .replace(/⟦([a-z-]+)⟧/gu, (_, kind: string) => showMask(voice, kind))
    .replace(/[⟦⟧]/gu, '');
}

/** The name of a mask in square brackets; a word that is no mask of ours stays a word. */
function showMask(voice: Voice, kind: string): string {
  const key = `guard:mask.${kind}`;
  return voice.has(key) ? `[${voice.say(key, {})}]` : kind;
}

function bold(text: string): string {
  return `**${text}**`;
}

function onOwnLine(text: string): string {
  return `${lineEnd}${text}${lineEnd}`;
}
