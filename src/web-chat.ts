import { readBundles } from './bundles.ts';
import type { Clock } from './base/clock.ts';
import type { Ids } from './base/ids.ts';
import type { Brain } from './brain.ts';
import type { DirectLine } from './channels/directline/channel.ts';
import { createDirectLine } from './channels/directline/channel.ts';
import { createChatRates } from './channels/directline/chat-rates.ts';
import { createWidgetWords } from './channels/directline/widget-words.ts';
import type { Config } from './config.ts';
import { keptSecret } from './direct-line-secret.ts';
import type { Door } from './http/door.ts';
import type { ServedFile } from './http/file-doors.ts';
import type { SocketDoor } from './http/sockets.ts';
import { describeFailure } from './observe/describe-failure.ts';
import type { Logger } from './observe/logger.ts';
import type { Store } from './storage/store.ts';
import type { Turns } from './turn/turns.ts';
import { closestLanguage } from './turn/turns.ts';
import { webPageDoors } from './web-pages.ts';

/** What the chat on web sites takes. */
export interface WebChatParts {
  readonly config: Config;
  /** The folder that holds `src/` and the built files of the widget. */
  readonly root: string;
  readonly brain: Brain;
  readonly store: Store;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

/** The chat on web sites, as the server serves it. */
export interface WebChat {
  readonly doors: readonly Door[];
  readonly socket: SocketDoor;
  readonly start: DirectLine['start'];
  readonly stop: DirectLine['stop'];
}

/** Puts the channel, its words and its files together. */
export function createWebChat(parts: WebChatParts): WebChat {
  const { config, root, brain, store, turns, clock, ids, log } = parts;
  const publicUrl = config.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const { locale, dialogContent } = brain;
  const { languages } = dialogContent;
  const channel = createDirectLine({
    secret: config.DIRECT_LINE_SECRET ?? keptSecret(config.DATA_DIR),
    origins: config.WEB_ORIGINS,
    publicUrl,
    turns,
    log: store.log,
    handles: store.handles,
    locale,
    words: createWidgetWords({
      locale,
      languages,
      closest: (tag) => closestLanguage(languages, tag),
      texts: brain.textsOf('widget'),
      links: {
        privacy: config.PRIVACY_URL ?? null,
        accessibility: config.ACCESSIBILITY_URL ?? null,
      },
    }),
    clock,
    ids,
    rates: createChatRates(clock),
    failed: (cause) => log.error('webchat.failed', { ...describeFailure(cause) }),
  });
  const { socket, start, stop } = channel;
  const pages = webPageDoors({ brain, root, publicUrl, bundles: servedBundles(root) });
  return { doors: [...channel.doors, ...pages], socket, start, stop };
}

/** The launcher keeps its name for ever; every other file has its content in its name. */
function servedBundles(root: string): ReadonlyMap<string, ServedFile> {
  const bundles = [...readBundles(root)];
  return new Map(
    bundles.map(([name, { bytes, type }]) => [
      name,
      { bytes, type, lasting: name !== 'widget.js' },
    ]),
  );
}
