import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { describeFailure } from '../../src/observe/describe-failure.ts';

describe('a failure with a name', () => {
  it('is described by code, message and facts', () => {
    const failure = new AppError('STORE_BUSY', 'Locked for too long', { waitedMs: 3_000 });
    expect(describeFailure(failure)).toMatchObject({
      code: 'STORE_BUSY',
      failure: 'AppError',
      message: 'Locked for too long',
      facts: { waitedMs: 3_000 },
      causes: [],
    });
  });

  it('names its causes by class and system code, not by message', () => {
    const system = Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' });
    const fetching = new TypeError('fetch failed', { cause: system });
    const failure = new AppError('CHANNEL_REJECTED', 'No answer', {}, fetching);
    expect(describeFailure(failure).causes).toEqual(['TypeError', 'Error ECONNREFUSED']);
  });
});

describe('a bug', () => {
  const bug = (): unknown => {
    try {
      return JSON.parse('Maria Silva, 12.3.1984');
    } catch (cause) {
      return cause;
    }
  };

  it('says where, and nothing of what was being read', () => {
    const description = describeFailure(bug());
    expect(description).toMatchObject({ code: 'BUG', failure: 'SyntaxError', message: null });
    expect(description.at[0]).toContain('JSON.parse');
    expect(JSON.stringify(description)).not.toContain('Maria');
  });

  it('is described even when its message looks like a place', () => {
    const sly = new Error('x\n    at Maria Silva (home)');
    expect(describeFailure(sly).at.join()).not.toContain('Maria');
  });

  it.each([undefined, null, 'Maria', 7, { name: 'Maria' }])('may be anything: %s', (thrown) => {
    expect(JSON.stringify(describeFailure(thrown))).not.toContain('Maria');
  });

  it('may be its own cause', () => {
    const loop = new Error('x');
    loop.cause = loop;
    expect(describeFailure(loop).causes).toHaveLength(5);
  });
});
