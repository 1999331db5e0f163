import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { type GroundMaker, keyOf, type StoreGround } from './ground.ts';

const crashConversations = ['c1', 'c2', 'c3', 'c4'] as const;

/** What is left after the process that writes was killed, whatever the database. */
export function describeCrash(database: string, makeGround: GroundMaker): void {
  describe(`a process killed while it writes on ${database}`, () => {
    let ground: StoreGround;
    beforeEach(async () => {
      ground = await makeGround();
    });
    afterEach(() => ground.clear());

    it.each([1, 2, 3, 4, 5, 6])(
      'leaves every acknowledged turn and no half turn (round %i)',
      async () => {
        const lines = 1 + Math.floor(Math.random() * 400);
        const acknowledged = await killAfter([...ground.writer, ...crashConversations], lines);
        const store = await ground.another();
        let replies = 0;
        for (const name of crashConversations) {
          const version = await expectWholeTurns(store, name, `killed after ${lines} lines`);
          expect(version).toBeGreaterThanOrEqual(acknowledged.get(name) ?? 0);
          replies += version;
        }
        expect((await store.outbox.state()).waiting).toBe(replies);
      },
    );
  });
}

/** Each turn of the writer leaves its version everywhere: it is there everywhere or nowhere. */
async function expectWholeTurns(store: Store, name: string, when: string): Promise<number> {
  const { conversation } = await store.turns.open(keyOf(name), null);
  if (conversation === null) return 0;
  const { id, version, snapshot } = conversation;
  expect(snapshot, when).toEqual({ version });
  const entries = await store.turns.transcript(id, Number.MAX_SAFE_INTEGER);
  const expected = Array.from({ length: version }, (_, index) => [index + 1, index + 1]).flat();
  expect(
    entries.map((entry) => entry.body),
    when,
  ).toEqual(expected);
  for (let turn = 1; turn <= version + 1; turn += 1) {
    const { repeat } = await store.turns.open(keyOf(name), `a${turn}`);
    expect(repeat, when).toEqual(turn <= version ? { reply: turn } : null);
  }
  return version;
}

/** The last version of each conversation that the process told of before it was gone. */
async function killAfter(
  args: readonly string[],
  lines: number,
): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const versions = new Map<string, number>();
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', version] = line.split(' ');
    versions.set(name, Number(version));
    seen += 1;
    if (seen === lines) child.kill('SIGKILL');
  }
  expect(seen).toBeGreaterThanOrEqual(lines);
  return versions;
}
