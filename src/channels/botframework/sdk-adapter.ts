import type { Activity, ConversationReference } from 'botbuilder';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder';
import { AppError } from '../../base/app-error.ts';
import type { IncomingActivity } from './activity.ts';
import { createConnectorHttp } from './connector-http.ts';
import type { Mention } from './mentions.ts';
import type { Reference } from './reference.ts';

/** The bot's registration, under the SDK's own names. */
export interface BotRegistration {
  readonly MicrosoftAppType?: string | undefined;
  readonly MicrosoftAppId?: string | undefined;
  readonly MicrosoftAppPassword?: string | undefined;
  readonly MicrosoftAppTenantId?: string | undefined;
  readonly BotOpenIdMetadata?: string | undefined;
  readonly ToBotFromChannelTokenIssuer?: string | undefined;
  readonly ToBotFromChannelOpenIdMetadataUrl?: string | undefined;
  readonly ToBotFromEmulatorOpenIdMetadataUrl?: string | undefined;
}

/** What became of a try to send. `status` is null when the channel could not be reached. */
export type Sent =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'refused';
      readonly status: number | null;
      /** What the channel said in `Retry-After`. */
      readonly retryAfter: string | null;
      /** What was thrown: for the log, which knows what may be said of it. */
      readonly cause: unknown;
    };

/** What the SDK does for us. */
export interface SdkAdapter {
  /** @throws AppError UNAUTHENTICATED when the token is not one of the channel for this bot. */
  readonly authenticate: (activity: IncomingActivity, authorization: string) => Promise<void>;
  /** One try at sending an activity into a conversation; never rejects. */
  readonly send: (reference: Reference, activity: Partial<Activity>) => Promise<Sent>;
}

/**
 * Azure's public cloud. Given one address of its own the SDK leaves out all of these, and then asks
 * for tokens nowhere, so they are always given together.
 */
const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
};

/**
 * The Bot Framework SDK behind the two things that it is used for.
 *
 * On the way in only its authentication is used: a turn context with its clients takes twenty times
 * as long to build and would be thrown away. On the way out its connector is.
 */
export function createSdkAdapter(registration: BotRegistration): SdkAdapter {
  const httpClient = createConnectorHttp();
  const authentication = new ConfigurationBotFrameworkAuthentication(
    sdkSettings(registration),
    undefined,
    undefined,
    undefined,
    { httpClient },
  );
  const adapter = new CloudAdapter(authentication);
  const appId = registration.MicrosoftAppId ?? '';
  return {
    authenticate: async (activity, authorization) => {
      await authentication.authenticateRequest(asClaimed(activity), authorization).catch(refuse);
    },
    send: (reference, activity) =>
      adapter
        .continueConversationAsync(appId, sdkReference(reference), async (context) => {
          // The event that continues a conversation has an id that no channel ever saw; Web Chat
          // holds an answer to it back for seconds. Without an id it is no answer but a message.
          context.activity.id = reference.activityId ?? '';
          await context.sendActivity(activity);
        })
        .then(accepted, refused),
  };
}

/** A text without the mentions of the bot; the SDK takes out one at a time. */
export function withoutMentions(text: string, mentions: readonly Mention[]): string {
  return mentions.reduce(
    (rest, mention) =>
      TurnContext.removeMentionText({ text: rest, entities: [mention] }, mention.mentioned.id),
    text,
  );
}

function sdkSettings(registration: BotRegistration): Record<string, string> {
  const given = Object.entries(registration).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const { BotOpenIdMetadata: metadata, ...settings } = Object.fromEntries(given);
  const channel = metadata === undefined ? {} : { ToBotFromChannelOpenIdMetadataUrl: metadata };
  return { ...publicCloud, ...channel, ...settings };
}

/** The SDK's types ask for names; its wire does not, and we have none. */
function sdkReference(reference: Reference): Partial<ConversationReference> {
  const { channelId, serviceUrl, conversation, bot, user } = reference;
  const nameless: unknown = { channelId, serviceUrl, conversation, bot, user };
  return nameless as Partial<ConversationReference>;
}

/** What a token is checked against: the channel and the address that it was issued for. */
function asClaimed({ channelId, serviceUrl }: IncomingActivity): Activity {
  return { channelId, serviceUrl: serviceUrl ?? '' } as Activity;
}

function refuse(cause: unknown): never {
  throw new AppError('UNAUTHENTICATED', 'The token is not one for this bot', {}, cause);
}

function accepted(): Sent {
  return { kind: 'accepted' };
}

function refused(cause: unknown): Sent {
  const facts = cause instanceof AppError ? cause.facts : {};
  const { status, retryAfter } = facts;
  return {
    kind: 'refused',
    status: typeof status === 'number' ? status : null,
    retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
    cause,
  };
}
