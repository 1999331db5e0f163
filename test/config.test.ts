import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../src/base/app-error.ts';
import { keepingOf, readConfig } from '../src/config.ts';

const problemsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'CONFIG_INVALID') return cause.message;
    throw cause;
  }
  return '';
};

describe('settings', () => {
  it('have a default each', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3978,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      LOG_LEVEL: 'info',
    });
  });

  it('name every problem at once', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'ftp://x',
      MicrosoftAppPassword: 'p',
    });
    expect(problems).toContain('PORT');
    expect(problems).toContain('LOG_LEVEL');
    expect(problems).toContain('PUBLIC_URL');
  });

  it.each([
    ['PROT', 'PORT'],
    ['DATA_DRI', 'DATA_DIR'],
    ['MicrosoftAppID', 'MicrosoftAppId'],
  ])('take %s for a misspelt %s only where one edit lies between', (name, meant) => {
    const problems = problemsOf({ [name]: 'x' });
    if (meant.length > 5) expect(problems).toContain(`did you mean ${meant}`);
    else expect(problems).toBe('');
  });

  it('leave names alone that belong to others', () => {
    expect(problemsOf({ HOME: '/root', npm_config_port: '1', HOSTNAME: 'x' })).toBe('');
  });

  it('read a secret from a file, and refuse it in two places', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
    writeFileSync(file, 'hidden\n');
    const base = { MicrosoftAppId: 'id', MicrosoftAppPassword_FILE: file };
    expect(readConfig(base).MicrosoftAppPassword).toBe('hidden');
    expect(problemsOf({ ...base, MicrosoftAppPassword: 'other' })).toContain(
      'given directly and by',
    );
    expect(problemsOf({ MicrosoftAppId: 'id', MicrosoftAppPassword_FILE: '/nowhere' })).toContain(
      'cannot be read',
    );
    expect(problemsOf({ PORT_FILE: file })).toContain('only secrets');
  });

  it('never repeat a secret in a complaint', () => {
    expect(problemsOf({ MicrosoftAppPassword: 'hunter2' })).not.toContain('hunter2');
    expect(problemsOf({ SMTP_URL: 'ftp://user:hunter2@mail.example' })).not.toContain('hunter2');
  });

  it.each([
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
    ['a mail server that is none', { SMTP_URL: 'https://mail.example' }, 'SMTP_URL'],
    ['a mailbox that is none', { HELPDESK_MAILBOX: 'helpdesk' }, 'HELPDESK_MAILBOX'],
    ['a trial address that is none', { MAIL_REDIRECT_TO: 'me' }, 'MAIL_REDIRECT_TO'],
    ['no days at all', { TRANSCRIPT_DAYS: '0' }, 'TRANSCRIPT_DAYS'],
    ['tickets kept shorter than what they came from', { TICKET_DAYS: '30' }, 'TICKET_DAYS'],
  ])('refuse %s', (_, environment, name) => {
    expect(problemsOf(environment)).toContain(name);
  });

  it('leave the web chat to its defaults', () => {
    const { TRUST_PROXY, WEB_ORIGINS, DIRECT_LINE_SECRET } = readConfig({});
    expect([TRUST_PROXY, WEB_ORIGINS, DIRECT_LINE_SECRET]).toEqual(Array(3).fill(undefined));
  });

  it.each([
    ['1', { kind: 'count', proxies: 1 }],
    ['10', { kind: 'count', proxies: 10 }],
    ['10.0.0.0/8, ::1', { kind: 'ranges', ranges: ['10.0.0.0/8', '::1'] }],
  ])('believe the proxies of "%s"', (text, trust) => {
    expect(readConfig({ TRUST_PROXY: text }).TRUST_PROXY).toEqual(trust);
  });

  it.each(['0', '11', '-1', 'true', 'proxy.example', '10.0.0.0/33', '10.0.0.1,', '0.0.0.0/0'])(
    'do not believe "%s" to be proxies',
    (text) => {
      expect(problemsOf({ TRUST_PROXY: text })).toContain('TRUST_PROXY: must be a number');
    },
  );

  it('list origins as they are', () => {
    const text = 'https://ern.example, https://xn--bcher-kva.example:8443,http://localhost:3000';
    expect(readConfig({ WEB_ORIGINS: text }).WEB_ORIGINS).toEqual([
      'https://ern.example',
      'https://xn--bcher-kva.example:8443',
      'http://localhost:3000',
    ]);
  });

  it.each([
    ['a slash at the end', 'https://ern.example/'],
    ['a path', 'https://ern.example/chat'],
    ['a wildcard', 'https://*.ern.example'],
    ['every page', '*'],
    ['a name before the host', 'https://user:hunter2@ern.example'],
    ['a host alone', 'ern.example'],
    ['another scheme', 'ftp://ern.example'],
    ['null', 'null'],
    ['upper case', 'https://ERN.example'],
    ['the usual port', 'https://ern.example:443'],
    ['one bad among good ones', 'https://ern.example,https://ern.example/'],
    ['commas alone', ' , '],
  ])('refuse %s as an origin', (_, text) => {
    const problems = problemsOf({ WEB_ORIGINS: text });
    expect(problems).toContain('WEB_ORIGINS: must be whole origins');
    expect(problems).not.toContain('hunter2');
  });

  it.each([
    ['a short one', 'k3v9x2m8', 'must have at least 32'],
    ['one letter', 'x'.repeat(40), 'must not be an example'],
    ['one of an example', 'change-me-change-me-change-me-change-me', 'must not be an example'],
  ])('refuse %s as a secret, and do not repeat it', (_, secret, problem) => {
    const problems = problemsOf({ DIRECT_LINE_SECRET: secret });
    expect(problems).toContain(`DIRECT_LINE_SECRET: ${problem}`);
    expect(problems).not.toContain(secret);
  });

  it('take the secret of the web chat from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
    const secret = randomBytes(32).toString('hex');
    writeFileSync(file, `${secret}\n`);
    expect(readConfig({ DIRECT_LINE_SECRET_FILE: file }).DIRECT_LINE_SECRET).toBe(secret);
  });

  it.each(['PRIVACY_URL', 'ACCESSIBILITY_URL'])('take a web address as %s only', (name) => {
    expect(problemsOf({ [name]: 'https://ern.example/p' })).toBe('');
    expect(problemsOf({ [name]: 'javascript:alert(1)' })).toContain(name);
  });

  it('keep conversations 90 days and tickets 365, or what the operator says', () => {
    expect(keepingOf(readConfig({}))).toEqual({ transcriptDays: 90, ticketDays: 365 });
    const own = readConfig({ TRANSCRIPT_DAYS: '30', TICKET_DAYS: '60' });
    expect(keepingOf(own)).toEqual({ transcriptDays: 30, ticketDays: 60 });
  });

  it('belong together: a password without an id is refused', () => {
    expect(problemsOf({ MicrosoftAppPassword: 'p' })).toContain('MicrosoftAppId');
    expect(problemsOf({ MicrosoftAppType: 'SingleTenant', MicrosoftAppId: 'i' })).toContain(
      'MicrosoftAppTenantId',
    );
  });
});
