import { createSign, generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import { readActivity } from '../../../src/channels/botframework/activity.ts';
import { createSdkAdapter } from '../../../src/channels/botframework/sdk-adapter.ts';
import { recorded } from './recorded.ts';
import { shutNetwork } from './shut-network.ts';

shutNetwork();

const appId = '11111111-2222-4333-8444-555555555555';
const issuer = 'https://issuer.test';
const metadata = 'https://issuer.test/.well-known/openidconfiguration';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as a channel signs it; every part can be made wrong. */
function token(
  claims: Record<string, unknown> = {},
  given: { readonly header?: Record<string, unknown>; readonly key?: typeof ours.privateKey } = {},
): string {
  const seconds = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: 'key-1', ...given.header });
  const all = {
    iss: issuer,
    aud: appId,
    nbf: seconds - 60,
    exp: seconds + 600,
    serviceurl: 'https://webchat.test/',
    ...claims,
  };
  const body = `${head}.${encode(all)}`;
  const signature = createSign('RSA-SHA256')
    .update(body)
    .sign(given.key ?? ours.privateKey);
  return `Bearer ${body}.${signature.toString('base64url')}`;
}

const registration = {
  MicrosoftAppType: 'MultiTenant',
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'not-used-here',
  BotOpenIdMetadata: metadata,
  ToBotFromChannelTokenIssuer: issuer,
};

const activity = readActivity(recorded('webchat-message'));

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  nock('https://issuer.test')
    .persist()
    .get('/.well-known/openidconfiguration')
    .reply(200, { issuer, jwks_uri: 'https://issuer.test/keys' })
    .get('/keys')
    .reply(200, {
      keys: [
        {
          ...ours.publicKey.export({ format: 'jwk' }),
          kid: 'key-1',
          use: 'sig',
          endorsements: ['webchat'],
        },
      ],
    });
});

const outcome = (authorization: string, changed = activity): Promise<string> =>
  createSdkAdapter(registration)
    .authenticate(changed, authorization)
    .then(
      () => 'let in',
      (cause: unknown) => (cause instanceof AppError ? cause.code : String(cause)),
    );

describe('a caller with credentials configured', () => {
  it('is let in with the token of the channel', async () => {
    expect(await outcome(token())).toBe('let in');
  });

  it.each([
    ['no token', ''],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no token after the scheme', 'Bearer '],
    ['nonsense for a token', 'Bearer nonsense'],
    ['three pieces of nonsense', 'Bearer a.b.c'],
    ['a token for another bot', token({ aud: 'someone-else' })],
    ['a token of another issuer', token({ iss: 'https://evil.test' })],
    ['a token that has expired', token({ exp: 1_700_000_000, nbf: 1_600_000_000 })],
    ['a token that is not valid yet', token({ nbf: 4_000_000_000, exp: 4_100_000_000 })],
    ['a token signed by another key', token({}, { key: theirs.privateKey })],
    ['a token of an unknown key', token({}, { header: { kid: 'key-9' } })],
    ['a token for another address', token({ serviceurl: 'https://evil.test/' })],
    [
      'a token without signature',
      `Bearer ${encode({ alg: 'none', typ: 'JWT' })}.${encode({ iss: issuer, aud: appId })}.`,
    ],
  ])('is turned away with %s', async (_what, authorization) => {
    expect(await outcome(authorization)).toBe('UNAUTHENTICATED');
  });

  it('is turned away with a token whose key is not for its channel', async () => {
    const teams = readActivity(recorded('webchat-message', { channelId: 'msteams' }));
    expect(await outcome(token(), teams)).toBe('UNAUTHENTICATED');
  });

  it('is turned away while the keys cannot be had', async () => {
    nock.cleanAll();
    const elsewhere = { ...registration, BotOpenIdMetadata: 'https://issuer.test/gone' };
    nock('https://issuer.test').get('/gone').reply(503);
    await expect(createSdkAdapter(elsewhere).authenticate(activity, token())).rejects.toMatchObject(
      { code: 'UNAUTHENTICATED' },
    );
  });
});

it('asks nothing of a caller when there are no credentials', async () => {
  await expect(createSdkAdapter({}).authenticate(activity, '')).resolves.toBeUndefined();
});

it('puts a token of the bot on what it sends', async () => {
  const login = nock('https://login.microsoftonline.com')
    .post(/\/oauth2\/v2\.0\/token/)
    .reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: 'sesame' });
  const scope = nock('https://webchat.test', { reqheaders: { authorization: 'Bearer sesame' } })
    .post(/activities/)
    .reply(201, { id: 'b-1' });
  const sent = await createSdkAdapter(registration).send(
    {
      via: 'botframework',
      channelId: 'webchat',
      serviceUrl: 'https://webchat.test/',
      conversation: { id: 'c' },
      bot: { id: 'bot' },
      user: { id: 'person' },
      activityId: null,
    },
    { type: 'message', text: 'hello' },
  );
  expect(sent).toEqual({ kind: 'accepted' });
  expect(scope.isDone()).toBe(true);
  login.done();
});
