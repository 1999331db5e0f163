/** Days that things are kept: what the answer on privacy promises. */
export interface Keeping {
  /** A conversation after its last turn, and the text of a mail. */
  readonly transcriptDays: number;
  readonly ticketDays: number;
}

/** What is kept where the operator says nothing. */
export const usualKeeping: Keeping = { transcriptDays: 90, ticketDays: 365 };
