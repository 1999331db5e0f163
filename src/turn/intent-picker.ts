import type { Stepped } from '../dialog/step.ts';
import type { Input } from '../dialog/step.ts';

/** Picks the intent of a text that our own matcher is not sure of. It never writes anything to a person. */
export interface IntentPicker {
  /**
   * An id of the catalogue, or null where nothing was picked: none fits, or the picker failed or was
   * too slow. The text is masked. Never rejects.
   */
  readonly pick: (text: string) => Promise<string | null>;
}

/** What a turn came to that shows that the text was not understood for sure. */
const unsure: readonly string[] = ['clarified', 'not-understood'];

/** The text to ask a picker about, where a turn was not sure what it means; null where it was. */
export function doubtfulText(input: Input, { notes }: Stepped): string | null {
  if (input.kind !== 'says' || input.text.trim() === '') return null;
  return notes.some(({ event }) => unsure.includes(event)) ? input.text : null;
}
