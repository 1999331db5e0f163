import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../../src/channels/directline/tokens.ts';
import type { Grant, Tokens } from '../../../src/channels/directline/tokens.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const clock = createFakeClock();
let count = 0;
const ids = { next: () => `id${String((count += 1))}` };
const secret = 'a secret of a test, long enough to be one';
const tokens: Tokens = createTokens({ secret, clock, ids });
const grant: Grant = { conversation: 'c1', user: 'dl_u1', origin: 'https://ern.example' };

/** A token put together by hand, signed with any key or not at all. */
function forged(header: object, claims: object, key: string | null): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part(header)}.${part(claims)}`;
  const mark = key === null ? '' : createHmac('sha256', key).update(body).digest('base64url');
  return `${body}.${mark}`;
}

/** What a good token says. */
const goodClaims = {
  iss: 'cpms-helpdesk-bot',
  aud: 'directline',
  sub: 'dl_u1',
  conversation: 'c1',
  origin: null,
  jti: 'x',
  exp: clock.now() / 1000 + 600,
};

describe('tokens', () => {
  it('give back what they were made for', async () => {
    expect(await tokens.read(await tokens.issue(grant))).toMatchObject({ ok: true, grant });
  });

  it('end after half an hour', async () => {
    const token = await tokens.issue(grant);
    clock.advance(1_799_000);
    expect(await tokens.read(token)).toMatchObject({ ok: true });
    clock.advance(2_000);
    expect(await tokens.read(token)).toEqual({ ok: false, reason: 'expired' });
  });

  it('outlive a restart under the same secret, and no other', async () => {
    const token = await tokens.issue(grant);
    expect(await createTokens({ secret, clock, ids }).read(token)).toMatchObject({ ok: true });
    const other = createTokens({ secret: `${secret}!`, clock, ids });
    expect(await other.read(token)).toEqual({ ok: false, reason: 'invalid' });
  });

  it.each([
    ['without a signature, as alg none', () => forged({ alg: 'none' }, goodClaims, null)],
    ['without a signature, as HS256', () => forged({ alg: 'HS256' }, goodClaims, null)],
    ['signed with the secret itself', () => forged({ alg: 'HS256' }, goodClaims, secret)],
    ['signed with an empty key', () => forged({ alg: 'HS256' }, goodClaims, '')],
    ['with an algorithm of another family', () => forged({ alg: 'RS256' }, goodClaims, secret)],
    ['of no shape', () => 'abc'],
    ['of dots', () => '..'],
    ['that is empty', () => ''],
  ])('are invalid %s', async (_, make) => {
    expect(await tokens.read(make())).toEqual({ ok: false, reason: 'invalid' });
  });

  it('are invalid when one letter was changed', async () => {
    const token = await tokens.issue(grant);
    const [head = '', body = '', mark = ''] = token.split('.');
    const claims = Buffer.from(body, 'base64url').toString().replace('c1', 'c2');
    const changed = [head, Buffer.from(claims).toString('base64url'), mark].join('.');
    expect(await tokens.read(changed)).toEqual({ ok: false, reason: 'invalid' });
  });

  it('of another audience or issuer are invalid even under the right key', async () => {
    const pass = await tokens.issuePass(grant);
    expect(await tokens.read(pass)).toEqual({ ok: false, reason: 'invalid' });
    const foreign = new SignJWT(goodClaims).setProtectedHeader({ alg: 'HS256' });
    const signed = await foreign.sign(new TextEncoder().encode(secret));
    expect(await tokens.read(signed)).toEqual({ ok: false, reason: 'invalid' });
  });
});

describe('passes for a stream', () => {
  it('are good once', async () => {
    const pass = await tokens.issuePass(grant);
    expect(await tokens.takePass(pass)).toMatchObject({ ok: true, grant });
    expect(await tokens.takePass(pass)).toEqual({ ok: false, reason: 'invalid' });
  });

  it('end after a minute', async () => {
    const pass = await tokens.issuePass(grant);
    clock.advance(61_000);
    expect(await tokens.takePass(pass)).toEqual({ ok: false, reason: 'expired' });
  });

  it('are no tokens, and tokens are no passes', async () => {
    const token = await tokens.issue(grant);
    expect(await tokens.takePass(token)).toEqual({ ok: false, reason: 'invalid' });
  });
});
