import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestBrain } from './support/test-brain.ts';
import type { PlayedTurn } from './support/conversation.ts';
import { play, readConversations } from './support/conversation.ts';
import type { Bot } from './support/test-bot.ts';
import { createTestBot } from './support/test-bot.ts';

const tableSchema = z.strictObject({
  guide: z.string(),
  conversation: z.string(),
  statements: z.array(
    z.strictObject({
      /** What the guide tells people to do or to know, in our words. */
      says: z.string(),
      /** The text that says it here. */
      key: z.string(),
      /** Why it is said differently. */
      differs: z.string().optional(),
      /** Said elsewhere than on this guide's way, for the reason given in `differs`. */
      unheard: z.literal(true).optional(),
    }),
  ),
});

const directory = 'test/guides';
const brain = await createTestBrain();
const tables = readdirSync(directory)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => tableSchema.parse(parse(readFileSync(`${directory}/${file}`, 'utf8'))));
const conversations = readConversations('test/conversations');

let bot: Bot;
beforeAll(async () => {
  bot = await createTestBot();
});
afterAll(() => bot.close());

describe.each(tables)('$guide', ({ guide, conversation: name, statements }) => {
  const found = conversations.find(({ conversation }) => conversation.conversation === name);
  if (found === undefined) throw new TypeError(`No conversation ${name}`);
  const { conversation } = found;

  it('has each of its statements said in its own conversation', async () => {
    const heard = new Set((await play(bot, conversation)).flatMap(({ keys }) => keys));
    const unsaid = statements.filter(({ key, unheard }) => unheard !== true && !heard.has(key));
    expect(unsaid).toEqual([]);
  });

  it('names only texts that exist, and a reason for each one that is not on its way', () => {
    for (const { key, unheard, differs } of statements) {
      expect(brain.hasText(key), key).toBe(true);
      if (unheard === true) expect(differs, key).toBeDefined();
    }
    expect(statements.length, guide).toBeGreaterThanOrEqual(25);
    expect(statements.length, guide).toBeLessThanOrEqual(55);
  });

  it.each(brain.dialogContent.languages)(
    'reads well from beginning to end in %s',
    async (language) => {
      const played = await play(bot, conversation, language);
      await expect(readable(played)).toMatchFileSnapshot(
        `guides/__snapshots__/${guide}.${language}.txt`,
      );
    },
  );
});

/** The conversation as two people would read it. */
function readable(played: readonly PlayedTurn[]): string {
  return played
    .map(({ turn, text }, index) => {
      const said = turn.begins === true ? '' : `> ${saidIn(turn, played[index - 1])}\n\n`;
      return `${turn.after === undefined ? '' : `(${turn.after} later)\n\n`}${said}${text}\n`;
    })
    .join('\n');
}

function saidIn(turn: PlayedTurn['turn'], before: PlayedTurn | undefined): string {
  const pressed = turn.presses ?? turn.or;
  const button = before?.reply.buttons.find(({ answer }) => answer === pressed);
  if (button !== undefined && turn.says === undefined) {
    return `[ ${brain.locale.render(button.label, before?.reply.language ?? '')} ]`;
  }
  return turn.says ?? pressed ?? '';
}
