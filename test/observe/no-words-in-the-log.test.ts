import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { openDoor } from '../channels/botframework/door.ts';
import type { OpenDoor } from '../channels/botframework/door.ts';
import { recorded } from '../channels/botframework/recorded.ts';
import { shutNetwork } from '../channels/botframework/shut-network.ts';

shutNetwork();

const open: OpenDoor[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

async function start(given: Parameters<typeof openDoor>[0] = {}): Promise<OpenDoor> {
  const door = await openDoor(given);
  open.push(door);
  return door;
}

const said = 'Zwetschgenknödel for Anneliese, call +491701234567 or anneliese@klinik.example';

/** Everything by which the person or their words could be known from what they sent. */
const traces =
  /zwetschgen|knödel|anneliese|klinik|4917|Ines|Figueira|1aBcUser|personal-chat|smba\.test|sesame|CPMS Helpdesk/i;

const message = (change: Record<string, unknown> = {}): Record<string, unknown> =>
  recorded('teams-message', { text: said, attachments: [], ...change });

it('holds no word of a person, no name and no address, after a turn', async () => {
  nock('https://smba.test').persist().post(/.*/).reply(201, { id: said });
  const door = await start();
  await door.post(message(), { Authorization: 'Bearer sesame' });
  await door.post(message({ id: 'again', deliveryMode: 'expectReplies' }));
  await door.events.until(1);
  const log = door.log.join('');
  expect(log).toContain('"turn.handled"');
  expect(log).toContain('"delivery.made"');
  expect(log).toContain('"conversation":"c1"');
  expect(log).not.toMatch(traces);
});

it('holds none when the turn fails with the words in its hands', async () => {
  nock('https://smba.test')
    .post(/.*/)
    .reply(400, { error: { message: said } });
  const door = await start({
    store: (real) => ({
      ...real,
      commit: ({ entries }) =>
        Promise.reject(
          new AppError(
            'STORE_FAILED',
            'The database failed',
            {},
            new Error(JSON.stringify(entries)),
          ),
        ),
    }),
  });
  const { status } = await door.post(message());
  const log = door.log.join('');
  expect(status).toBe(503);
  expect(log).toContain('"turn.failed"');
  expect(log).toContain('"request.failed"');
  expect(log).not.toMatch(traces);
});

it('holds none when a bug throws the words themselves', async () => {
  const door = await start({
    store: (real) => ({
      ...real,
      open: () => Promise.reject(new TypeError(`${said} is undefined`)),
    }),
  });
  await door.post(message({ deliveryMode: 'expectReplies' }));
  const log = door.log.join('');
  expect(log).toContain('"code":"BUG"');
  expect(log).not.toMatch(traces);
});

it('holds none when the channel refuses the reply and says why', async () => {
  nock('https://smba.test')
    .post(/.*/)
    .reply(403, { error: { message: said } });
  const door = await start();
  await door.post(message());
  await door.events.until(1);
  const log = door.log.join('');
  expect(log).toContain('"delivery.given-up"');
  expect(log).toContain('"status":403');
  expect(log).not.toMatch(traces);
});

it('holds none when the door refuses what was sent', async () => {
  const door = await start();
  await door.post(`${said} {`);
  await door.post(message({ from: { id: '', name: 'Ines Figueira' } }));
  await door.post(message({ [said]: said, channelId: said }));
  await door.post(message(), { 'X-Forwarded-For': said.replace(/[^\w]/g, '') });
  const log = door.log.join('');
  expect(log.match(/"request\.refused"/g)).toHaveLength(4);
  expect(log).not.toMatch(traces);
});
