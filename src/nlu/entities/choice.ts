/** Being written. */
export interface Choice {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
export function readChoice(
  text: string,
  words: Readonly<Record<string, readonly string[]>>,
  negations: readonly string[],
): Choice | null {
  return text === '' && words[text] === negations ? null : null;
}
