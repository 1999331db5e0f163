import type { DialogContent } from '../dialog/content.ts';
import type { GuardWords } from '../guard/words.ts';
import type { Speech } from '../locale/speech.ts';
import type { TrainingSet } from '../nlu/training-set.ts';
import type { UnclearPhrases } from '../nlu/unclear.ts';
import type { FileValue } from './file-kinds.ts';

/**
 * What the engine knows of the content; how it hears is wired where the matcher and the readers are,
 * and what the operator settles comes from the settings.
 */
export type CompiledDialogs = Omit<DialogContent, 'ears' | 'fallbackMailbox' | 'keeps'>;

/** The words by which a network is named. */
export interface NetworkNames {
  readonly id: string;
  /** Its own names, however typed, whatever the language. */
  readonly names: readonly string[];
  /** What it deals with, per language: such a word may be meant otherwise. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** An entry of the register of sources. */
export type Source = FileValue<'sources'>['sources'][string];

/** Everything that the content folders hold: checked, compiled, frozen, plain data and sets. */
export interface LoadedContent {
  readonly compiled: CompiledDialogs;
  /** For `createLocale`. */
  readonly speech: Speech;
  /** For the matcher. */
  readonly training: TrainingSet;
  /** Intents that are replied to and not answered. */
  readonly outOfScope: readonly string[];
  /** For the readers of networks and other facts. */
  readonly networkNames: readonly NetworkNames[];
  /** Per language: what people type for the values of each slot. */
  readonly slotWords: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
  >;
  readonly negations: Readonly<Record<string, readonly string[]>>;
  /** Short messages that several articles may mean, folded, in all languages. */
  readonly unclear: UnclearPhrases;
  /** For the guard, by language. */
  readonly guardWords: Readonly<Record<string, GuardWords>>;
  readonly sources: Readonly<Record<string, Source>>;
  /** Slots that the authors say are known at a place: for a test that walks every way. */
  readonly knows: Readonly<Record<string, readonly string[]>>;
  /** Changes whenever any content file does. */
  readonly fingerprint: string;
}
