/** Being written. */
export interface EmailMention {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}
export function readEmail(text: string): EmailMention | null {
  return text === '' ? null : null;
}
