import type { ConversationKey, Json } from './ports.ts';

/** What a person did, as the channel understood it: not masked, not bounded, not trusted. */
export type Act =
  | { readonly kind: 'begins' }
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'presses'; readonly place: string; readonly answer: string }
  | { readonly kind: 'attaches' };

/** One thing that happened in a conversation, as a channel hands it to the turn. */
export interface Inbound {
  readonly key: ConversationKey;
  /** The channel's id of the activity; a repeat of it does nothing. */
  readonly activityId: string | null;
  readonly act: Act;
  /** What the channel knows of the person: a language tag of the client, and slots of the page. */
  readonly hints: {
    readonly locale: string | null;
    readonly slots: Readonly<Record<string, string>>;
  };
  /** How to reach the conversation later; null when the reply is answered inline. */
  readonly deliverTo: Json | null;
}
