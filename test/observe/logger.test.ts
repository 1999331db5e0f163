import { describe, expect, it } from 'vitest';
import { captureLog } from './log-capture.ts';

describe('a log line', () => {
  it('is one event as JSON, with time, level, name and facts', () => {
    const { log, lines, events } = captureLog();
    log.info('turn.handled', { conversation: 'c1', notes: 2 });
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(events()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        conversation: 'c1',
        notes: 2,
        event: 'turn.handled',
      },
    ]);
  });

  it('carries the ids of everything it belongs to', () => {
    const { log, events } = captureLog();
    log.child({ request: 'r1' }).child({ conversation: 'c1' }).warn('turn.retried');
    expect(events()).toMatchObject([{ level: 'warn', request: 'r1', conversation: 'c1' }]);
  });

  it('is left out below the level', () => {
    const { log, lines } = captureLog('warn');
    log.debug('a.b');
    log.info('a.b');
    log.warn('a.c');
    log.error('a.d');
    expect(lines).toHaveLength(2);
  });

  it('shows no private value, not even in what a child carries', () => {
    const { log, lines } = captureLog();
    log.child({ from: 'Ana' }).info('a.b', { text: 'my words', nested: [{ token: 'sesame' }] });
    expect(lines[0]).not.toMatch(/Ana|my words|sesame/);
  });
});
