import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { DoorAnswer, DoorRequest } from '../../src/http/door.ts';
import { healthDoors } from '../../src/http/health-doors.ts';
import type { ReadinessCheck } from '../../src/http/health-doors.ts';
import { captureLog } from '../observe/log-capture.ts';

const able: ReadinessCheck = { name: 'content', able: () => Promise.resolve(true) };

async function ask(
  path: string,
  checks: readonly ReadinessCheck[],
): Promise<DoorAnswer & { readonly logged: string }> {
  const { log, lines } = captureLog();
  const door = healthDoors(checks).find((candidate) => candidate.path === path);
  const request: DoorRequest = {
    id: 'r1',
    headers: {},
    params: {},
    query: new URLSearchParams(),
    peer: null,
    address: null,
    body: undefined,
    log,
  };
  const answer = await door?.handle(request);
  return { status: 0, ...answer, logged: lines.join('') };
}

describe('/healthz', () => {
  it('answers as long as the process does, whatever else is missing', async () => {
    const broken: ReadinessCheck = { name: 'store', able: () => Promise.resolve(false) };
    expect(await ask('/healthz', [broken])).toMatchObject({
      status: 200,
      body: { status: 'alive' },
    });
  });
});

describe('/readyz', () => {
  it('answers yes when everything is there', async () => {
    expect(await ask('/readyz', [able])).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('names what is missing', async () => {
    const store: ReadinessCheck = { name: 'store', able: () => Promise.resolve(false) };
    expect(await ask('/readyz', [able, store])).toMatchObject({
      status: 503,
      body: { status: 'not-ready', missing: ['store'] },
    });
  });

  it('counts a check that fails as missing, and logs why', async () => {
    const failure = new AppError('STORE_FAILED', 'Cannot open the file');
    const store: ReadinessCheck = { name: 'store', able: () => Promise.reject(failure) };
    const answer = await ask('/readyz', [store]);
    expect(answer).toMatchObject({ status: 503, body: { missing: ['store'] } });
    expect(answer.logged).toContain('STORE_FAILED');
  });

  it('does not wait for a check that does not answer', async () => {
    vi.useFakeTimers();
    const store: ReadinessCheck = {
      name: 'store',
      able: () => new Promise<boolean>(() => undefined),
    };
    const answer = ask('/readyz', [able, store]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toMatchObject({ status: 503, body: { missing: ['store'] } });
    vi.useRealTimers();
  });
});
