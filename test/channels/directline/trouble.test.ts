import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { createSmallBot } from '../botframework/small-bot.ts';
import type { WebGround } from './web-ground.ts';
import { startWebGround } from './web-ground.ts';

let ground: WebGround;
afterEach(() => ground.stop());

describe('a turn that cannot be stored', () => {
  it('is told to the client, and loses neither the message nor what the page knows', async () => {
    let full = true;
    const bot = await createSmallBot({
      store: (real) => ({
        ...real,
        commit: (turn) =>
          full ? Promise.reject(new AppError('STORE_FULL', 'No room')) : real.commit(turn),
      }),
    });
    ground = await startWebGround({ bot });
    const { conversationId, token } = await ground.token();
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const post = async (body: object): Promise<number> =>
      (await ground.call(path, { token, body })).status;
    const value = { language: 'de', greeting: false };
    expect(await post({ type: 'event', name: 'cpms/start', value })).toBe(200);
    const channelData = { clientActivityID: 'mine-1' };
    const message = { type: 'message', text: 'hello', channelData };
    expect(await post(message)).toBe(503);
    full = false;
    expect(await post(message)).toBe(200);
    const { activities } = (await ground.call(path, { token })).body;
    expect(activities).toHaveLength(2);
    expect(activities[1]).toMatchObject({ locale: 'de' });
  });
});
