import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { TurnOutcome, Turns } from '../../src/turn/turns.ts';
import { createTurns } from '../../src/turn/turns.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { quietParts } from '../support/quiet-parts.ts';
import { createTestBrain } from '../support/test-brain.ts';

const brain = await createTestBrain();
const store = await openStore(':memory:');
const asked: string[] = [];
let picks: string | null = null;
let conversations = 0;
let turns: Turns;

function say(text: string, conversation: string): Promise<TurnOutcome> {
  return turns.handle({
    key: { channel: 'test', conversation },
    activityId: null,
    act: { kind: 'says', text },
    hints: { locale: 'en', slots: {} },
    deliverTo: null,
  });
}

const keysOf = (outcome: TurnOutcome): readonly string[] =>
  (outcome.reply?.lines ?? []).map(({ key }) => key);

/** Words that no language of the matcher knows. */
const gibberish = 'zxqv wrtk plmn';

describe('a turn with a picker', () => {
  let conversation = '';
  beforeEach(() => {
    asked.length = 0;
    picks = null;
    conversation = `c${String((conversations += 1))}`;
    let count = 0;
    turns = createTurns({
      picker: {
        pick: (text) => {
          asked.push(text);
          return Promise.resolve(picks);
        },
      },
      content: brain.dialogContent,
      store: store.turns,
      clock: createFakeClock(),
      ids: { next: () => `${conversation}-${String((count += 1))}` },
      guard: brain.guard,
      ...quietParts(brain),
      watcher: {
        handled: () => undefined,
        failed: ({ cause }) => {
          throw cause;
        },
      },
    });
  });
  afterAll(() => store.close());

  it('answers with what was picked where the matcher did not understand', async () => {
    await say('hello', conversation);
    picks = 'cost';
    expect(keysOf(await say(gibberish, conversation))).toContain('articles:cost.default');
    expect(asked).toEqual([gibberish]);
  });

  it('goes on as without it where nothing was picked', async () => {
    await say('hello', conversation);
    expect(keysOf(await say(gibberish, conversation))).toContain('common:not-understood');
  });

  it('does not ask where the matcher is sure, nor where a button or an answer was typed', async () => {
    picks = 'cost';
    await say('hello', conversation);
    await say('what are the password rules', conversation);
    await say("i'm starting", conversation);
    await say('ok', conversation);
    expect(asked).toEqual([]);
  });

  it('shows it what was typed with patient data and secrets masked', async () => {
    await say('hello', conversation);
    await say('start over', conversation);
    await say(`my password is Sommer#2031ab and ${gibberish}`, conversation);
    for (const text of asked) expect(text).not.toContain('Sommer#2031ab');
  });

  it('takes an id that the content does not have for nothing', async () => {
    await say('hello', conversation);
    picks = 'no-such-entry';
    expect(keysOf(await say(gibberish, conversation))).toContain('common:not-understood');
  });
});
