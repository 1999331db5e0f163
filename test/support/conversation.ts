import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Line, Reply, Value } from '../../src/locale/line.ts';
import type { Act } from '../../src/turn/inbound.ts';
import type { Bot } from './test-bot.ts';

const turnSchema = z.strictObject({
  begins: z.literal(true).optional(),
  says: z.string().optional(),
  presses: z.string().optional(),
  attaches: z.literal(true).optional(),
  /** The press that means the same, for readings of the conversation in another language. */
  or: z.string().optional(),
  /** Time that passes before the turn: `2d`, `9h`, `30m`. */
  after: z
    .string()
    .regex(/^\d+[dhm]$/)
    .optional(),
  /** Text keys that the reply holds, in this order; others may stand between them. */
  hears: z.array(z.string()).optional(),
  /** Text keys that the reply does not hold. */
  never: z.array(z.string()).optional(),
  /** Words that the reply shows, in the language of the conversation. */
  reads: z.array(z.string()).optional(),
  /** Answers on offer, exactly and in order. */
  offers: z.array(z.string()).optional(),
  at: z.string().optional(),
  knows: z.record(z.string(), z.string().nullable()).optional(),
  speaks: z.string().optional(),
  /** Words that the mail of this turn's ticket holds, subject or text; null: no ticket was made. */
  mails: z.array(z.string()).nullable().optional(),
});

const conversationSchema = z.strictObject({
  conversation: z.string(),
  locale: z.string().default('en'),
  network: z.string().optional(),
  /** The operator's mailbox for those whose network has none: `HELPDESK_MAILBOX`. */
  helpdesk: z.email().optional(),
  /** When it begins. */
  clock: z.iso.datetime().default('2026-11-10T09:00:00Z'),
  turns: z.array(turnSchema).min(1),
});

/** One exchange of a conversation file. */
export type ScriptedTurn = z.infer<typeof turnSchema>;

/** A whole conversation as it is written down in `test/conversations/`. */
export type Conversation = z.infer<typeof conversationSchema>;

/** What was heard in one turn of a conversation that was played. */
export interface PlayedTurn {
  readonly turn: ScriptedTurn;
  readonly reply: Reply;
  readonly keys: readonly string[];
  readonly text: string;
  readonly slots: Readonly<Record<string, string>>;
  /** Subject and text of the mail of this turn's ticket; null when it made none. */
  readonly mail: string | null;
}

/** Every conversation of a folder, by file. */
export function readConversations(
  directory: string,
): { file: string; conversation: Conversation }[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const documents = z
        .array(conversationSchema)
        .parse(parse(readFileSync(join(directory, file), 'utf8')));
      return documents.map((conversation) => ({ file, conversation }));
    });
}

/** Plays a conversation and gives what was heard, without judging it. */
export async function play(
  bot: Bot,
  conversation: Conversation,
  locale: string = conversation.locale,
): Promise<PlayedTurn[]> {
  const native = locale === conversation.locale;
  bot.clock.set(Date.parse(conversation.clock));
  const talk = bot.talk({
    locale,
    slots: conversation.network === undefined ? {} : { network: conversation.network },
  });
  const played: PlayedTurn[] = [];
  for (const turn of conversation.turns) {
    if (turn.after !== undefined) bot.clock.advance(milliseconds(turn.after));
    const place = played.at(-1)?.reply.place ?? bot.root;
    const reply = await talk.act(actOf(turn, place, native));
    const keys = keysOf(reply.lines);
    const mail = talk.ticket()?.mail;
    played.push({
      turn,
      reply,
      keys,
      text: bot.render(reply),
      slots: await talk.slots(),
      mail: mail === undefined ? null : `${mail.subject}\n${mail.text}`,
    });
  }
  return played;
}

function actOf(turn: ScriptedTurn, place: string, native: boolean): Act {
  if (turn.begins === true) return { kind: 'begins' };
  if (turn.attaches === true) return { kind: 'attaches' };
  const pressed = turn.presses ?? (native ? undefined : turn.or);
  if (pressed !== undefined) return { kind: 'presses', place, answer: pressed };
  return { kind: 'says', text: turn.says ?? '' };
}

/** Every text key in a reply, those inside of values included. */
export function keysOf(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => [
    line.key,
    ...Object.values(line.values ?? {}).flatMap(keysOfValue),
  ]);
}

function keysOfValue(value: Value): string[] {
  if (value.kind === 'line') return keysOf([value.line]);
  if (value.kind === 'lines') return keysOf(value.lines);
  return value.kind === 'values' ? value.values.flatMap(keysOfValue) : [];
}

function milliseconds(text: string): number {
  const unit = { d: 86_400_000, h: 3_600_000, m: 60_000 }[text.at(-1) ?? 'm'] ?? 0;
  return Number(text.slice(0, -1)) * unit;
}
