import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from './base/clock.ts';
import { randomIds } from './base/ids.ts';
import type { Brain } from './brain.ts';
import { chat } from './channels/terminal/chat.ts';
import type { Config } from './config.ts';
import { noticePath } from './content/folder.ts';
import type { NoticeBoard } from './content/notice-board.ts';
import { createNoticeBoard } from './content/notice-board.ts';
import type { MailWatcher } from './escalation/mail-worker.ts';
import { everyFewSeconds, folderTransportOf, forget, senderOf, workerOf } from './mail.ts';
import { openStore } from './storage/open.ts';
import { createMailWriter } from './turn/mail-writer.ts';
import { createTurns } from './turn/turns.ts';

/** What a conversation in the terminal needs from outside. */
export interface TalkParts {
  readonly root: string;
  readonly brain: Brain;
  readonly config: Config;
  readonly words: readonly string[];
}

/**
 * The same bot in the terminal, with a conversation that lives as long as the command.
 *
 * Mails to a helpdesk are written into `DATA_DIR/mail` and never sent.
 */
export async function talk({ root, brain, config, words }: TalkParts): Promise<void> {
  const store = await openStore(':memory:');
  const transport = folderTransportOf(config);
  const mails = workerOf({
    queue: store.mails,
    transport,
    clock: systemClock,
    watcher: mailWatcher,
  });
  const { dialogContent: content, locale } = brain;
  const board = boardOf(root, brain);
  await board.start();
  const turns = createTurns({
    picker: null,
    content,
    store: store.turns,
    clock: systemClock,
    ids: randomIds,
    guard: brain.guard,
    mails: createMailWriter({ content, locale, from: senderOf(config) }),
    notices: board.current,
    watcher: { handled: () => undefined, failed: ({ cause }) => complain(cause) },
    after: { ticket: mails.look, erased: (gone) => forget(gone, transport, store) },
  });
  await chat({
    turns,
    locale,
    input: process.stdin,
    output: process.stdout,
    interactive: process.stdin.isTTY,
    conversation: randomIds.next(),
    hints: hintsOf(words),
  });
  await turns.close();
  await mails.stop();
  await board.stop();
  await store.close();
}

function boardOf(root: string, { dialogContent }: Brain): NoticeBoard {
  const { languages: tags, networks } = dialogContent;
  return createNoticeBoard({
    file: join(root, noticePath),
    ground: { tags, networks: Object.keys(networks) },
    ticker: everyFewSeconds,
    watcher: { changed: () => undefined, failed: complain },
  });
}

/** `--locale pt --network reconnet`: what a website would have told. */
function hintsOf(words: readonly string[]): {
  readonly locale: string | null;
  readonly slots: Readonly<Record<string, string>>;
} {
  const { values } = parseArgs({
    args: [...words],
    options: { locale: { type: 'string' }, network: { type: 'string' } },
  });
  const { locale = null, network } = values;
  return { locale, slots: network === undefined ? {} : { network: network.toLowerCase() } };
}

const mailWatcher: MailWatcher = {
  sent: () => undefined,
  postponed: ({ why }) => complain(why),
  givenUp: ({ why }) => complain(why),
  failed: ({ cause }) => complain(cause),
};

function complain(cause: unknown): void {
  process.stderr.write(`${cause instanceof Error ? cause.name : 'failure'}\n`);
}
