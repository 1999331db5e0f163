import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Json } from '../../turn/ports.ts';
import type { Reference } from './reference.ts';

const json: z.ZodType<Json> = z.json();

/**
 * Activities as the answer to a request holds them: addressed as the SDK would do it.
 *
 * No id and no time is put in, so that a repeated request is given the same answer to the letter.
 */
export function inlineReplies(
  reference: Reference,
  activities: readonly Partial<Activity>[],
): readonly Json[] {
  const { channelId, conversation, bot, user, activityId } = reference;
  const address = { channelId, conversation, from: bot, recipient: user };
  const answering = activityId === null ? {} : { replyToId: activityId };
  return activities.map((activity) => json.parse({ ...activity, ...address, ...answering }));
}
