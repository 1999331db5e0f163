import type { PageOptions } from './options.ts';

/** What the launcher gives the chat to work with. */
export interface ChatParts {
  readonly root: ShadowRoot;
  readonly page: PageOptions;
  /** The person wants it closed. */
  readonly close: () => void;
  /** Somebody said something. */
  readonly said: (from: 'bot' | 'user') => void;
}

/** The chat, as the launcher drives it. */
export interface Chat {
  /** Shows the panel, and moves the focus into it where the person has asked for that. */
  readonly show: (focus: boolean) => void;
  readonly hide: () => void;
  readonly send: (text: string) => void;
}

/** What the chat's module exports. */
export interface ChatModule {
  /** Makes the chat; null when its words cannot be had. */
  readonly createChat: (parts: ChatParts) => Promise<Chat | null>;
}
