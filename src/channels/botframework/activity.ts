import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';

/** Ids end up in keys and in the database, so they are one line of well-formed text. */
const id = z
  .string()
  .min(1)
  .max(512)
  .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), 'holds control characters');

/** A person or a bot by id. Names are not even read: nothing here needs them. */
const account = z.object({ id, role: z.string().max(40).optional() });

const conversation = z.object({
  id,
  conversationType: z.string().max(40).optional(),
  isGroup: z.boolean().optional(),
  tenantId: z.string().max(100).optional(),
});

const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

/**
 * The parts of an activity that the bot looks at, and nothing else of it.
 *
 * Channels add fields at will, so unknown ones are dropped and not refused. A channel that is not
 * known by name is one all the same, as long as its name looks like one.
 */
const activitySchema = z.object({
  type: z.string().min(1).max(60),
  id: id.nullish(),
  channelId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  serviceUrl: webAddress.nullish(),
  conversation,
  from: account,
  recipient: account,
  text: z.string().nullish(),
  locale: z.string().nullish(),
  name: z.string().nullish(),
  value: z.unknown().optional(),
  deliveryMode: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string().nullish() })).nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
});

/** An activity as it came in, checked. */
export type IncomingActivity = z.infer<typeof activitySchema>;

/** Problems named to the caller; more than a few help nobody. */
const problemsNamed = 5;

/**
 * Reads the body of a request as an activity.
 * @throws AppError REQUEST_REFUSED naming the fields that are wrong, never what stood in them.
 */
export function readActivity(body: unknown): IncomingActivity {
  const read = activitySchema.safeParse(body);
  if (!read.success) {
    const fields = read.error.issues.map(({ path }) => path.join('.') || 'the body');
    const named = [...new Set(fields)].slice(0, problemsNamed).join(', ');
    throw new AppError('REQUEST_REFUSED', `Not an activity; look at: ${named}`);
  }
  if (!answersInline(read.data) && read.data.serviceUrl == null) {
    throw new AppError('REQUEST_REFUSED', 'Not an activity; look at: serviceUrl');
  }
  return read.data;
}

/** Whether the caller takes the replies in the answer to the request instead of being called. */
export function answersInline(activity: IncomingActivity): boolean {
  return activity.deliveryMode === 'expectReplies';
}
