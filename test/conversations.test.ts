import { describe, expect, it } from 'vitest';
import { play, readConversations } from './support/conversation.ts';
import type { PlayedTurn } from './support/conversation.ts';
import { createTestBot } from './support/test-bot.ts';
import { createTestBrain } from './support/test-brain.ts';

const brain = await createTestBrain();

describe('conversations against the real content', () => {
  for (const { file, conversation } of readConversations('test/conversations')) {
    it(`${file}: ${conversation.conversation}`, async () => {
      // A bot of its own for each, so that no conversation uses up what another may send.
      const { helpdesk } = conversation;
      const bot = await createTestBot(helpdesk === undefined ? { brain } : { helpdesk });
      try {
        const played = await play(bot, conversation);
        for (const [index, heard] of played.entries()) judge(heard, `turn ${String(index + 1)}`);
      } finally {
        await bot.close();
      }
    });
  }
});

function judge({ turn, reply, keys, text, slots, mail }: PlayedTurn, where: string): void {
  const context = `${where} (${turn.says ?? turn.presses ?? 'begins'})\n${text}\nkeys: ${keys.join(' ')}`;
  let from = 0;
  for (const key of turn.hears ?? []) {
    const found = keys.indexOf(key, from);
    expect(found, `${context}\nhears ${key}`).toBeGreaterThanOrEqual(0);
    from = found + 1;
  }
  for (const key of turn.never ?? []) expect(keys, context).not.toContain(key);
  for (const words of turn.reads ?? []) expect(text, context).toContain(words);
  if (turn.offers !== undefined) {
    expect(
      reply.buttons.map(({ answer }) => answer),
      context,
    ).toEqual(turn.offers);
  }
  if (turn.at !== undefined) expect(reply.place, context).toBe(turn.at);
  if (turn.speaks !== undefined) expect(reply.language, context).toBe(turn.speaks);
  if (turn.mails !== undefined) {
    expect(mail === null, `${context}\nmail: ${String(mail)}`).toBe(turn.mails === null);
    for (const words of turn.mails ?? []) expect(mail, context).toContain(words);
  }
  for (const [slot, value] of Object.entries(turn.knows ?? {})) {
    expect(slots[slot] ?? null, `${context}\nslot ${slot}`).toBe(value);
  }
}
