import { on } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Locale } from '../../locale/locale.ts';
import type { Button, Reply } from '../../locale/line.ts';
import type { Turns } from '../../turn/turns.ts';

/** What a conversation in the terminal is made of. */
export interface ChatParts {
  readonly turns: Turns;
  readonly locale: Locale;
  readonly input: Readable;
  readonly output: Writable;
  /** Whether a person sits there; otherwise lines are read as they come and no prompt is shown. */
  readonly interactive: boolean;
  readonly conversation: string;
  readonly hints: {
    readonly locale: string | null;
    readonly slots: Readonly<Record<string, string>>;
  };
}

/**
 * Holds a conversation line by line until the input ends.
 *
 * A number presses the button with that number, as its label does; everything else is said.
 */
export async function chat(parts: ChatParts): Promise<void> {
  // The iterator is taken before the first await: lines that come earlier would be lost.
  const lines = on(createInterface({ input: parts.input, terminal: false }), 'line', {
    close: ['close'],
  });
  let reply = await exchange(parts, { kind: 'begins' });
  prompt(parts);
  for await (const [line] of lines) {
    const text = String(line).trim();
    if (text !== '') {
      if (!parts.interactive) write(parts, `> ${text}`);
      reply = await exchange(parts, actOf(text, reply));
    }
    prompt(parts);
  }
}

type Act = Parameters<Turns['handle']>[0]['act'];

function actOf(text: string, reply: Reply | null): Act {
  const button = reply === null ? undefined : numbered(text, reply.buttons);
  return button === undefined || reply === null
    ? { kind: 'says', text }
    : { kind: 'presses', place: reply.place, answer: button.answer };
}

function numbered(text: string, buttons: readonly Button[]): Button | undefined {
  return /^[1-9]$/.test(text) ? buttons[Number(text) - 1] : undefined;
}

async function exchange(parts: ChatParts, act: Act): Promise<Reply | null> {
  const outcome = await parts.turns.handle({
    key: { channel: 'terminal', conversation: parts.conversation },
    activityId: null,
    act,
    hints: parts.hints,
    deliverTo: null,
  });
  if (outcome.reply !== null) show(parts, outcome.reply);
  return outcome.reply;
}

/** Plain text: bold marks are for screens that show them. */
function show(parts: ChatParts, reply: Reply): void {
  const { lines, buttons } = parts.locale.renderReply(reply);
  const text = lines.join('\n').replaceAll('**', '');
  const choices = buttons.map(({ label }, index) => `[${String(index + 1)}] ${label}`).join('  ');
  write(parts, choices === '' ? `\n${text}\n` : `\n${text}\n\n  ${choices}\n`);
}

function prompt(parts: ChatParts): void {
  if (parts.interactive) parts.output.write('> ');
}

function write(parts: ChatParts, text: string): void {
  parts.output.write(`${text}\n`);
}
