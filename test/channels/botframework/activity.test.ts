import { expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { readActivity } from '../../../src/channels/botframework/activity.ts';
import { referenceOf } from '../../../src/channels/botframework/reference.ts';
import { recorded, recordedNames } from './recorded.ts';

/** What the caller is told. */
function complaint(body: unknown): string {
  try {
    readActivity(body);
    return 'none';
  } catch (cause) {
    return cause instanceof AppError ? `${cause.code}: ${cause.message}` : String(cause);
  }
}

it.each(recordedNames)('reads %s', (name) => {
  expect(complaint(recorded(name))).toBe('none');
});

it.each([
  ['nothing', undefined, 'the body'],
  ['null', null, 'the body'],
  ['a text', 'hello', 'the body'],
  ['a list', [], 'the body'],
  ['an empty object', {}, 'type, channelId, conversation, from, recipient'],
  ['no conversation', recorded('webchat-message', { conversation: undefined }), 'conversation'],
  [
    'a conversation without id',
    recorded('webchat-message', { conversation: {} }),
    'conversation.id',
  ],
  ['an empty id', recorded('webchat-message', { from: { id: '' } }), 'from.id'],
  ['a number as text', recorded('webchat-message', { text: 5 }), 'text'],
  ['a channel with capitals', recorded('webchat-message', { channelId: 'WebChat' }), 'channelId'],
  ['a channel with a line break', recorded('webchat-message', { channelId: 'a\nb' }), 'channelId'],
  [
    'a channel of 41 letters',
    recorded('webchat-message', { channelId: 'a'.repeat(41) }),
    'channelId',
  ],
  ['an id with a line break', recorded('webchat-message', { id: 'a\nb' }), 'id'],
  ['an id with half a character', recorded('webchat-message', { id: 'a\ud800' }), 'id'],
  ['an id of 513 letters', recorded('webchat-message', { id: 'a'.repeat(513) }), 'id'],
  [
    'an address of a file',
    recorded('webchat-message', { serviceUrl: 'file:///etc' }),
    'serviceUrl',
  ],
  ['no address', recorded('webchat-message', { serviceUrl: undefined }), 'serviceUrl'],
])('refuses %s and says where to look', (_what, body, fields) => {
  expect(complaint(body)).toBe(`REQUEST_REFUSED: Not an activity; look at: ${fields}`);
});

it('needs no address from a caller who takes the replies in the answer', () => {
  const inline = { serviceUrl: undefined, deliveryMode: 'expectReplies' };
  expect(complaint(recorded('webchat-message', inline))).toBe('none');
});

it('never quotes what it refuses', () => {
  const body = recorded('webchat-message', { text: { secret: 'Maria' }, channelId: 'Maria Silva' });
  expect(complaint(body)).not.toContain('Maria');
});

it('keeps no name of a person, a bot or a conversation', () => {
  const activity = readActivity(recorded('script-in-names'));
  const kept = JSON.stringify([activity, referenceOf(activity)]);
  expect(kept).not.toMatch(/script|DROP TABLE|onerror|bold/);
});
