import type { Clock } from '../../base/clock.ts';
import type { Locale } from '../../locale/locale.ts';
import type { Outbox } from '../../turn/ports.ts';
import type { Turns } from '../../turn/turns.ts';
import type { IncomingActivity } from './activity.ts';
import { admitAnonymous } from './anonymous-caller.ts';
import type { Caller } from './anonymous-caller.ts';
import type { DeliveryWatcher, Ticker } from './delivery.ts';
import { createDelivery } from './delivery.ts';
import type { MessagesAnswer, MessagesRequest } from './messages-door.ts';
import { receiveActivity } from './messages-door.ts';
import { present } from './present.ts';
import type { BotRegistration } from './sdk-adapter.ts';
import { createSdkAdapter, withoutMentions } from './sdk-adapter.ts';
import { wordsOf } from '../../locale/words.ts';

/** What the channel is made of. */
export interface BotFrameworkParts {
  /** Settings; the whole configuration fits. */
  readonly settings: BotRegistration & { readonly PUBLIC_URL?: string | undefined };
  readonly turns: Turns;
  readonly outbox: Outbox;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly watcher: DeliveryWatcher;
  /** A number from 0 up to 1: spreads the times at which deliveries are tried again. */
  readonly random?: () => number;
  readonly ticker?: Ticker;
}

/** Everything that is reached through the Bot Framework: Teams, Azure Bot Service, emulators. */
export interface BotFramework {
  readonly door: {
    readonly method: 'POST';
    readonly path: '/api/messages';
    readonly handle: (request: MessagesRequest) => Promise<MessagesAnswer>;
  };
  /** Begins to deliver, beginning with what an earlier process left. */
  readonly start: () => void;
  /** Call it when no more turns are taken; resolves when no try is under way. */
  readonly stop: () => Promise<void>;
}

/** How often the outbox is looked at; replies that were just stored do not wait for it. */
const pollMs = 1_000;

/** Puts the channel together; no message is delivered before `start`. */
export function createBotFramework(parts: BotFrameworkParts): BotFramework {
  const { settings, turns, outbox, locale, clock, watcher } = parts;
  const adapter = createSdkAdapter(settings);
  const anonymous = settings.MicrosoftAppId === undefined;
  const delivery = createDelivery({
    outbox,
    clock,
    watcher,
    random: parts.random ?? Math.random,
    ticker: parts.ticker ?? everySecond,
    send: (reference, reply) => {
      const words = wordsOf(reply, locale.renderReply(reply));
      return adapter.send(reference, present(words, reference.channelId));
    },
  });
  const door = {
    turns,
    delivery,
    withoutMentions,
    render: locale.renderReply,
    send: adapter.send,
    admit: (caller: Caller): void => {
      if (anonymous) admitAnonymous(caller, settings.PUBLIC_URL);
    },
    authenticate: (activity: IncomingActivity, { headers }: Caller): Promise<void> => {
      const { authorization } = headers;
      return adapter.authenticate(activity, typeof authorization === 'string' ? authorization : '');
    },
  };
  return {
    door: {
      method: 'POST',
      path: '/api/messages',
      handle: (request) => receiveActivity(door, request),
    },
    start: delivery.start,
    stop: delivery.stop,
  };
}

/** The process may end between two looks. */
const everySecond: Ticker = (work) => {
  const timer = setInterval(work, pollMs).unref();
  return () => clearInterval(timer);
};
