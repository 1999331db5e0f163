import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebGround } from './web-ground.ts';
import { page, startWebGround } from './web-ground.ts';

let ground: WebGround;

beforeEach(async () => {
  ground = await startWebGround();
});
afterEach(() => ground.stop());

const activitiesPath = (id: string): string => `/v3/directline/conversations/${id}/activities`;

describe('pages of other origins', () => {
  it('may read every answer, refusals included', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { headers } = await ground.call(activitiesPath('c1'), {
        method,
        origin: 'https://x.example',
      });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
    const asked = await ground.call(activitiesPath('c1'), { method: 'OPTIONS', origin: page });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization');
  });
});

describe('rates', () => {
  it('let 200 people behind one address talk, and hold back one script', async () => {
    const people = await Promise.all(Array.from({ length: 200 }, () => ground.token()));
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        people.map(({ conversationId, token }) =>
          ground.call(activitiesPath(conversationId), {
            token,
            body: { type: 'message', text: 'hello' },
          }),
        ),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      ground.clock.advance(30_000);
    }
    const [script] = people;
    if (script === undefined) throw new TypeError('Nobody is there');
    const body = { type: 'message', text: 'x' };
    const flood = await Promise.all(
      Array.from({ length: 60 }, () =>
        ground.call(activitiesPath(script.conversationId), { token: script.token, body }),
      ),
    );
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('bound how many tokens one address makes', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          ground.call('/v3/directline/tokens/generate', { method: 'POST', origin: page }),
        ),
      );
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses].sort()).toEqual([200, 429]);
  });
});
