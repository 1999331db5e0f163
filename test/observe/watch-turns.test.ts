import { expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { watchTurns } from '../../src/observe/watch-turns.ts';
import { captureLog } from './log-capture.ts';

it('logs a turn and, one by one, what is worth counting in it', () => {
  const { log, events } = captureLog();
  watchTurns(log).handled({
    conversation: 'c1',
    place: 'access/submit',
    notes: [
      { event: 'milestone', about: 'request' },
      { event: 'article-answered', about: 'approval-time' },
    ],
  });
  const where = { level: 'info', conversation: 'c1', place: 'access/submit' };
  expect(events()).toMatchObject([
    { ...where, event: 'turn.handled', notes: 2 },
    { ...where, event: 'turn.milestone', about: 'request' },
    { ...where, event: 'turn.article-answered', about: 'approval-time' },
  ]);
});

it('logs a turn that failed as an error with its code', () => {
  const { log, events } = captureLog();
  watchTurns(log).failed({ conversation: 'c1', cause: new AppError('STORE_BUSY', 'Locked') });
  expect(events()).toMatchObject([
    { level: 'error', event: 'turn.failed', conversation: 'c1', code: 'STORE_BUSY' },
  ]);
});
