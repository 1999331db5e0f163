import { describe, expect, it } from 'vitest';
import { decideUnclear } from '../../src/nlu/unclear.ts';

const unclear = new Map([['no code', ['sms', 'app', 'picture']]]);
const ranking = {
  language: 'en',
  coverage: 1,
  candidates: [{ intent: 'app', language: 'en', score: 0.97 }],
};

function decide(text: string, context: { preferred?: string[]; likely?: string[] } = {}): unknown {
  const decision = decideUnclear(text, unclear, { ranking, context });
  if (decision === null) return null;
  const { outcome, intent, alternatives } = decision;
  return [outcome, intent, alternatives.map((it) => it.intent)];
}

describe('a message that several intents may mean', () => {
  it('is asked back about, however sure the matcher is', () => {
    expect(decide('No code!')).toEqual(['clarify', null, ['sms', 'app', 'picture']]);
  });

  it('means what the state expects, or else what fits the person', () => {
    expect(decide('no code', { preferred: ['picture', 'other'], likely: ['sms'] })).toEqual([
      'answer',
      'picture',
      ['sms', 'app'],
    ]);
    expect(decide('no code', { likely: ['sms'] })).toEqual(['answer', 'sms', ['app', 'picture']]);
  });

  it('is asked back about where the state expects more than one of them', () => {
    expect(decide('no code', { preferred: ['sms', 'app'] })).toEqual([
      'clarify',
      null,
      ['sms', 'app', 'picture'],
    ]);
  });

  it('is any other message once it says more', () => {
    expect(decide('no code by sms')).toBeNull();
  });
});
