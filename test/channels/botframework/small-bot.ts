import { createFakeClock } from '../../support/fake-clock.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import type { DialogContent, Phrases } from '../../../src/dialog/content.ts';
import type { Answer, SayState } from '../../../src/dialog/definition.ts';
import { createLocale } from '../../../src/locale/locale.ts';
import type { Locale } from '../../../src/locale/locale.ts';
import { openStore } from '../../../src/storage/open.ts';
import type { Store } from '../../../src/storage/store.ts';
import type { TurnStore } from '../../../src/turn/ports.ts';
import type { TurnWatcher, Turns } from '../../../src/turn/turns.ts';
import { createTurns } from '../../../src/turn/turns.ts';

/** Two states and a handful of words: enough for a channel, and it does not change with the content. */
export interface SmallBot {
  readonly turns: Turns;
  readonly store: Store;
  readonly locale: Locale;
  readonly clock: FakeClock;
  readonly close: () => Promise<void>;
}

const answer = (id: string, place: string): Answer => ({
  id,
  to: { kind: 'place', place },
  set: {},
  clear: [],
  mark: null,
  sends: false,
});

const state = (id: string, answers: readonly Answer[]): SayState => ({
  kind: 'say',
  id,
  say: [{ when: {}, text: 'say' }],
  answers,
  collects: null,
  next: null,
  expects: [],
  sources: [],
  stuck: null,
  different: null,
  resume: [{ when: {}, text: 'resume' }],
  learns: {},
  returning: [],
  short: false,
  success: false,
});

const noPhrases: Phrases = {
  actions: {
    back: [],
    where: [],
    restart: [],
    language: [],
    person: [],
    more: [],
    stuck: [],
    different: [],
    ticket: [],
    erase: [],
  },
  followUps: { why: [], then: [], show: [], shorter: [] },
  gestures: { done: [], yes: [], no: [], unsure: [] },
  answers: { starting: [['i', 'm', 'starting']], open: [['it', 'is', 'open']] },
  titles: {},
  languageNames: [],
  polite: [],
  correction: [],
  accented: new Set(),
  contrast: new Set(),
  fillers: new Set(),
  tones: {},
};

const content: DialogContent = {
  root: 'start/hello',
  dialogs: {
    start: {
      id: 'start',
      stage: null,
      start: 'hello',
      states: {
        hello: state('hello', [answer('starting', 'start/sign-in')]),
        'sign-in': state('sign-in', [answer('open', 'start/hello')]),
      },
      person: null,
      renamed: {},
    },
  },
  articles: {},
  unsupported: {},
  networks: {},
  slots: {},
  countries: {},
  placeholders: {},
  foreignLabels: { en: new Set(), de: new Set() },
  phrases: { en: noPhrases, de: noPhrases },
  likes: { done: new Set(), yes: new Set(), no: new Set(), unsure: new Set() },
  sources: {},
  fallbackMailbox: null,
  keeps: { transcriptDays: 90, ticketDays: 365 },
  languages: ['en', 'de'],
  ears: {
    decide: () => ({ outcome: 'fallback', intent: null, alternatives: [], second: null }),
    mentions: () => [],
    email: () => null,
    language: (_text, { language }) => ({ tag: language, supported: true, foreign: null }),
  },
};

const labels = { starting: { label: "I'm starting" }, open: { label: 'It is open' } };
const always = {
  person: { label: 'A person' },
  more: { label: 'More' },
  none: { label: 'None of these' },
  back: { label: 'Go back' },
  where: { label: 'Where am I?' },
  restart: { label: 'Start over' },
  language: { label: 'Language' },
};

const english = {
  start: {
    hello: { say: 'Hello. Where are you now?', resume: 'Where are you now?' },
    'sign-in': {
      say: 'Click **Sign in** here:\nhttps://webgate.ec.europa.eu/cas',
      resume: 'Are you signed in?',
    },
  },
  answers: { ...labels, action: always, person: always.person },
  common: {
    privacy: 'Please write nothing about patients here.',
    'moved-on': 'That button belongs to an earlier step.',
    'not-understood': 'I did not understand that.',
    'not-understood-clarify': 'Is it one of these?',
    'not-understood-person': 'A person can help.',
    'no-attachment': 'I cannot open files here.',
    'phone-form': 'In this form: {{phone}}',
  },
  failures: {
    'too-long': 'That is too long to read.',
    broken: 'Something broke.',
    busy: 'Too busy right now.',
    unavailable: 'I cannot work right now.',
  },
};

const german = {
  ...english,
  start: { ...english.start, hello: { say: 'Guten Tag.', resume: 'Wo stehen Sie?' } },
};

/** A bot of its own; `store` may stand in for the database to make it fail. */
export async function createSmallBot(
  given: { readonly store?: (real: TurnStore) => TurnStore; readonly watcher?: TurnWatcher } = {},
): Promise<SmallBot> {
  const clock = createFakeClock();
  const store = await openStore(':memory:');
  let count = 0;
  const turns = createTurns({
    picker: null,
    content,
    store: given.store?.(store.turns) ?? store.turns,
    clock,
    ids: { next: () => `c${String((count += 1))}` },
    guard: {
      inspect: (text) => ({
        masked: text.replace(/\+\d+/g, '⟦phone⟧'),
        findings: /\+\d+/.test(text) ? ['phone'] : [],
      }),
      emergency: () => false,
      phone: (text) => /\+\d+/.exec(text)?.[0] ?? null,
    },
    mails: {
      write: () => {
        throw new TypeError('This bot writes no mails');
      },
    },
    notices: () => [],
    after: { ticket: () => undefined, erased: () => Promise.resolve() },
    watcher: given.watcher ?? { handled: () => undefined, failed: () => undefined },
  });
  const locale = createLocale({
    languages: ['en', 'de'],
    forms: { en: 'en-GB', de: 'de-DE' },
    texts: { en: english, de: german },
    labels: {},
    links: {},
    networks: {},
  });
  const close = async (): Promise<void> => {
    await turns.close();
    await store.close();
  };
  return { turns, store, locale, clock, close };
}
