import { writeSync } from 'node:fs';
import { openStore } from '../../src/storage/open.ts';

/** Commits turns until it is killed, and tells of each when the store has acknowledged it. */
const [path = '', ...conversations] = process.argv.slice(2);
const store = await openStore(path);

async function write(conversation: string): Promise<never> {
  for (let version = 1; ; version += 1) {
    await store.turns.commit({
      key: { channel: 'test', conversation },
      conversationId: conversation,
      readVersion: version - 1,
      activityId: `a${version}`,
      at: version,
      snapshot: { version },
      entries: [
        { author: 'user', at: version, kind: 'says', body: version },
        { author: 'bot', at: version, kind: 'reply', body: version },
      ],
      reply: version,
      deliverTo: 'there',
    });
    writeSync(1, `${conversation} ${version}\n`);
  }
}

await Promise.all(conversations.map(write));
