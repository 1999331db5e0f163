import { describe, expect, it } from 'vitest';
import { emptyLog, isOpen, say, take, update } from '../../src/web/widget/log.ts';
import type { Message } from '../../src/web/widget/message.ts';

const message = (
  id: string,
  from: 'bot' | 'user' = 'bot',
  more: Partial<Message> = {},
): Message => ({
  id,
  at: 1,
  from,
  language: 'en',
  paragraphs: [],
  choices: [],
  pictures: [],
  step: null,
  plain: id,
  clientId: null,
  ...more,
});
const said = { clientId: 'k', text: 'hi', value: undefined, at: 1 };

describe('the log', () => {
  it('takes each message once, in the order of their ids', () => {
    const first = take(emptyLog, [message('c|2'), message('c|1')]);
    const second = take(first.log, [message('c|1'), message('c|3')]);
    expect(second.log.messages.map(({ id }) => id)).toEqual(['c|1', 'c|2', 'c|3']);
    expect(second.news.map(({ id }) => id)).toEqual(['c|3']);
  });

  it('stays the same object when nothing new comes', () => {
    const { log } = take(emptyLog, [message('c|1')]);
    expect(take(log, [message('c|1')]).log).toBe(log);
  });

  it('knows an echo by the id that the client made, or by the one the server gave', () => {
    const log = say(emptyLog, said);
    expect(take(log, [message('c|1', 'user', { clientId: 'k' })]).log.pending).toEqual([]);
    const sent = update(log, 'k', { status: 'sent', id: 'c|1' });
    expect(take(sent, [message('c|1', 'user')]).log.pending).toEqual([]);
  });

  it('knows an echo that came before the answer to its own request', () => {
    const { log } = take(emptyLog, [message('c|1', 'user')]);
    const late = update(say(log, said), 'k', { status: 'sent', id: 'c|1' });
    expect(late.pending).toEqual([]);
  });

  it('takes another log in the place of one that was erased', () => {
    const { log } = take(say(emptyLog, said), [message('c|1'), message('c|2')]);
    const after = take(log, [message('c|1', 'bot', { at: 9, plain: 'erased' })]);
    expect(after.log.messages.map(({ plain }) => plain)).toEqual(['erased']);
    expect(after.log.pending).toEqual([]);
  });

  it('offers the answers of the newest message until one is on its way', () => {
    const { log } = take(emptyLog, [message('c|1')]);
    expect(isOpen(log)).toBe(true);
    expect(isOpen(say(log, said))).toBe(false);
    expect(isOpen(update(say(log, said), 'k', { status: 'failed' }))).toBe(true);
    expect(isOpen(take(log, [message('c|2', 'user')]).log)).toBe(false);
  });
});
