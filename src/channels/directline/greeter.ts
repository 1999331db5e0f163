import type { Conversations } from './conversations.ts';

/** Greets people whose client does not begin by itself. */
export interface Greeter {
  /** A client has come to listen: it is greeted in a moment, unless somebody begins before. */
  readonly expect: (conversation: string, locale: string | null) => void;
  readonly stop: () => void;
}

/** Calls back once, later; returns what calls that off. */
export type Later = (work: () => void, ms: number) => () => void;

/**
 * How long a client that knows something, such as the page's network, has to say so first. What it
 * says after the greeting is no longer asked for.
 */
const patienceMs = 1_500;

const mostExpected = 5_000;

/** The public service tells bots of a new conversation itself; here nobody does, so this waits for it. */
export function createGreeter(parts: {
  readonly conversations: Pick<Conversations, 'greet'>;
  readonly later: Later;
  readonly failed: (cause: unknown) => void;
}): Greeter {
  const expected = new Map<string, () => void>();
  return {
    expect: (conversation, locale) => {
      if (expected.has(conversation) || expected.size >= mostExpected) return;
      const greet = (): void => {
        expected.delete(conversation);
        void parts.conversations.greet(conversation, locale).catch(parts.failed);
      };
      expected.set(conversation, parts.later(greet, patienceMs));
    },
    stop: () => {
      for (const callOff of expected.values()) callOff();
      expected.clear();
    },
  };
}
