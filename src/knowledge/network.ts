/** How long an approval is said to take, by one source. */
export interface ApprovalTime {
  readonly amount: number;
  readonly unit: 'hours' | 'days';
  readonly source: string;
}

/** A European Reference Network: only what a source gives; what is not known is null or empty. */
export interface Network {
  readonly id: string;
  /** Full name as said to people, for example `ERN ReCONNET`. */
  readonly name: string;
  /** Short name used in running text, for example `ReCONNET`. */
  readonly short: string;
  /** The entry in the list of organisations of the access request, to the letter. */
  readonly label: string | null;
  /** Address of its website. */
  readonly website: string | null;
  /** Mailbox of its CPMS helpdesk. */
  readonly mailbox: string | null;
  /** Mailbox of the network itself, which is no helpdesk. */
  readonly general: string | null;
  /** Time zone in which its helpdesk works; null where no source tells its place. */
  readonly zone: string | null;
  /** Page through which its helpdesk is reached, where the mailbox is not public. */
  readonly deskPage: string | null;
  /** Which process a source of the network itself settles; null where only the screen decides. */
  readonly process: 'saas' | 'cpms2' | null;
  readonly approval: readonly ApprovalTime[];
  /** Ways in which people type the name, whatever their language. */
  readonly aliases: readonly string[];
  readonly sources: readonly string[];
}
