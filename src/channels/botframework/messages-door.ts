import type { Activity } from 'botbuilder';
import { AppError } from '../../base/app-error.ts';
import { failures } from '../../base/failures.ts';
import type { Reply } from '../../locale/line.ts';
import type { RenderedReply } from '../../locale/locale.ts';
import type { Json } from '../../turn/ports.ts';
import type { TurnOutcome, Turns } from '../../turn/turns.ts';
import type { IncomingActivity } from './activity.ts';
import { answersInline, readActivity } from './activity.ts';
import type { Caller } from './anonymous-caller.ts';
import type { Delivery } from './delivery.ts';
import { inlineReplies } from './inline-replies.ts';
import { present } from './present.ts';
import type { Reference } from './reference.ts';
import { referenceAsJson, referenceOf } from './reference.ts';
import type { Sent } from './sdk-adapter.ts';
import type { Meaning, MentionRemover } from './translate.ts';
import { translate } from './translate.ts';
import { wordsOf } from '../../locale/words.ts';

/** A request at the door, and its answer: the shapes of `Door` in `http/`. */
export interface MessagesRequest extends Caller {
  readonly body: unknown;
}

/** What the door answers. */
export interface MessagesAnswer {
  readonly status: number;
  readonly body?: Json;
}

/** What the door is made of. */
export interface MessagesParts {
  readonly turns: Turns;
  readonly render: (reply: Reply) => RenderedReply;
  readonly delivery: Pick<Delivery, 'kick'>;
  readonly send: (reference: Reference, activity: Partial<Activity>) => Promise<Sent>;
  /** Whether the caller may come in at all, before the activity is read. @throws UNAUTHENTICATED */
  readonly admit: (caller: Caller) => void;
  /** Whether the caller is the channel that the activity says. @throws UNAUTHENTICATED */
  readonly authenticate: (activity: IncomingActivity, caller: Caller) => Promise<void>;
  readonly withoutMentions: MentionRemover;
}

type Act = Extract<Meaning, { kind: 'act' }>;

/**
 * `POST /api/messages`: one activity in, acknowledged once its turn is stored.
 *
 * The reply is on its way by then, or stands in the answer when the caller expects it there. Nothing
 * waits for the channel to take it: a channel that hears nothing for fifteen seconds sends again.
 */
export async function receiveActivity(
  parts: MessagesParts,
  request: MessagesRequest,
): Promise<MessagesAnswer> {
  parts.admit(request);
  const activity = readActivity(request.body);
  await parts.authenticate(activity, request);
  const meaning = translate(activity, parts.withoutMentions);
  if (meaning.kind === 'not-implemented') return { status: 501, body: notImplemented };
  if (meaning.kind === 'quiet') return acknowledge(activity, []);
  const reference = referenceOf(activity);
  const outcome = await takeTurn(parts, activity, meaning, reference);
  return answersInline(activity)
    ? acknowledge(activity, inlineReplies(reference, activitiesOf(parts, activity, outcome.reply)))
    : handOver(parts, activity, reference, outcome);
}

const notImplemented: Json = {
  error: { code: 'NOT_IMPLEMENTED', message: 'The bot has no answer to invokes of this name' },
};

function takeTurn(
  parts: MessagesParts,
  activity: IncomingActivity,
  { act, activityId, hints }: Act,
  reference: Reference,
): Promise<TurnOutcome> {
  return parts.turns.handle({
    key: { channel: activity.channelId, conversation: activity.conversation.id },
    activityId,
    act,
    hints,
    deliverTo: answersInline(activity) ? null : referenceAsJson(reference),
  });
}

/** A stored reply is delivered from the outbox; the apology of a turn that failed is in none. */
async function handOver(
  parts: MessagesParts,
  activity: IncomingActivity,
  reference: Reference,
  outcome: TurnOutcome,
): Promise<MessagesAnswer> {
  if (outcome.kind === 'replied' && outcome.outboxId !== null) {
    parts.delivery.kick(outcome.outboxId, outcome.reply);
  }
  if (outcome.kind === 'failed') {
    const [apology] = activitiesOf(parts, activity, outcome.reply);
    const sent = apology === undefined ? null : await parts.send(reference, apology);
    if (sent?.kind !== 'accepted') throw untold(outcome.code);
  }
  return acknowledge(activity, []);
}

/** Nobody could be told, so the channel is: it shows that the message did not arrive. */
function untold(code: Extract<TurnOutcome, { kind: 'failed' }>['code']): AppError {
  const known = code in failures && code !== 'BUG' ? code : 'STORE_FAILED';
  return new AppError(known, 'A turn failed and its apology could not be delivered');
}

function activitiesOf(
  parts: MessagesParts,
  activity: IncomingActivity,
  reply: Reply | null,
): readonly Partial<Activity>[] {
  if (reply === null) return [];
  return [present(wordsOf(reply, parts.render(reply)), activity.channelId)];
}

function acknowledge(activity: IncomingActivity, activities: readonly Json[]): MessagesAnswer {
  if (answersInline(activity)) return { status: 200, body: { activities } };
  return activity.type === 'invoke' ? { status: 200, body: cardActionDone } : { status: 200 };
}

/** What a card action is answered with when what follows is said in the chat. */
const cardActionDone: Json = {
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: '',
};
