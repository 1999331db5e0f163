import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { failures } from '../../src/base/failures.ts';
import type { FailureCode } from '../../src/base/failures.ts';
import { answerFailure } from '../../src/http/answer-failure.ts';

const codes = Object.keys(failures) as FailureCode[];

it.each(codes)('%s is answered with its status and its code', (code) => {
  const { status, body } = answerFailure(new AppError(code, 'Something of the inside'), 'r1');
  expect(status).toBe(failures[code].httpStatus);
  expect(body).toMatchObject({ error: { code } });
});

it.each(codes.filter((code) => failures[code].httpStatus >= 500))(
  '%s shows nothing of the inside',
  (code) => {
    const answer = answerFailure(new AppError(code, '/var/lib/bot.sqlite is locked'), 'r1');
    expect(JSON.stringify(answer)).not.toContain('sqlite');
    expect(JSON.stringify(answer)).toContain('r1');
  },
);

describe('a refusal', () => {
  it('names the seconds to wait, where they are known', () => {
    const known = new AppError('RATE_LIMITED', 'Too many', { retryAfterSeconds: 17 });
    expect(answerFailure(known, 'r1').headers).toEqual({ 'Retry-After': '17' });
    const unknown = new AppError('RATE_LIMITED', 'Too many');
    expect(answerFailure(unknown, 'r1').headers).toEqual({ 'Retry-After': '2' });
  });

  it('names none where waiting does not help', () => {
    const forbidden = new AppError('FORBIDDEN', 'No', { retryAfterSeconds: 17 });
    expect(answerFailure(forbidden, 'r1').headers).toBeUndefined();
  });

  it('has the code that a protocol of others knows it under', () => {
    const expired = new AppError('FORBIDDEN', 'Ended', { publicCode: 'TokenExpired' });
    expect(answerFailure(expired, 'r1')).toEqual({
      status: 403,
      body: { error: { code: 'TokenExpired', message: 'Ended' } },
    });
  });
});

it.each([
  undefined,
  null,
  'Maria',
  new TypeError('Maria'),
  { code: 'STORE_BUSY', message: 'Maria' },
])('anything else is a bug, and shows nothing of itself', (thrown) => {
  const answer = answerFailure(thrown, 'r1');
  expect(answer).toMatchObject({ status: 500, body: { error: { code: 'BUG' } } });
  expect(JSON.stringify(answer)).not.toContain('Maria');
});
