import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { chat } from '../../../src/channels/terminal/chat.ts';
import { openStore } from '../../../src/storage/open.ts';
import { createTurns } from '../../../src/turn/turns.ts';
import { quietParts } from '../../support/quiet-parts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createTestBrain } from '../../support/test-brain.ts';

const brain = await createTestBrain();

async function converse(lines: readonly string[], locale: string): Promise<string> {
  const store = await openStore(':memory:');
  const turns = createTurns({
    picker: null,
    content: brain.dialogContent,
    store: store.turns,
    clock: createFakeClock(),
    ids: { next: () => 'terminal' },
    guard: brain.guard,
    ...quietParts(brain),
    watcher: {
      handled: () => undefined,
      failed: ({ cause }) => {
        throw cause;
      },
    },
  });
  const output = new PassThrough();
  let heard = '';
  output.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await chat({
    turns,
    locale: brain.locale,
    input: Readable.from(lines.map((line) => `${line}\n`)),
    output,
    interactive: false,
    conversation: 'one',
    hints: { locale, slots: {} },
  });
  await store.close();
  return heard;
}

describe('the terminal', () => {
  it('greets, presses by number and says the rest, until the input ends', async () => {
    const heard = await converse(['1', 'no'], 'en');
    expect(heard).toContain("[1] I'm starting");
    expect(heard).toContain('There are six steps');
    expect(heard).toContain('Step 1 of 6 · EU Login account');
  });

  it('shows no marks of bold, and addresses on lines of their own', async () => {
    const heard = await converse(['1', '2'], 'en');
    expect(heard).not.toContain('**');
    expect(heard.split('\n')).toContain(
      'https://webgate.ec.europa.eu/cas/eim/external/register.cgi',
    );
  });

  it('speaks the language it was asked for, and another when it is spoken to in it', async () => {
    const heard = await converse(['wie lange dauert die Freischaltung meines Antrags?'], 'pt');
    expect(heard).toContain('Em que ponto está');
    expect(heard).toContain('von Hand geprüft');
  });

  it('passes over empty lines and ends well without any', async () => {
    expect(await converse(['', '   '], 'fr')).toContain('CPMS');
    expect(await converse([], 'de')).toContain('CPMS');
  });
});
