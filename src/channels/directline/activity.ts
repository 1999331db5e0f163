import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Act } from '../../turn/inbound.ts';
import { readPressedButton } from '../../turn/pressed-button.ts';
import { languageTag, readStartHints, startEvent } from '../../turn/start-hints.ts';

/** What an activity of a client means; quiet ones are acknowledged and do nothing. */
export type Posted =
  | {
      readonly kind: 'act';
      readonly act: Act;
      readonly locale: string | null;
      readonly slots: Readonly<Record<string, string>>;
      /** By which a repeat is known: made by the client, so that trying again is harmless. */
      readonly clientId: string | null;
    }
  /** What a page knows that greets its visitors by itself. */
  | {
      readonly kind: 'hints';
      readonly locale: string | null;
      readonly slots: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'quiet' };

/** The parts of an activity that are looked at. Who it says it is from is not among them. */
const activitySchema = z.object({
  type: z.string().min(1).max(60),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  name: z.string().nullish(),
  locale: z.string().nullish().catch(null),
  attachments: z.array(z.unknown()).nullish().catch(null),
  channelData: z
    .looseObject({ clientActivityID: clientActivityId().optional().catch(undefined) })
    .nullish()
    .catch(null),
});

function clientActivityId(): z.ZodType<string> {
  return z.string().regex(/^[\w.:-]{1,100}$/);
}

/**
 * Reads what a client posts.
 * @throws AppError REQUEST_REFUSED naming the fields that are wrong, never what stood in them.
 */
export function readPosted(body: unknown): Posted {
  const read = activitySchema.safeParse(body);
  if (!read.success) {
    const fields = read.error.issues.map(({ path }) => path.join('.') || 'the body').slice(0, 5);
    throw new AppError('REQUEST_REFUSED', `Not an activity; look at: ${fields.join(', ')}`, {
      publicCode: 'BadArgument',
    });
  }
  return meaningOf(read.data);
}

type Activity = z.infer<typeof activitySchema>;

function meaningOf(activity: Activity): Posted {
  if (activity.type === 'event' && activity.name === startEvent) return startOf(activity);
  if (activity.type !== 'message') return { kind: 'quiet' };
  const pressed = readPressedButton(activity.value);
  if (pressed !== null) {
    return acts(activity, { kind: 'presses', place: pressed.place, answer: pressed.answer });
  }
  const text = (activity.text ?? '').toWellFormed().trim();
  if (text !== '') return acts(activity, { kind: 'says', text });
  const files = (activity.attachments ?? []).length > 0;
  return files ? acts(activity, { kind: 'attaches' }) : { kind: 'quiet' };
}

function startOf(activity: Activity): Posted {
  const { network, language, greeting } = readStartHints(activity.value);
  const locale = language ?? localeOf(activity);
  const slots = network === undefined ? {} : { network };
  if (greeting === false) return { kind: 'hints', locale, slots };
  return { kind: 'act', act: { kind: 'begins' }, locale, slots, clientId: beginsId };
}

/** The same for every way of beginning: one greeting is enough. */
export const beginsId = 'cpms:begins';

function acts(activity: Activity, act: Act): Posted {
  const clientId = activity.channelData?.clientActivityID ?? null;
  return { kind: 'act', act, locale: localeOf(activity), slots: {}, clientId };
}

function localeOf({ locale }: Activity): string | null {
  return locale != null && languageTag.test(locale) ? locale : null;
}
