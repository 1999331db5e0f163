import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../src/ask.ts';
import { ask, askLines } from '../src/ask.ts';
import { createTestBrain } from './support/test-brain.ts';

const brain = await createTestBrain();
const asked = (text: string, locale: string | null = null): Asked =>
  ask(brain, { id: 1, text, locale });

describe('one question', () => {
  it.each([
    ['my hospital is not in the list', 'answer', 'hospital-not-listed'],
    ['ich habe mein passwort vergessen', 'answer', 'forgot-password'],
    ['i want to talk to a human', 'handoff', 'human-handover'],
    ['what is the weather like in paris tomorrow', 'answer', 'oos-general'],
    [
      'patient John Muster, born 12.3.1984, MRN 4711223, how do i log in',
      'answer',
      'oos-patient-data',
    ],
  ])('%s: %s %s', (text, outcome, intent) => {
    expect(asked(text)).toMatchObject({ outcome, intent });
  });

  it('names the language of a text that the bot does not speak, and does not pretend to understand', () => {
    expect(asked('hur lång tid tar det innan min ansökan blir godkänd av sjukhuset')).toMatchObject(
      {
        language: 'sv',
        outcome: 'fallback',
        intent: null,
      },
    );
  });

  it('lists what the guard masked, and reads nothing of it', () => {
    expect(asked('my password is Sommer2024!x and it is refused').guard).toEqual(['password']);
  });

  it.each(['', '   ', '😀', 'https://example.org', '\u0000\u0001', 'مرحبا', '?'.repeat(20_000)])(
    'survives what is no question (%#)',
    (text) => {
      const result = asked(text);
      expect(['answer', 'clarify', 'handoff', 'fallback']).toContain(result.outcome);
      expect(result.alternatives.length).toBeLessThanOrEqual(3);
    },
  );

  it('gives an intent only with an answer or a handoff, and at most three alternatives', () => {
    for (const text of ['no code', 'it does not work', 'help', 'sms', 'mail']) {
      const { outcome, intent, alternatives } = asked(text);
      expect(intent !== null, text).toBe(outcome === 'answer' || outcome === 'handoff');
      expect(alternatives.length).toBeLessThanOrEqual(3);
    }
  });
});

describe('questions as JSON lines', () => {
  it('are answered in order, one line each, bad ones included', async () => {
    const output = new PassThrough();
    let written = '';
    output.on('data', (chunk: Buffer) => (written += chunk.toString()));
    const lines = [
      '{"id":"a","text":"what is saas"}',
      'no json',
      '[]',
      '{"id":4}',
      '',
      '{"id":"z","text":"was ist saas","locale":"de"}',
    ];
    await askLines(brain, Readable.from(lines.map((line) => `${line}\n`)), output);
    const results = written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Asked);
    expect(results.map(({ id }) => id)).toEqual(['a', null, null, 4, 'z']);
    expect(Object.keys(results[0] ?? {}).sort()).toEqual([
      'alternatives',
      'guard',
      'id',
      'intent',
      'language',
      'outcome',
      'score',
    ]);
  });
});
