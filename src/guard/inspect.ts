import { findAccounts } from './accounts.ts';
import { findCodes } from './codes.ts';
import { patientKinds, secretKinds, type Finding } from './finding.ts';
import { findLeaks } from './leaks.ts';
import { lexiconOf, type Lexicon } from './lexicon.ts';
import { hideFindings, maskText, settleFindings } from './masks.ts';
import { findNarratives } from './narratives.ts';
import { findPasswords } from './passwords.ts';
import { findPatients } from './patients.ts';
import { findPhones } from './phones.ts';
import { plainText } from './plain-text.ts';
import { findRepeats } from './repeats.ts';
import { claim, scanText } from './scan.ts';
import type { GuardWords } from './words.ts';

/** What the guard made of a message. */
export interface Inspection {
  /** The message as it may be stored, logged and mailed. */
  readonly masked: string;
  /** What was masked, in the order of the text, none overlapping another. */
  readonly findings: readonly Finding[];
  /** Whether something about a patient was found. */
  readonly patientData: boolean;
  /** Whether something was found that opens an account. */
  readonly secret: boolean;
}

/** Masking may bring out what was hidden before; more often than this only in a text made for it. */
const mostRounds = 8;

/**
 * Finds passwords, codes and patient data in what a user typed, and masks them as `⟦kind⟧`.
 *
 * Call it once on the text as typed, before anything is stored, logged or mailed, and read from the
 * typed text in memory what the dialog may know (a telephone number, an emergency). All languages are
 * tried at once; pass the same array every time, as its words are compiled once.
 *
 * A masked text inspected again yields nothing more, but its masks lose their brackets: they cannot
 * be told from masks a user typed.
 */
export function inspect(text: string, words: readonly GuardWords[]): Inspection {
  const { shown, scanned, origins } = plainText(text);
  const masks = findAll(scanned, lexiconOf(words));
  return {
    masked: maskText(shown, masks),
    findings: masks.map((it) => inTyped(it, origins)),
    patientData: masks.some((it) => patientKinds.has(it.kind)),
    secret: masks.some((it) => secretKinds.has(it.kind)),
  };
}

/** Searches, masks and searches again, until there is nothing more. */
function findAll(text: string, lexicon: Lexicon): readonly Finding[] {
  let masks: readonly Finding[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const hidden = hideFindings(text, masks);
    const found = search(hidden.text, lexicon);
    if (found.length === 0) break;
    masks = settleFindings(text, [...masks, ...found.map(hidden.back)]);
  }
  return masks;
}

/** Secrets first: the letters of a password must not be taken for a case or a name. */
function search(text: string, lexicon: Lexicon): readonly Finding[] {
  const scan = scanText(text, lexicon);
  const phones = findPhones(scan);
  const secrets = [
    ...findLeaks(text),
    ...findPasswords(scan),
    ...findCodes(claim(scan, phones.filter(isLong))),
  ];
  const found =
    secrets.length > 0
      ? secrets
      : [...findNarratives(scan), ...findPatients(scan), ...findAccounts(text), ...phones];
  return [...found, ...findRepeats(text, found)];
}

/** Longer than any code: a shorter number beside both words is rather taken for a code. */
function isLong({ start, end }: Finding): boolean {
  return end - start > 8;
}

function inTyped({ kind, start, end }: Finding, origins: readonly number[]): Finding {
  return { kind, start: origins[start] ?? 0, end: (origins[end - 1] ?? 0) + 1 };
}
