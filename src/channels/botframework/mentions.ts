import { z } from 'zod';
import type { IncomingActivity } from './activity.ts';

const mentionSchema = z.object({
  type: z.string().regex(/^mention$/i),
  mentioned: z.object({ id: z.string() }),
  text: z.string().min(1),
});

/** A mention of the bot, with the words that stand for it in the text. */
export type Mention = z.infer<typeof mentionSchema>;

/** The mentions of the bot in a message; those of other people stay what they are. */
export function mentionsOfBot({ entities, recipient }: IncomingActivity): readonly Mention[] {
  return (entities ?? [])
    .map((entity) => mentionSchema.safeParse(entity))
    .flatMap((read) => (read.success ? [read.data] : []))
    .filter(({ mentioned }) => mentioned.id === recipient.id);
}
