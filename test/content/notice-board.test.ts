import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeBoard } from '../../src/content/notice-board.ts';
import { createNoticeBoard } from '../../src/content/notice-board.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const written = (id: string): string => `notices:
  - { id: ${id}, until: 2026-11-28T18:00:00Z, text: { en: "Down.", de: "Gestört." } }
`;

describe('the board of notices', () => {
  let folder: string;
  let file: string;
  let tick: () => void;
  let board: NoticeBoard;
  const told: (number | string)[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notices-'));
    file = join(folder, 'notice.yaml');
    told.length = 0;
    board = createNoticeBoard({
      file,
      ground: { tags: ['en', 'de'], networks: [] },
      ticker: (work) => {
        tick = work;
        return () => undefined;
      },
      watcher: {
        changed: (count) => told.push(count),
        failed: (cause) => told.push(cause instanceof Error ? cause.message : 'failed'),
      },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  let stamp = 1_000;
  const save = (text: string): void => {
    writeFileSync(file, text);
    // A clock of the file system may be coarse: each save gets a time of its own.
    utimesSync(file, (stamp += 1), stamp);
  };
  const look = async (): Promise<string[]> => {
    tick();
    await board.stop();
    return board.current(now).map(({ id }) => id);
  };

  it('is empty where there is no file', async () => {
    await board.start();
    expect(board.current(now)).toEqual([]);
  });

  it('shows what stands in the file when it starts', async () => {
    save(written('first'));
    await board.start();
    expect(board.current(now).map(({ id }) => id)).toEqual(['first']);
  });

  it('shows what was saved since, without a restart', async () => {
    save(written('first'));
    await board.start();
    save(written('second'));
    expect(await look()).toEqual(['second']);
    save('notices: []\n');
    expect(await look()).toEqual([]);
  });

  it('keeps what it says when the file is saved with a mistake, and names the mistake', async () => {
    save(written('first'));
    await board.start();
    save('notices: [{ id: oops }]\n');
    expect(await look()).toEqual(['first']);
    expect(String(told.at(-1))).toContain('knowledge/notice.yaml');
    save(written('third'));
    expect(await look()).toEqual(['third']);
  });

  it('takes everything down with the file', async () => {
    save(written('first'));
    await board.start();
    rmSync(file);
    expect(await look()).toEqual([]);
  });

  it('reads the file once as long as it stays the same', async () => {
    save(written('first'));
    await board.start();
    await look();
    await look();
    expect(told).toEqual([1]);
  });

  it('drops a notice at its end', async () => {
    save(written('first'));
    await board.start();
    expect(board.current(Date.parse('2026-11-28T18:00:00Z'))).toEqual([]);
  });
});
