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
