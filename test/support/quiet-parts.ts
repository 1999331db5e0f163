import type { Brain } from '../../src/brain.ts';
import { createMailWriter } from '../../src/turn/mail-writer.ts';
import type { TurnParts } from '../../src/turn/turns.ts';

/** What a turn needs besides: mails are written and go nowhere, and there is no notice. */
export function quietParts(brain: Brain): Pick<TurnParts, 'mails' | 'notices' | 'after'> {
  const { dialogContent: content, locale } = brain;
  return {
    mails: createMailWriter({ content, locale, from: 'bot@bot.example' }),
    notices: () => [],
    after: { ticket: () => undefined, erased: () => Promise.resolve() },
  };
}
