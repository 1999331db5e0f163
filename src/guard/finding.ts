/**
 * Everything the guard looks for, the more telling kind first.
 *
 * Where two kinds claim the same letters the earlier one wins, so that a password typed in the middle
 * of a case history is still reported as a password.
 */
export const findingKinds = [
  'secret',
  'password',
  'code',
  'case-narrative',
  'patient-identifier',
  'birth-date',
  'patient-name',
  'identifier',
  'phone',
] as const;

/** What was found: the user is told why by this name, and the mask carries it. */
export type FindingKind = (typeof findingKinds)[number];

/** A stretch of text in UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch of text that must not be kept. */
export interface Finding extends Range {
  readonly kind: FindingKind;
}

/** Kinds that say something about a patient: the user is asked to keep cases out of the chat. */
export const patientKinds: ReadonlySet<FindingKind> = new Set([
  'case-narrative',
  'patient-identifier',
  'birth-date',
  'patient-name',
]);

/** Kinds that open an account: the user is told to change them. */
export const secretKinds: ReadonlySet<FindingKind> = new Set(['secret', 'password', 'code']);
