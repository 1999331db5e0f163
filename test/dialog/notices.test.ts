import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/knowledge/notice.ts';
import { createTestBot } from '../support/test-bot.ts';
import { createTestBrain } from '../support/test-brain.ts';

const brain = await createTestBrain();

const notice = (change: Partial<Notice> = {}): Notice => ({
  id: 'down',
  from: 0,
  until: Number.MAX_SAFE_INTEGER,
  stages: [],
  networks: [],
  text: { en: 'EU Login is down since 9:10.', de: 'EU Login ist seit 9:10 gestört.' },
  ...change,
});

async function talkUnder(notices: readonly Notice[], locale = 'en', network = 'reconnet') {
  const bot = await createTestBot({ brain, notices: () => notices });
  const talk = bot.talk({ locale, slots: { network } });
  const say = async (text: string): Promise<string> =>
    bot.render(await talk.act({ kind: 'says', text }));
  const begin = async (): Promise<string> => bot.render(await talk.act({ kind: 'begins' }));
  return { say, begin, close: bot.close };
}

describe('a notice of the operator', () => {
  it('stands above the next reply, once in a conversation', async () => {
    const { begin, say, close } = await talkUnder([notice()]);
    expect((await begin()).split('\n')[0]).toBe('Notice: EU Login is down since 9:10.');
    expect(await say('what does it cost')).not.toContain('is down');
    await close();
  });

  it('is said in the language of the person', async () => {
    const { begin, close } = await talkUnder([notice()], 'de');
    expect(await begin()).toContain('Hinweis: EU Login ist seit 9:10 gestört.');
    await close();
  });

  it('waits while the person is at another step, and not where the step is not known', async () => {
    const notices: Notice[] = [];
    const { begin, say, close } = await talkUnder(notices);
    await begin();
    await say("i'm starting");
    await say('i have one');
    notices.push(notice({ stages: ['approval'] }));
    expect(await say('where am i')).not.toContain('is down');
    expect(await say('start over')).not.toContain('is down');
    expect(await say('yes')).toContain('is down');
    await close();
  });

  it('is not for other networks', async () => {
    const { begin, close } = await talkUnder([notice({ networks: ['erknet'] })]);
    expect(await begin()).not.toContain('is down');
    await close();
  });

  it('is said again to whoever asks whether a system is down', async () => {
    const { begin, say, close } = await talkUnder([notice()]);
    await begin();
    expect(await say('is eu login down for everybody right now')).toContain('is down since 9:10');
    await close();
  });

  it('is not said beside an emergency', async () => {
    const { say, close } = await talkUnder([notice()]);
    expect(await say('a patient is seizing right now, can the ern help')).not.toContain('is down');
    await close();
  });
});
