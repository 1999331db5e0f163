import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../base/app-error.ts';
import type { Notice } from '../knowledge/notice.ts';
import { holdsAt } from '../knowledge/notice.ts';
import type { NoticeGround } from './notices.ts';

/** What a board is made of. */
export interface NoticeBoardParts {
  readonly file: string;
  readonly ground: NoticeGround;
  /** Calls back again and again until it is told to stop. */
  readonly ticker: (work: () => void) => () => void;
  readonly watcher: {
    /** The notices were read anew: how many there are. */
    readonly changed: (notices: number) => void;
    /** The file cannot be used; what it said before goes on. */
    readonly failed: (cause: unknown) => void;
  };
}

/** The operator's notices as they stand in the file right now. */
export interface NoticeBoard {
  readonly current: (now: number) => readonly Notice[];
  /** Looks at the file, and begins to look again and again. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Reads the notices whenever their file has changed, so that no restart is needed.
 *
 * A file with a mistake changes nothing: a slip in a hurry must not take down what was said before.
 * A file that is gone takes all notices down.
 */
export function createNoticeBoard(parts: NoticeBoardParts): NoticeBoard {
  let notices: readonly Notice[] = [];
  let seen = '';
  let underWay: Promise<void> = Promise.resolve();
  let stopTicker: (() => void) | null = null;

  const look = async (): Promise<void> => {
    const mark = await markOf(parts.file);
    if (mark === seen) return;
    seen = mark;
    notices = mark === absent ? [] : await readFrom(parts);
    parts.watcher.changed(notices.length);
  };

  const lookInTurn = (): Promise<void> => {
    underWay = underWay.then(look).catch(parts.watcher.failed);
    return underWay;
  };

  return {
    current: (now) => notices.filter((notice) => holdsAt(notice, now)),
    start: () => {
      stopTicker ??= parts.ticker(() => void lookInTurn());
      return lookInTurn();
    },
    stop: () => {
      stopTicker?.();
      return underWay;
    },
  };
}

const absent = 'absent';

/** What a file without notices holds besides comments. */
const none = /^\s*(?:notices:\s*\[\s*\])?\s*$/;

/** Changes with every change of the file. */
async function markOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${String(mtimeMs)} ${String(size)} ${String(ino)}`;
  } catch {
    return absent;
  }
}

/** The reader of YAML is loaded only when there is a file to read. */
async function readFrom({ file, ground }: NoticeBoardParts): Promise<readonly Notice[]> {
  const text = await readFile(file, 'utf8');
  if (none.test(text.replace(/^\s*#.*$/gm, ''))) return [];
  const { readNotices } = await import('./notices.ts');
  const { notices, mistakes } = readNotices(text, ground);
  if (mistakes.length === 0) return notices;
  const { reportMistakes } = await import('./report.ts');
  throw new AppError('CONTENT_INVALID', reportMistakes(mistakes), { mistakes: mistakes.length });
}
