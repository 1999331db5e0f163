import { describe, expect, it } from 'vitest';
import { firstOfDays, nearDay } from '../../src/web/widget/days.ts';
import { readActivitySet } from '../../src/web/widget/message.ts';
import { createMemory } from '../../src/web/widget/memory.ts';
import { transcriptOf } from '../../src/web/widget/transcript.ts';
import { readWords } from '../../src/web/widget/words.ts';
import { fakeShelf } from './fake-chat-server.ts';

const activity = {
  type: 'message',
  id: 'c|0000003',
  timestamp: '2026-11-29T08:00:00.000Z',
  from: { id: 'cpms-helpdesk-bot', role: 'bot' },
  locale: 'de',
  text: 'a\n\nb',
  speak: 'a b',
  suggestedActions: { actions: [{ title: 'Done', value: { cpms: 1 } }, { value: 2 }] },
  attachments: [
    { contentType: 'image/png', contentUrl: '/p.png', name: 'A picture' },
    { contentType: 'text/html', contentUrl: '/p.html' },
  ],
  channelData: { cpms: { step: 3, paragraphs: [{ kind: 'address', text: 'https://a.test' }] } },
};

describe('an activity', () => {
  it('is read with its paragraphs, answers, step and pictures', () => {
    const [message] = readActivitySet({ activities: [activity], watermark: '3' }).messages;
    expect(message).toMatchObject({
      from: 'bot',
      language: 'de',
      plain: 'a b',
      step: 3,
      paragraphs: [{ kind: 'address', text: 'https://a.test' }],
      choices: [{ title: 'Done', value: { cpms: 1 } }],
      pictures: [{ url: '/p.png', name: 'A picture' }],
    });
  });

  it('without paragraphs of ours is cut at its empty lines', () => {
    const [message] = readActivitySet({ activities: [{ ...activity, channelData: 7 }] }).messages;
    expect(message?.paragraphs.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(message?.step).toBeNull();
  });

  it('that is no message is shown nowhere', () => {
    const others = [
      { type: 'event', id: 'c|1', name: 'cpms/start' },
      { type: 'message' },
      null,
      'x',
    ];
    expect(readActivitySet({ activities: others }).messages).toEqual([]);
  });

  it('in nonsense is none', () => {
    for (const body of [undefined, null, 'x', { activities: {} }, []]) {
      expect(readActivitySet(body)).toEqual({ messages: [], watermark: null });
    }
  });
});

describe('days', () => {
  const at = (text: string): number => new Date(text).getTime();

  it('begin before the first message of each', () => {
    const times = ['2026-11-28T23:50', '2026-11-28T23:59', '2026-11-29T00:01', '2026-11-29T09:00'];
    const { messages } = readActivitySet({
      activities: times.map((it, index) => ({
        ...activity,
        id: String(index),
        timestamp: new Date(it).toISOString(),
      })),
    });
    expect([...firstOfDays(messages)]).toEqual(['0', '2']);
  });

  it('are near by the calendar, not by the hours between', () => {
    expect(nearDay(at('2026-11-29T00:01'), at('2026-11-29T23:59'))).toBe('today');
    expect(nearDay(at('2026-11-28T23:59'), at('2026-11-29T00:01'))).toBe('yesterday');
    expect(nearDay(at('2026-11-27T23:59'), at('2026-11-29T00:01'))).toBeNull();
  });
});

const words = readWords({
  language: 'en',
  languages: [{ tag: 'en', name: 'English' }],
  words: { step: 'Step {{number}} of 6', bot: 'Bot', you: 'You', 'saved-heading': '{{date}}' },
  links: { privacy: 'javascript:alert(1)', accessibility: 'https://a.test' },
});

describe('words', () => {
  it('take values for their placeholders, and are empty where there are none', () => {
    expect(words?.say('step', { number: '3' })).toBe('Step 3 of 6');
    expect(words?.say('toString')).toBe('');
  });

  it('have links to the web only', () => {
    expect(words?.links).toEqual({ privacy: null, accessibility: 'https://a.test' });
  });

  it('in nonsense are none', () => {
    expect(readWords({ language: 'en' })).toBeNull();
  });
});

describe('a saved conversation', () => {
  it('says who said what', () => {
    const { messages } = readActivitySet({ activities: [activity] });
    const text = words === null ? '' : transcriptOf(messages, words, Date.parse('2026-11-29'));
    expect(text).toMatch(/\[\d\d:\d\d.*\] Bot: a b\r\n/);
  });
});

describe('the memory of the browser', () => {
  it('keeps the handle for good, and on a shared computer for the window', () => {
    const [lasting, passing] = [fakeShelf(), fakeShelf()];
    const memory = createMemory(lasting, passing);
    memory.keep('h');
    expect(lasting.getItem('cpms-help')).toBe('h');
    memory.setShared(true);
    expect([lasting.getItem('cpms-help'), passing.getItem('cpms-help')]).toEqual([null, 'h']);
    expect(createMemory(lasting, fakeShelf()).handle()).toBeNull();
    memory.setShared(false);
    expect(lasting.getItem('cpms-help')).toBe('h');
  });

  it('does without storage', () => {
    const memory = createMemory(null, null);
    memory.keep('h');
    expect(memory.handle()).toBe('h');
  });
});
