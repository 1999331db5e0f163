import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { AppError } from './base/app-error.ts';
import type { Cache } from './content/cache.ts';
import { createCache, hashOfFiles } from './content/cache.ts';
import { fingerprintOf, readFolder } from './content/folder.ts';
import { deepFreeze } from './content/freeze.ts';
import type { LoadedContent } from './content/loaded-content.ts';
import type { DialogContent } from './dialog/content.ts';
import type { FindingKind } from './guard/finding.ts';
import { patientKinds } from './guard/finding.ts';
import { inspect } from './guard/inspect.ts';
import type { Locale } from './locale/locale.ts';
import { createLocale } from './locale/locale.ts';
import type { SpeechTexts } from './locale/speech.ts';
import { buildCountryLexicon } from './nlu/entities/country.ts';
import { buildNetworkLexicon } from './nlu/entities/network.ts';
import { readPhone } from './nlu/entities/phone.ts';
import { chooseLanguage } from './nlu/language.ts';
import type { Matcher } from './nlu/matcher.ts';
import { loadMatcher, trainMatcher } from './nlu/matcher.ts';
import type { EarParts } from './turn/ears.ts';
import { createEars, decideIntent } from './turn/ears.ts';
import { usualKeeping } from './turn/keeping.ts';
import type { GuardPort } from './turn/receive.ts';

/** What a text means, with the figures behind it. */
export interface Understood {
  readonly language: string | null;
  readonly supported: boolean;
  readonly outcome: 'answer' | 'clarify' | 'fallback';
  readonly intent: string | null;
  readonly score: number;
  readonly alternatives: readonly { readonly intent: string; readonly score: number }[];
}

/** Everything that is the same for all conversations: made once, frozen, pure to use. */
export interface Brain {
  readonly dialogContent: DialogContent;
  readonly locale: Locale;
  readonly guard: GuardPort;
  readonly understand: (text: string, locale: string | null) => Understood;
  /** Whether an intent fetches a person at once. */
  readonly needsPerson: (intent: string) => boolean;
  readonly isPatientData: (kinds: readonly FindingKind[]) => boolean;
  /** Facts that the authors say are known at a place: nobody gets there without them. */
  readonly knows: Readonly<Record<string, readonly string[]>>;
  /** Whether the first language has a text under this key. */
  readonly hasText: (key: string) => boolean;
  /** Texts of a namespace by language, for what is said outside of conversations. */
  readonly textsOf: (namespace: string) => Readonly<Record<string, SpeechTexts>>;
}

/** Where a brain comes from. */
export interface BrainSource {
  /** The folder that holds `dialogs/`, `knowledge/`, `locales/` and `src/`. */
  readonly root: string;
  /** Where results are kept between starts; null keeps none. */
  readonly cache: string | null;
  readonly now: number;
  /** The desk of networks whose own mailbox is not known; null where the operator names none. */
  readonly fallbackMailbox: string | null;
  /** How long things are kept, as people are told; the usual where nothing is said. */
  readonly keeps?: DialogContent['keeps'] | undefined;
}

/** Folders whose code decides what checked content and a trained matcher look like. */
const thinking = [
  'base',
  'content',
  'dialog',
  'escalation',
  'guard',
  'knowledge',
  'locale',
  'nlu',
  'turn',
] as const;

/**
 * Reads and checks the content, trains the matcher, or takes both from the cache.
 * @throws AppError CONTENT_INVALID with every mistake, each with file, line, rule and remedy.
 */
export async function createBrain(source: BrainSource): Promise<Brain> {
  const cache = source.cache === null ? null : createCache(source.cache);
  const texts = readFolder(source.root);
  const code = hashOfFiles(
    thinking.map((folder) => join(source.root, 'src', folder)),
    '.ts',
  );
  const key = `${fingerprintOf(texts)}-${code}`.replace(/[^\w-]/g, '').slice(0, 120);
  const kept = recallBoth(cache, key);
  if (kept !== null) return assemble(kept.content, kept.matcher, source);
  const content = await readChecked(texts, source.now);
  const matcher = trainMatcher(content.training, { outOfScope: content.outOfScope });
  keepBoth(cache, key, { content, matcher });
  return assemble(content, matcher, source);
}

/** What a start takes from an earlier one; the questions themselves are not needed again. */
interface Kept {
  readonly content: UsedContent;
  readonly matcher: Matcher;
}

type UsedContent = Omit<LoadedContent, 'training'>;

function recallBoth(cache: Cache | null, key: string): Kept | null {
  const content = cache?.read('content', key) ?? null;
  const matcher = loadMatcher(cache?.read('matcher', key) ?? new Uint8Array());
  if (content === null || matcher === undefined) return null;
  return { content: deepFreeze(deserialize(content) as UsedContent), matcher };
}

function keepBoth(
  cache: Cache | null,
  key: string,
  { content, matcher }: { readonly content: LoadedContent; readonly matcher: Matcher },
): void {
  const { training, ...used } = content;
  cache?.write('content', key, serialize(used));
  if (training.examples.length > 0) cache?.write('matcher', key, matcher.toBytes());
}

/** The schemas and the YAML reader are imported only when there is something to read. */
async function readChecked(
  texts: ReadonlyMap<string, string>,
  now: number,
): Promise<LoadedContent> {
  const { checkContent } = await import('./content/read-content.ts');
  const reading = checkContent(texts, { now });
  if (reading.ok) return reading.content;
  const { reportMistakes } = await import('./content/report.ts');
  throw new AppError('CONTENT_INVALID', reportMistakes(reading.mistakes), {
    mistakes: reading.mistakes.length,
  });
}

function assemble(content: UsedContent, matcher: Matcher, source: BrainSource): Brain {
  const { speech } = content;
  const { fallbackMailbox, keeps = usualKeeping } = source;
  const networks = withMailbox(content.compiled.networks, fallbackMailbox);
  const compiled = { ...content.compiled, networks, fallbackMailbox, keeps };
  const parts = earParts(content, matcher);
  const dialogContent: DialogContent = { ...compiled, ears: createEars(parts) };
  const guard = guardOf(content, dialogContent);
  return {
    dialogContent,
    locale: createLocale(speech),
    guard,
    understand: (text, locale) => understand(parts, text, locale),
    needsPerson: (intent) => {
      const article = compiled.articles[intent];
      return article?.scope === 'action' || article?.person === true;
    },
    knows: content.knows,
    isPatientData: (kinds) => kinds.some((kind) => patientKinds.has(kind)),
    hasText: (key) => textOf(speech.texts[compiled.languages[0] ?? ''], key) !== undefined,
    textsOf: (namespace) =>
      Object.fromEntries(
        speech.languages.map((tag) => [tag, speech.texts[tag]?.[namespace] ?? {}]),
      ),
  };
}

function guardOf({ guardWords }: UsedContent, { ears, languages }: DialogContent): GuardPort {
  const words = Object.values(guardWords);
  return {
    inspect: (text) => {
      const { masked, findings } = inspect(text, words);
      return { masked, findings: findings.map(({ kind }) => kind) };
    },
    emergency: (text) => {
      const begun = { language: languages[0] ?? '', begun: false };
      const language = ears.language(text, begun).tag;
      const { outcome, intent } = ears.decide(text, { language, preferred: [], likely: [] });
      return outcome === 'answer' && intent === 'oos-emergency';
    },
    phone: (text) => {
      const phone = readPhone(text);
      return phone.ok ? phone.international : null;
    },
  };
}

/** Networks without a mailbox of their own get the operator's. */
function withMailbox(
  networks: DialogContent['networks'],
  mailbox: string | null,
): DialogContent['networks'] {
  if (mailbox === null) return networks;
  return Object.fromEntries(
    Object.entries(networks).map(([id, network]) => [
      id,
      { ...network, mailbox: network.mailbox ?? mailbox },
    ]),
  );
}

function earParts(content: UsedContent, matcher: Matcher): EarParts {
  const { languages, countries } = content.compiled;
  const codes = [...new Set([...Object.keys(countries), ...neighbours])];
  const extra = Object.fromEntries(Object.entries(countries).map(([iso, name]) => [iso, [name]]));
  return {
    matcher,
    languages,
    outOfScope: content.outOfScope,
    urgent: Object.values(content.compiled.articles)
      .filter(({ scope, alone }) => scope === 'out' && alone)
      .map(({ id }) => id),
    networks: Object.fromEntries(
      languages.map((tag) => [
        tag,
        buildNetworkLexicon(
          content.networkNames.map(({ id, names, fields }) => ({
            id,
            names,
            fields: fields[tag] ?? [],
          })),
        ),
      ]),
    ),
    countries: buildCountryLexicon(languages, codes, extra),
    slotWords: content.slotWords,
    negations: content.negations,
    unclear: content.unclear,
  };
}

/** Countries outside the list of the request from which people ask. */
const neighbours = [
  'AL',
  'BA',
  'BR',
  'CH',
  'GB',
  'GE',
  'IL',
  'MD',
  'ME',
  'MK',
  'RS',
  'TR',
  'UA',
  'US',
  'XK',
];

function understand(parts: EarParts, text: string, locale: string | null): Understood {
  const known = parts.languages.find((tag) => tag === locale?.slice(0, 2));
  const conversation = known ?? parts.languages[0] ?? '';
  const ranking = parts.matcher.rank(text);
  const heard = chooseLanguage({
    text,
    ranking,
    supported: parts.languages,
    ...(known === undefined ? {} : { conversation: known }),
  });
  const language = heard.isSupported ? heard.language : conversation;
  const decision = decideIntent(parts, text, { language, preferred: [], likely: [] });
  const best = decision.candidates[0];
  return {
    language: heard.language,
    supported: heard.isSupported,
    outcome: decision.outcome,
    intent: decision.intent,
    score: rounded(best?.score ?? 0),
    alternatives: decision.alternatives.map(({ intent, score }) => ({
      intent,
      score: rounded(score),
    })),
  };
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

function textOf(texts: unknown, key: string): unknown {
  return key.split(/[:.]/).reduce<unknown>((found, part) => {
    if (typeof found !== 'object' || found === null) return undefined;
    return Object.entries(found).find(([name]) => name === part)?.[1];
  }, texts);
}
