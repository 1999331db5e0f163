import { z } from 'zod';
import type { Json } from '../../turn/ports.ts';
import type { IncomingActivity } from './activity.ts';

const account = z.object({ id: z.string(), role: z.string().exactOptional() });

const referenceSchema = z.object({
  via: z.literal('botframework'),
  channelId: z.string(),
  serviceUrl: z.string().nullable(),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().exactOptional(),
    isGroup: z.boolean().exactOptional(),
    tenantId: z.string().exactOptional(),
  }),
  bot: account,
  user: account,
  activityId: z.string().nullable(),
});

/**
 * How to reach a conversation through a channel: what the Bot Framework calls a conversation
 * reference, less the names in it. Stored with each reply that waits.
 */
export type Reference = z.infer<typeof referenceSchema>;

/** The way back to where an activity came from. */
export function referenceOf(activity: IncomingActivity): Reference {
  const { conversation: room } = activity;
  return {
    via: 'botframework',
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl ?? null,
    conversation: {
      id: room.id,
      ...(room.conversationType === undefined ? {} : { conversationType: room.conversationType }),
      ...(room.isGroup === undefined ? {} : { isGroup: room.isGroup }),
      ...(room.tenantId === undefined ? {} : { tenantId: room.tenantId }),
    },
    bot: accountOf(activity.recipient),
    user: accountOf(activity.from),
    activityId: repliesTo(activity) ? (activity.id ?? null) : null,
  };
}

/** A reference as it is stored. */
export function referenceAsJson(reference: Reference): Json {
  return { ...reference };
}

/** A stored reference; null when another channel, or another release, wrote it. */
export function readReference(stored: Json): Reference | null {
  const read = referenceSchema.safeParse(stored);
  return read.success ? read.data : null;
}

function accountOf({ id, role }: IncomingActivity['from']): Reference['bot'] {
  return role === undefined ? { id } : { id, role };
}

/** Only messages are shown to people, so only they can be answered to: Web Chat waits for the rest. */
function repliesTo({ type }: IncomingActivity): boolean {
  return type === 'message';
}
